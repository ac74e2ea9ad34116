import type { z } from 'zod'
import { answered, trouble, type Answer, type Trouble } from './answer'
import { ask, type Asking } from './ask'
import { fieldsAnswer } from './schema'

/** What this Odoo calls things: names changed from 14 to 19, and an add-on may bring one back. Never told by a version number. */
export type Fields = {
  /** Of a transfer, its moves. */
  readonly moves: 'move_ids' | 'move_lines'
  /** Of a move, what really moves. */
  readonly done: 'quantity' | 'quantity_done'
  /** A move says by itself that it is picked. */
  readonly picked: boolean
  readonly immediateTransfer: boolean
  /** A move has a text of its own, and wants one. */
  readonly moveName: boolean
  /** null: there is none, and whose the transfer is stands in its origin. */
  readonly note: 'html' | 'text' | null
  /** Goods say by `is_storable` whether their stock is kept, and not by their type. */
  readonly isStorable: boolean
  /** Decimal places of every quantity; more are rounded off without a word. */
  readonly digits: number | null
  readonly keyExpiry: boolean
}

const wanted = {
  'stock.picking': ['move_ids', 'move_lines', 'immediate_transfer', 'note'],
  'stock.move': ['quantity_done', 'picked', 'name', 'product_uom_qty'],
  'product.product': ['is_storable'],
  'res.users.apikeys': ['expiration_date'],
}

export async function readFields(asking: Asking): Promise<Answer<Fields>> {
  const read = (model: keyof typeof wanted) =>
    ask(asking, model, 'fields_get', { allfields: wanted[model], attributes: ['type', 'digits'] }, fieldsAnswer)
  const picking = await read('stock.picking')
  // Whatever a user may do, fields are told to all: so it is the model that is missing.
  if (!picking.ok && isMissingModel(picking.trouble)) return trouble({ kind: 'denied', reason: 'app' })
  if (!picking.ok) return picking
  const move = await read('stock.move')
  if (!move.ok) return move
  const product = await read('product.product')
  if (!product.ok) return product
  // Before 14 a user had no keys, and there is nothing to remind of.
  const keys = await read('res.users.apikeys')
  if (!keys.ok && !isMissingModel(keys.trouble)) return keys
  return answered(fieldsOf(picking.value, move.value, product.value, keys.ok ? keys.value : {}))
}

type Described = z.output<typeof fieldsAnswer>

export function fieldsOf(picking: Described, move: Described, product: Described, keys: Described): Fields {
  const picked = 'picked' in move
  const digits = move.product_uom_qty?.digits?.[1]
  const note = picking.note?.type
  return {
    moves: 'move_ids' in picking ? 'move_ids' : 'move_lines',
    done: picked || !('quantity_done' in move) ? 'quantity' : 'quantity_done',
    picked,
    immediateTransfer: 'immediate_transfer' in picking,
    moveName: 'name' in move,
    note: note === undefined ? null : note === 'html' ? 'html' : 'text',
    isStorable: 'is_storable' in product,
    digits: digits === undefined ? null : Number(digits),
    keyExpiry: 'expiration_date' in keys,
  }
}

/** Older versions say it as UserError, newer ones as NotFound. */
function isMissingModel(what: Trouble): boolean {
  return (what.kind === 'refused' || what.kind === 'failed') && /\.(UserError|NotFound)$/.test(what.name)
}
