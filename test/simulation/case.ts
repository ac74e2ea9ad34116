import type { HistoryDocument } from '../../src/core/app-state'
import type { Place } from '../../src/core/document'
import type { Quantity } from '../../src/core/quantity'
import type { Families } from './families'
import type { Booking } from './fake-warehouse'
import type { ItemTruth } from './item-truth'
import type { NamedWarehouse } from './named-warehouse'
import type { Shop } from './shop'

/** Everything that the model judges by; nothing of it comes from the app but `dismissed`, which a person saw and took over. */
export type Case = {
  readonly shop: Shop
  /** The world's clock. */
  readonly now: () => number
  /** Outlet → location, as it is now. */
  readonly locations: Map<string, string>
  /** Locations that one outlet had one after the other. */
  readonly places: Families
  readonly transferOn: 'sent' | 'received'
  /** `ever`: now or once. */
  readonly sending: { now: boolean; ever: boolean }
  readonly limits: { readonly units: Quantity | null; readonly lines: number | null }
  /** The starts of each outlet that is ours or was, oldest first. */
  readonly openings: Map<string, readonly Opening[]>
  /** The warehouse was replaced by another one. */
  replaced: boolean
  /**
   * Not before this must the app have asked the warehouse what it has to say, by the world's clock: it asks about once a
   * day, by the PC's, and later where that was set back.
   */
  noticesFrom: number
  /** Consignments of which the ledger no longer knows all that was told, since an older one was put back. */
  readonly forgotten: Set<string>
  /** Those among them by the time that the warehouse was replaced: the one before is not asked about them any more. */
  readonly beyondAsking: Set<string>
  readonly persons: {
    readonly approved: Set<string>
    /** The changes that were approved, as `cargoOf` names them. */
    readonly approvals: Set<string>
    readonly dismissed: HistoryDocument[]
    /** Consignments of which a person undid something, and those that were sent whole after it. */
    readonly undone: Set<string>
    readonly sentWhole: Set<string>
    /** Consignments of which a person asked to undo something and had no answer. */
    readonly asked: Set<string>
    /** When a change of a consignment and SKU was first dismissed. */
    readonly dismissedAt: Map<string, number>
    /** Consignments of which a hold without a document was dismissed. */
    readonly waved: Set<string>
  }
  /** Lines changed under the reader's hands, and no version says so: what was read then may be told, until it is read again. */
  readonly torn: Set<string>
  readonly bookings: () => readonly Booking[]
  /** When a document was first asked for or sent. */
  readonly firstSeen: (reference: string) => number
  /** Consignments that the warehouse once refused. */
  readonly refused: ReadonlySet<string>
  readonly complaints: readonly string[]
  /** SKUs that the warehouse did not know at the start. */
  readonly unknownAtFirst: ReadonlySet<string>
  /** Of a warehouse whose items have names of their own; null: they are the SKUs. */
  readonly named: { readonly items: ItemTruth; readonly warehouse: NamedWarehouse } | null
}

/** From when an outlet's stock control is ours, seen from outside. */
export type Opening = {
  /** By the shop's clock. `walkDoneAt` null: its walk still runs. */
  readonly openedAt: number
  walkDoneAt: number | null
  /** By Vend's clock: not before the first, not after the second. */
  start: readonly [number, number]
  /** The app's last scan when it began, as JSON. */
  readonly scanBefore: string
}

/** One consignment's sums, by location and SKU. */
export type Sums = Map<string, Quantity>

export const at = (location: string, sku: string): string => `${location} ${sku}`

/** The key of the sums, in which all locations of one outlet are one, and all SKUs of one product. */
export const keyOf = ({ places, shop }: Pick<Case, 'places' | 'shop'>, location: string, sku: string): string =>
  at(places.of(location), shop.skus.of(sku))

export const areWalked = ({ openings }: Case): boolean =>
  [...openings.values()].flat().every(({ walkDoneAt }) => walkDoneAt !== null)

/** Names a change that a document of a consignment brings to a SKU. */
export function cargoOf(
  consignmentId: string,
  place: Place,
  { sku, quantity }: { readonly sku: string; readonly quantity: Quantity },
): string {
  const where = place.kind === 'stocktake' ? place.location : `${place.from}>${place.to}`
  return `${consignmentId} ${where} ${sku}:${quantity}`
}

export function add(sums: Sums, key: string, quantity: Quantity): void {
  sums.set(key, (sums.get(key) ?? 0n) + quantity)
}
