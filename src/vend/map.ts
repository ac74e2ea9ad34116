import type {
  Consignment,
  ConsignmentKind,
  ConsignmentLine,
  ConsignmentStatus,
  LineStatus,
  Outlet,
  Product,
} from '../core/consignment'
import { readTime } from './read-time'
import type { ConsignmentRow, LineRow, OutletRow, ProductRow } from './schema'

const kinds: ReadonlyMap<string, ConsignmentKind> = new Map([
  ['SUPPLIER', 'order'],
  ['RETURN', 'return'],
  ['OUTLET', 'transfer'],
  ['STOCKTAKE', 'count'],
])

const statuses: ReadonlyMap<string, ConsignmentStatus> = new Map([
  ['OPEN', 'open'],
  ['SENT', 'sent'],
  ['DISPATCHED', 'dispatched'],
  ['RECEIVED', 'received'],
  ['STOCKTAKE', 'scheduled'],
  ['STOCKTAKE_SCHEDULED', 'scheduled'],
  ['STOCKTAKE_IN_PROGRESS', 'counting'],
  ['STOCKTAKE_IN_PROGRESS_PROCESSED', 'counted'],
  ['STOCKTAKE_COMPLETE', 'complete'],
  ['CLOSED', 'closed'],
  ['CANCELLED', 'cancelled'],
])

const lineStatuses: ReadonlyMap<string, LineStatus> = new Map([
  ['PENDING', 'pending'],
  ['SUCCESS', 'success'],
  ['SENT_SUCCESS', 'sent'],
  ['RECEIVE_SUCCESS', 'received'],
  ['STOCKTAKE_SUCCESS', 'counted'],
  ['RECEIVE_FAIL', 'failed'],
])

export function toConsignment(row: ConsignmentRow): Consignment {
  return {
    id: row.id,
    kind: kinds.get(row.type ?? '') ?? null,
    status: statuses.get(row.status ?? '') ?? null,
    vendType: row.type ?? '',
    vendStatus: row.status ?? '',
    outletId: row.outlet_id,
    sourceOutletId: row.source_outlet_id ?? null,
    reference: row.reference,
    name: row.name,
    version: row.version,
    createdAt: readTime(row.created_at),
    updatedAt: readTime(row.updated_at),
    receivedAt: readTime(row.received_at),
    deleted: row.deleted_at !== null,
    gain: row.total_count_gain,
    loss: row.total_count_loss,
  }
}

export function toLine(row: LineRow): ConsignmentLine {
  return {
    productId: row.product_id,
    count: row.count,
    received: row.received,
    status: row.status === null ? 'unstated' : (lineStatuses.get(row.status) ?? 'unknown'),
    vendStatus: row.status,
    included: row.is_included,
    deleted: row.deleted_at !== null,
  }
}

/** `variant_name` is the whole name of a variant ("T-shirt / Red"), `name` that of its family. */
export function toProduct(row: ProductRow): Product {
  return {
    id: row.id,
    sku: row.sku,
    name: row.variant_name ?? row.name ?? row.sku ?? row.id.slice(0, 8),
    codes: (row.product_codes ?? []).flatMap((one) => one?.code ?? []),
    tracked: row.has_inventory ?? true,
    composite: row.is_composite ?? false,
    version: row.version ?? 0n,
  }
}

/** null: the outlet was deleted in Vend. */
export function toOutlet(row: OutletRow): Outlet | null {
  return row.deleted_at === null ? { id: row.id, name: row.name ?? row.id.slice(0, 8) } : null
}
