import type { Quantity } from './quantity'

/** Vend's four stock movements: Order Stock, Return Stock, Transfer Stock, Inventory Count. */
export const consignmentKinds = ['order', 'return', 'transfer', 'count'] as const
export type ConsignmentKind = (typeof consignmentKinds)[number]

/** Where a consignment stands. `src/vend` turns Vend's spelling into these; what it cannot place arrives as null. */
export const consignmentStatuses = [
  'open',
  'sent',
  'dispatched',
  'received',
  'scheduled',
  'counting',
  'counted',
  'complete',
  'closed',
  'cancelled',
] as const
export type ConsignmentStatus = (typeof consignmentStatuses)[number]

/** One effect of a consignment on one outlet. */
export const legs = ['received', 'returned', 'sent', 'arrived', 'counted'] as const
export type Leg = (typeof legs)[number]

/** Times are milliseconds since 1970, UTC. */
export type Consignment = {
  readonly id: string
  /** null: a type Vend invented after this program was written. */
  readonly kind: ConsignmentKind | null
  /** null: a status Vend invented after this program was written. */
  readonly status: ConsignmentStatus | null
  /** As Vend spells them, for people to read: "SUPPLIER", "RECEIVED". */
  readonly vendType: string
  readonly vendStatus: string
  /** Where stock arrives; of the other three kinds, the one outlet. */
  readonly outletId: string
  /** Where a transfer comes from. */
  readonly sourceOutletId: string | null
  /** The number people see, such as CAR-25. */
  readonly reference: string | null
  readonly name: string | null
  readonly version: bigint
  readonly createdAt: number | null
  readonly updatedAt: number | null
  readonly receivedAt: number | null
  readonly deleted: boolean
  /** Of a completed count: by how much it came out over and under what was expected, as Vend adds it up. */
  readonly gain?: Quantity | null
  readonly loss?: Quantity | null
}

/** What Vend says of one line. `unstated` is a missing status, `unknown` one that Vend invented later. */
export const lineStatuses = [
  'pending',
  'success',
  'sent',
  'received',
  'counted',
  'failed',
  'unstated',
  'unknown',
] as const
export type LineStatus = (typeof lineStatuses)[number]

export type ConsignmentLine = {
  readonly productId: string
  /** Ordered, to send, or (in a count) expected. null: Vend gave none. */
  readonly count: Quantity | null
  /** Received, or (in a count) counted. null: Vend gave none. */
  readonly received: Quantity | null
  readonly status: LineStatus
  /** Vend's spelling of the status, for people to read. */
  readonly vendStatus: string | null
  /** In a count, whether the line is part of it; null: Vend did not say. */
  readonly included: boolean | null
  readonly deleted: boolean
}

export type Product = {
  readonly id: string
  /** null: the product has none. */
  readonly sku: string | null
  readonly name: string
  /** Barcodes and other codes that Vend knows it by, beside the SKU. */
  readonly codes: readonly string[]
  /** False: Vend keeps no stock figure for it. */
  readonly tracked: boolean
  /** True: made up of other products. */
  readonly composite: boolean
  readonly version: bigint
}

export type Outlet = { readonly id: string; readonly name: string }
