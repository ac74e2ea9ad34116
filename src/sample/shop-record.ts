import type { Quantity } from '../core/quantity'

export const vendTypes = ['SUPPLIER', 'RETURN', 'OUTLET', 'STOCKTAKE'] as const
export type VendType = (typeof vendTypes)[number]

export const vendStatuses = [
  'OPEN',
  'SENT',
  'DISPATCHED',
  'RECEIVED',
  'STOCKTAKE',
  'STOCKTAKE_SCHEDULED',
  'STOCKTAKE_IN_PROGRESS',
  'STOCKTAKE_IN_PROGRESS_PROCESSED',
  'STOCKTAKE_COMPLETE',
  'CLOSED',
  'CANCELLED',
] as const
export type VendStatus = (typeof vendStatuses)[number]

/** What the shop remembers. Records of consignments and lines change in place; times are ms since 1970. */
export type ShopOutlet = { readonly id: string; readonly name: string; readonly version: bigint }

export type ShopProduct = {
  readonly id: string
  readonly sku: string | null
  readonly name: string
  readonly tracked: boolean
  readonly composite: boolean
  readonly cost: Quantity
  readonly createdAt: number
  readonly updatedAt: number
  readonly deletedAt: number | null
  readonly version: bigint
}

export type ShopConsignment = {
  readonly id: string
  readonly type: VendType
  readonly outletId: string
  readonly sourceOutletId: string | null
  readonly createdAt: number
  /** A count's products; empty: all of the outlet. */
  readonly filters: readonly string[]
  readonly lines: ShopLine[]
  status: VendStatus
  name: string
  reference: string | null
  supplierInvoice: string
  dueAt: number | null
  receivedAt: number | null
  updatedAt: number
  deletedAt: number | null
  /** When Vend will have added a started count's lines. */
  processedAt: number | null
  totals: CountTotals | null
  version: bigint
}

/** Costs in ten-thousand-millionths: a quantity times a price. */
export type CountTotals = {
  readonly gain: Quantity
  readonly loss: Quantity
  readonly costGain: bigint
  readonly costLoss: bigint
}

export type LineState = 'pending' | 'sent' | 'received' | 'counted' | 'failed'

export type ShopLine = {
  /** Only webhooks and version 0.9 show it. */
  readonly id: string
  readonly productId: string
  readonly sequence: number
  readonly createdAt: number
  count: Quantity | null
  received: Quantity
  cost: Quantity
  /** Of counts: the product was counted, if only to zero. */
  counted: boolean
  included: boolean
  state: LineState
  /** Its stock has left the outlet that it was sent from. */
  left: boolean
  updatedAt: number
  deletedAt: number | null
  version: bigint
}
