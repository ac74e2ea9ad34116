import { v5 } from 'uuid'
import type { OutgoingDocument, WarehouseLine } from '../../../src/core/document'
import { parseQuantity, type Quantity } from '../../../src/core/quantity'
import type { Stand } from './stand'

/** One test on a stand, with items and references of its own. */
export type Trial = Stand & {
  /** Nothing else in the warehouse begins with it. */
  readonly prefix: string
  /** Makes so many items, and tells how documents name them. */
  items(count: number): Promise<string[]>
  /** Under a reference of its own unless it is changed; the lines by item. */
  stocktake(lines: Lines, changed?: Partial<OutgoingDocument>): OutgoingDocument
  transfer(lines: Lines, changed?: Partial<OutgoingDocument>): OutgoingDocument
  /** `location item` → what is on hand but for the document that is looked at. */
  readonly before: Map<string, Quantity>
}

export type Lines = Readonly<Record<string, string>>

/** What every warehouse must do right. */
export type Case = (trial: Trial) => Promise<unknown>
export type Cases = Readonly<Record<string, Case>>

export const never = new AbortController().signal

const namespace = '0d1a4f36-3c0e-4b53-9d0c-6e0ab0b6f6c4'
/** A real server knows yesterday's tests, and those of whoever else tries it now. */
const run = (Date.now() % 36 ** 5).toString(36) + (process.pid % 36 ** 3).toString(36)
let trials = 0

export function startTrial(stand: Stand): Trial {
  trials += 1
  const prefix = `T${run}${trials.toString(36)}`
  let documents = 0
  let items = 0
  const before = new Map<string, Quantity>()
  const make = (place: OutgoingDocument['place'], lines: Lines, changed: Partial<OutgoingDocument>) => {
    documents += 1
    const reference = changed.reference ?? `${prefix}-${documents}`
    return {
      place,
      reference,
      key: v5(reference, namespace),
      lines: Object.entries(lines).map(([item, quantity]) => lineOf(item, quantity)),
      source: { consignmentId: v5(`of ${reference}`, namespace), reference, type: 'SUPPLIER', cause: 'scan' as const },
      ...changed,
    }
  }
  return {
    ...stand,
    prefix,
    before,
    items: async (count) => {
      const skus = Array.from({ length: count }, () => `${prefix}-item-${(items += 1)}`)
      const known = await stand.know(...skus)
      return skus.map((sku) => known.get(sku) ?? '')
    },
    stock: async (location, item, pieces) => {
      await stand.stock(location, item, pieces)
      before.set(`${location} ${item}`, amount(pieces.toString()))
    },
    stocktake: (lines, changed = {}) => make({ kind: 'stocktake', location: stand.places.main }, lines, changed),
    transfer: (lines, changed = {}) =>
      make({ kind: 'stock-transfer', from: stand.places.main, to: stand.places.other }, lines, changed),
  }
}

export function lineOf(item: string, quantity: string, counted: string | null = null): WarehouseLine {
  return { item, sku: item, quantity: amount(quantity), counted: counted === null ? null : amount(counted) }
}

export function amount(text: string): Quantity {
  const quantity = parseQuantity(text)
  if (quantity === null) throw new Error(`not a quantity: ${text}`)
  return quantity
}
