import type { ShopConsignment, ShopLine, VendStatus, VendType } from './shop-record'
import type { ShopMemory } from './shop-memory'
import { notAllowed, type VendRefusal } from './vend-refusal'

export type NewConsignment = {
  readonly type: VendType
  readonly name: string
  readonly outletId: string
  readonly sourceOutletId?: string | null
  readonly status?: VendStatus | null
  readonly reference?: string | null
  readonly supplierInvoice?: string | null
  readonly dueAt?: number | null
  /** Of counts: the products to count. */
  readonly products?: readonly string[]
}

/** The first status is what is taken when none is given. */
const firstStatuses: Readonly<Record<VendType, readonly VendStatus[]>> = {
  SUPPLIER: ['OPEN', 'SENT'],
  RETURN: ['OPEN'],
  OUTLET: ['OPEN', 'SENT'],
  STOCKTAKE: ['STOCKTAKE_SCHEDULED', 'STOCKTAKE'],
}

export type Created = { readonly ok: true; readonly consignment: ShopConsignment } | Refused
export type Refused = { readonly ok: false; readonly refusal: VendRefusal }

export function createConsignment(memory: ShopMemory, wanted: NewConsignment): Created {
  const [usual = 'OPEN'] = firstStatuses[wanted.type]
  const status = wanted.status ?? usual
  const problem = problemOf(memory, wanted, status)
  if (problem) return { ok: false, refusal: notAllowed(problem) }
  const now = memory.clock.now()
  const consignment: ShopConsignment = {
    id: memory.freshId(),
    type: wanted.type,
    outletId: wanted.outletId,
    sourceOutletId: wanted.type === 'OUTLET' ? (wanted.sourceOutletId ?? null) : null,
    createdAt: now,
    filters: wanted.products ?? [],
    lines: [],
    status,
    name: wanted.name,
    reference: wanted.reference ?? null,
    supplierInvoice: wanted.supplierInvoice ?? '',
    dueAt: wanted.dueAt ?? null,
    receivedAt: null,
    updatedAt: now,
    deletedAt: null,
    processedAt: null,
    totals: null,
    version: memory.nextVersion('consignments'),
  }
  memory.consignments.set(consignment.id, consignment)
  return { ok: true, consignment }
}

/** A line of its own, even where the product stands on another: Vend has such consignments. */
export function appendLine(
  memory: ShopMemory,
  consignment: ShopConsignment,
  productId: string,
  figures: Partial<Pick<ShopLine, 'count' | 'received' | 'cost' | 'counted' | 'included'>> = {},
): ShopLine {
  const now = memory.clock.now()
  const line: ShopLine = {
    id: memory.freshId(),
    productId,
    sequence: consignment.lines.length + 1,
    createdAt: now,
    count: null,
    received: 0n,
    cost: memory.products.get(productId)?.cost ?? 0n,
    counted: false,
    included: true,
    state: 'pending',
    left: false,
    updatedAt: now,
    deletedAt: null,
    version: memory.nextVersion('lines'),
    ...figures,
  }
  consignment.lines.push(line)
  return line
}

function problemOf({ outlets }: ShopMemory, wanted: NewConsignment, status: VendStatus): string | null {
  const known = (id: string | null | undefined) => outlets.some((outlet) => outlet.id === id)
  if (!known(wanted.outletId)) return 'outlet_id is not an outlet of this retailer'
  if (wanted.type === 'OUTLET' && !known(wanted.sourceOutletId))
    return 'source_outlet_id is not an outlet of this retailer'
  if (wanted.type === 'OUTLET' && wanted.sourceOutletId === wanted.outletId)
    return 'source_outlet_id and outlet_id must be different outlets'
  if (!firstStatuses[wanted.type].includes(status)) return `A ${wanted.type} consignment cannot be created as ${status}`
  return null
}
