import type { HistoryDocument } from '../../src/core/app-state'
import type { Quantity } from '../../src/core/quantity'
import type { Booking } from './fake-warehouse'
import type { ItemTruth } from './item-truth'
import type { NamedWarehouse } from './named-warehouse'
import type { Shop } from './shop'

/** Everything that the model judges by; nothing of it comes from the app but `dismissed`, which a person saw and took over. */
export type Case = {
  readonly shop: Shop
  /** Outlet → location. */
  readonly locations: ReadonlyMap<string, string>
  readonly transferOn: 'sent' | 'received'
  readonly sending: boolean
  readonly limits: { readonly units: Quantity | null; readonly lines: number | null }
  readonly opening: {
    /** By the shop's clock. `walkDoneAt` null: the first walk still runs. */
    readonly openedAt: number
    walkDoneAt: number | null
    /** By Vend's clock: not before the first, not after the second. */
    start: readonly [number, number]
  }
  readonly persons: {
    readonly approved: Set<string>
    readonly dismissed: HistoryDocument[]
    /** Consignments of which a person undid something, and those that were sent whole after it. */
    readonly undone: Set<string>
    readonly sentWhole: Set<string>
    /** Consignments of which a hold without a document was dismissed. */
    readonly waved: Set<string>
  }
  /** Lines changed under the reader's hands, and no version says so: what was read then may be told, until it is read again. */
  readonly torn: Set<string>
  readonly bookings: () => readonly Booking[]
  /** Consignments that the warehouse once refused. */
  readonly refused: ReadonlySet<string>
  readonly complaints: readonly string[]
  /** SKUs that the warehouse did not know at the start. */
  readonly unknownAtFirst: ReadonlySet<string>
  /** Of a warehouse whose items have names of their own; null: they are the SKUs. */
  readonly named: { readonly items: ItemTruth; readonly warehouse: NamedWarehouse } | null
}

/** One consignment's sums, by location and SKU. */
export type Sums = Map<string, Quantity>

export const at = (location: string, sku: string): string => `${location} ${sku}`

export function add(sums: Sums, key: string, quantity: Quantity): void {
  sums.set(key, (sums.get(key) ?? 0n) + quantity)
}
