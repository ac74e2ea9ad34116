import { z } from 'zod'
import { formatChange } from '../../core/quantity'
import { ask } from './ask'
import { float, id } from './schema'
import * as say from './sentences'
import { contextOf } from './session'
import type { Work } from './work'

/** So many sentences; more are only counted. */
const sentencesAtMost = 5

const onHand = z.array(z.object({ id, qty_available: float }))

/** Odoo books more out than it has. What is below zero now, of the items that went out; nothing where it does not say. */
export async function belowZero({ asking, session, document, grounds }: Work): Promise<string[]> {
  const { place, lines } = document
  const out = place.kind === 'stocktake' ? lines.filter(({ quantity }) => quantity < 0n) : lines
  if (out.length === 0) return []
  const location = place.kind === 'stocktake' ? place.location : place.from
  const context = { ...contextOf(session, grounds.company), location: Number(location) }
  const args = { ids: out.map(({ item }) => Number(item)), fields: ['qty_available'], context }
  const read = await ask(asking, 'product.product', 'read', args, onHand)
  if (!read.ok) return []
  const { host } = asking.odoo
  const left = new Map(read.value.map((row) => [row.id, row.qty_available]))
  const name = grounds.names.get(location) ?? location
  const sentences = out.flatMap(({ item, sku }) => {
    const quantity = left.get(item) ?? 0n
    return quantity < 0n ? [say.belowZero(host, sku, name, formatChange(quantity))] : []
  })
  if (sentences.length <= sentencesAtMost) return sentences
  return [...sentences.slice(0, sentencesAtMost), say.furtherBelowZero(sentences.length - sentencesAtMost)]
}
