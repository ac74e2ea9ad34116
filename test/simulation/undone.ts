import { sameWarehouseLines, type OutgoingDocument, type WarehouseLine } from '../../src/core/document'
import { groupBy } from '../../src/core/group'
import { sum, type Quantity } from '../../src/core/quantity'
import { add, keyOf, type Case } from './case'
import type { Families } from './families'
import type { Booking } from './fake-warehouse'
import type { ShopConsignment } from './shop'
import { speech } from './speech'

/** Bookings without those that were taken back, and without what took them back. */
export type Standing = {
  readonly standing: readonly Booking[]
  /** What was taken back. */
  readonly undone: readonly Booking[]
  /** Undos that take back nothing that was booked, or what was taken back already. */
  readonly faults: readonly string[]
}

export function withoutUndone(bookings: readonly Booking[], skus: Families): Standing {
  const standing: Booking[] = []
  const undone: Booking[] = []
  const faults: string[] = []
  for (const booking of bookings) {
    const { document } = booking
    if (document.source.cause !== 'undo') {
      standing.push(booking)
      continue
    }
    const index = standing.findLastIndex((one) => isUndoOf(booking, one, skus))
    const [taken] = index < 0 ? [] : standing.splice(index, 1)
    if (taken) undone.push(taken)
    else faults.push(`${document.source.consignmentId}: ${document.reference} takes back what is not there`)
  }
  return { standing, undone, faults }
}

function isUndoOf({ warehouse, document: undo }: Booking, { warehouse: before, document }: Booking, skus: Families) {
  const { source, place } = document
  if (undo.source.consignmentId !== source.consignmentId) return false
  // Another warehouse books a product on the item that it was told there, whatever its SKU was before.
  const linesOf = (one: OutgoingDocument) => (warehouse === before ? one.lines : bySku(one, skus))
  if (undo.place.kind === 'stocktake') {
    if (place.kind !== 'stocktake' || place.location !== undo.place.location) return false
    return sameWarehouseLines(
      linesOf(undo).map(({ item, quantity }) => ({ item, quantity: -quantity })),
      linesOf(document),
    )
  }
  if (place.kind === 'stocktake' || place.from !== undo.place.to || place.to !== undo.place.from) return false
  return sameWarehouseLines(linesOf(undo), linesOf(document))
}

/** All SKUs that one product had are one item. */
function bySku({ lines }: OutgoingDocument, skus: Families): Pick<WarehouseLine, 'item' | 'quantity'>[] {
  const sums = groupBy(lines, ({ sku }) => skus.of(sku))
  return [...sums].map(([item, those]) => ({ item, quantity: sum(those.map(({ quantity }) => quantity)) }))
}

/** What was taken back of one consignment's product at one location, the oldest first, and what is about to be. */
export type TakenBack = {
  readonly undone: readonly Quantity[]
  readonly undoing: readonly Quantity[]
  /** Both legs of a transfer are booked here since its outlets' locations became one; they were undone each by itself. */
  readonly legsMeet: boolean
  /**
   * Several products stand behind the SKU, of which some may have been sent whole since and others not: from the smallest
   * to the largest that Vend ever gave for them together; null: one.
   */
  readonly ever: readonly [Quantity, Quantity] | null
  /** Something of theirs was undone, or is about to be, in a document in which they may have cancelled out. */
  readonly unseen: boolean
}

/**
 * May the books differ by this much from Vend's figure, since what was undone stays undone until Vend says something else
 * of it? What was undone before the whole was last sent is settled; when that was only the app knows, so that all that was
 * undone from some moment on may be missing. As long as an undo waits for a person, it counts or it does not.
 */
export function mayStayUndone(excess: Quantity, { undone, undoing, legsMeet, ever, unseen }: TakenBack): boolean {
  if (undone.length + undoing.length === 0 && !unseen) return excess === 0n
  const either = [excess, excess + sum(undoing)]
  if (ever && either.some((one) => one >= -ever[1] && one <= -ever[0])) return true
  const since = undone.map((_, index) => sum(undone.slice(index)))
  const missing = legsMeet
    ? sumsOfSome([...undone, ...undoing])
    : [0n, ...since].flatMap((quantity) => [quantity, quantity + sum(undoing)])
  return missing.includes(-excess)
}

/**
 * Products that share a SKU cancelled out in what Vend said, or in how that changed. The document that told it has no
 * line of them, and its undo has none, though it takes each of them back.
 */
export function cancelledOut(key: string, states: readonly ShopConsignment[], given: Case): boolean {
  const { shop, locations, transferOn } = given
  const figuresOf = (state: ShopConsignment) => {
    const figures = new Map<string, Quantity>()
    for (const { productId, outletId, quantity, troubles } of speech(state, shop, transferOn)) {
      const sku = shop.products.get(productId)?.sku ?? productId
      if (troubles.length > 0 || keyOf(given, locations.get(outletId) ?? '', sku) !== key) continue
      add(figures, productId, quantity)
    }
    return figures
  }
  const told = [new Map<string, Quantity>(), ...states.map(figuresOf)]
  return told.some((after, index) =>
    told.slice(0, index).some((before) => {
      const products = [...new Set([...before.keys(), ...after.keys()])]
      const changes = products.map((id) => (after.get(id) ?? 0n) - (before.get(id) ?? 0n))
      return changes.some((change) => change !== 0n) && sum(changes) === 0n
    }),
  )
}

/** The sums of any of them. */
function sumsOfSome(quantities: readonly Quantity[]): Quantity[] {
  return quantities.reduce<Quantity[]>((sums, one) => [...new Set([...sums, ...sums.map((each) => each + one)])], [0n])
}
