import type { DocumentKind, OutgoingDocument } from '../../../src/core/document'
import { operationOf, type Operation } from '../../../src/core/ports/warehouse'
import { never, type Lines, type Trial } from './trial'

/** One kind of document, for cases that hold for each. */
export type Way = {
  readonly kind: DocumentKind
  readonly make: (trial: Trial, lines: Lines, changed?: Partial<OutgoingDocument>) => OutgoingDocument
  /** New items, of which it can take as many as a case asks for. */
  readonly items: (trial: Trial, count: number) => Promise<string[]>
}

export const stocktakes: Way = {
  kind: 'stocktake',
  make: (trial, lines, changed) => trial.stocktake(lines, changed),
  items: (trial, count) => trial.items(count),
}

export const stockTransfers: Way = {
  kind: 'stock-transfer',
  make: (trial, lines, changed) => trial.transfer(lines, changed),
  items: async (trial, count) => {
    const items = await trial.items(count)
    // What goes out must be there, where a warehouse looks.
    if (trial.port.capabilities.negativeStock === 'refused')
      for (const item of items) await trial.stock(trial.places.main, item, 10_000)
    return items
  },
}

export function operationFor({ port }: Trial, { kind }: Way): Operation {
  return operationOf(port.capabilities, kind)
}

/** A document of one new item, four pieces of it. */
export async function short(trial: Trial, way: Way, changed?: Partial<OutgoingDocument>): Promise<OutgoingDocument> {
  const [item = ''] = await way.items(trial, 1)
  return way.make(trial, { [item]: '4' }, changed)
}

/** A document of so many new items, each another quantity. */
export async function long(
  trial: Trial,
  way: Way,
  count: number,
  changed?: Partial<OutgoingDocument>,
): Promise<OutgoingDocument> {
  const items = await way.items(trial, count)
  return way.make(trial, Object.fromEntries(items.map((item, index) => [item, String(index + 1)])), changed)
}

/** Pushes it, and stops as soon as its first booking is done. */
export async function stoppedAfterTheFirst(trial: Trial, document: OutgoingDocument) {
  const stop = new AbortController()
  const befallen = trial.befall('the booking', { when: 'after', reply: 'silence' })
  const pushed = trial.port.push(document, stop.signal)
  await befallen
  stop.abort()
  return pushed
}

/** The items of a document that the warehouse has on hand where they were to come, told without its bookings. */
export async function itemsArrived(trial: Trial, { place, lines }: OutgoingDocument): Promise<readonly string[]> {
  const location = place.kind === 'stocktake' ? place.location : place.to
  const items = lines.map(({ item }) => item)
  const onHand = await trial.onHand(location, items)
  const arrived = lines.filter(
    ({ item, quantity }) => onHand.get(item) === (trial.before.get(`${location} ${item}`) ?? 0n) + quantity,
  )
  const untouched = lines.filter(({ item }) => onHand.get(item) === (trial.before.get(`${location} ${item}`) ?? 0n))
  if (arrived.length + untouched.length !== lines.length) throw new Error('an item is there in another quantity')
  return arrived.map(({ item }) => item)
}

/** Whether a document can be found, as a word. */
export async function lookedUp(trial: Trial, document: OutgoingDocument): Promise<string> {
  return (await trial.port.find(document, never)).kind
}
