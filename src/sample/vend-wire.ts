import type { Quantity } from '../core/quantity'
import { asNumber, fixedDecimal } from './exact-json'
import type { LineEvent, ShopMemory } from './shop-memory'
import type { LineState, ShopConsignment, ShopLine, ShopOutlet, ShopProduct } from './shop-record'
import type { ShopSwitches } from './shop-switches'

/** What the API says of the shop's records: fields as in https://x-series-api.lightspeedhq.com/reference */
export type Wire = Readonly<Record<string, unknown>>

export function consignmentWire({ switches }: ShopMemory, consignment: ShopConsignment): Wire {
  const totals = switches.totals === 'given' ? consignment.totals : null
  const sign = switches.countLoss === 'positive' ? -1n : 1n
  return withEmpty(switches, {
    id: consignment.id,
    outlet_id: consignment.outletId,
    source_outlet_id: consignment.sourceOutletId,
    name: consignment.name,
    reference: consignment.reference,
    type: consignment.type,
    status: consignment.status,
    supplier_id: null,
    supplier_invoice: consignment.supplierInvoice,
    consignment_date: vendTime(consignment.createdAt),
    due_at: vendTime(consignment.dueAt),
    received_at: vendTime(consignment.receivedAt),
    total_count_gain: totals && asNumber(totals.gain),
    total_count_loss: totals && asNumber(sign * totals.loss),
    total_cost_gain: totals && asNumber(totals.costGain, 10),
    total_cost_loss: totals && asNumber(sign * totals.costLoss, 10),
    show_inactive: true,
    created_at: vendTime(consignment.createdAt),
    updated_at: vendTime(consignment.updatedAt),
    deleted_at: vendTime(consignment.deletedAt),
    version: consignment.version,
    filters: consignment.filters.map((value) => ({ type: 'product', value })),
  })
}

export function lineWire({ switches, products }: ShopMemory, { type }: ShopConsignment, line: ShopLine): Wire {
  return withEmpty(switches, {
    product_id: line.productId,
    product_sku: switches.linesCarrySku ? (products.get(line.productId)?.sku ?? null) : null,
    count: line.count === null ? null : fixedDecimal(countShown(switches, type, line.count), 5),
    received: fixedDecimal(line.received, 5),
    cost: fixedDecimal(line.cost, 5),
    is_included: type === 'STOCKTAKE' ? line.included : true,
    status: lineStatus(switches, type, line.state),
    created_at: vendTime(line.createdAt),
    updated_at: vendTime(line.updatedAt),
    deleted_at: vendTime(line.deletedAt),
    version: line.version,
  })
}

function countShown({ returnCounts }: ShopSwitches, type: ShopConsignment['type'], count: Quantity): Quantity {
  return type === 'RETURN' && returnCounts === 'negative' ? -count : count
}

export function productWire({ switches }: ShopMemory, product: ShopProduct): Wire {
  return withEmpty(switches, {
    id: product.id,
    name: product.name,
    variant_name: product.name,
    handle: product.name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    sku: product.sku,
    product_codes: product.sku === null ? [] : [{ type: 'CUSTOM', code: product.sku }],
    supplier_code: null,
    active: true,
    is_active: true,
    has_inventory: product.tracked,
    is_composite: product.composite,
    has_variants: false,
    variant_parent_id: null,
    variant_options: [],
    source: 'USER',
    supply_price: asNumber(product.cost),
    created_at: vendTime(product.createdAt),
    updated_at: vendTime(product.updatedAt),
    deleted_at: vendTime(product.deletedAt),
    version: product.version,
  })
}

export function outletWire({ switches }: ShopMemory, outlet: ShopOutlet): Wire {
  return withEmpty(switches, {
    id: outlet.id,
    name: outlet.name,
    time_zone: 'Pacific/Auckland',
    currency: 'NZD',
    currency_symbol: '$',
    display_prices: 'inclusive',
    email: '',
    deleted_at: null,
    version: outlet.version,
    attributes: [],
  })
}

/** What a webhook carries is the line as version 0.9 had it. */
export function webhookWire({ type, consignmentId, line }: LineEvent): Wire {
  return {
    id: line.id,
    consignment_id: consignmentId,
    product_id: line.productId,
    count: line.count === null ? null : fixedDecimal(line.count, 5),
    received: type === 'consignment.send' ? null : fixedDecimal(line.received, 5),
    cost: asNumber(line.cost),
    sequence_number: line.sequence,
  }
}

const observed: Readonly<Record<LineState, string>> = {
  pending: 'PENDING',
  sent: 'SENT_SUCCESS',
  received: 'RECEIVE_SUCCESS',
  counted: 'STOCKTAKE_SUCCESS',
  failed: 'RECEIVE_FAIL',
}

function lineStatus(switches: ShopSwitches, type: ShopConsignment['type'], state: LineState): string | null {
  if (switches.lineStatuses === 'missing') return null
  if (type === 'RETURN' && switches.sentReturnLines === 'pending') return 'PENDING'
  if (switches.lineStatuses === 'observed' || state === 'failed') return observed[state]
  return state === 'pending' ? 'PENDING' : 'SUCCESS'
}

/** "2014-07-13T23:22:00+00:00" */
function vendTime(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString().replace(/\.\d+Z$/, '+00:00')
}

function withEmpty({ emptyFields }: ShopSwitches, fields: Wire): Wire {
  if (emptyFields === 'null') return fields
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}
