import { numberIn, textIn, type Store } from './store'
import type { OdooVersion, Ways } from './version'

/** Ids of what a new warehouse has. */
export type Place = {
  readonly warehouse: number
  /** A view: holds nothing itself. */
  readonly view: number
  readonly stock: number
  readonly internalTransfers: number
}

export type Shop = { readonly company: number; readonly unit: number; readonly main: Place }

/** What a fresh Odoo with the Inventory app has in it, as far as it matters here. */
export function furnish(store: Store, version: OdooVersion, ways: Ways): Shop {
  // Ids of the kinds differ, so that one cannot stand in for another unseen.
  for (let skipped = 0; skipped < 4; skipped += 1)
    store.add('stock.location', { name: '', active: false, usage: 'view' })
  for (const { id } of store.all('stock.location')) store.remove('stock.location', id)
  for (const name of ['Product Price', 'Discount', ways.precisionName])
    store.add('decimal.precision', { name, digits: 2 })
  const unit = store.add('uom.uom', { name: 'Units', rounding: 0.01, active: true }).id
  addLocation(store, { name: 'Vendors', usage: 'supplier', parent: 0, company: 0 })
  addLocation(store, { name: 'Customers', usage: 'customer', parent: 0, company: 0 })
  const company = addCompany(store, 'My Company', version)
  return { company, unit, main: addWarehouse(store, { name: 'My Company', code: 'WH', company }) }
}

export function addCompany(store: Store, name: string, version: OdooVersion): number {
  const company = store.add('res.company', { name, active: true }).id
  const virtual =
    version <= 16 ? addLocation(store, { name: 'Virtual Locations', usage: 'view', parent: 0, company: 0 }) : 0
  addLocation(store, { name: 'Inventory adjustment', usage: 'inventory', parent: virtual, company })
  const scrap = addLocation(store, { name: 'Scrap', usage: 'inventory', parent: virtual, company })
  if (version <= 18) store.change('stock.location', scrap, { scrap_location: true })
  else store.remove('stock.location', scrap)
  return company
}

export function addLocation(
  store: Store,
  given: { readonly name: string; readonly usage: string; readonly parent: number; readonly company: number },
): number {
  const { name, usage, company } = given
  const parent = store.find('stock.location', given.parent)
  const row = store.add('stock.location', {
    ...{ name, usage, active: true, company_id: company },
    location_id: parent?.id ?? 0,
    complete_name: parent ? `${textIn(parent, 'complete_name')}/${name}` : name,
  })
  store.change('stock.location', row.id, { parent_path: `${parent ? textIn(parent, 'parent_path') : ''}${row.id}/` })
  return row.id
}

export function addWarehouse(
  store: Store,
  { name, code, company }: { readonly name: string; readonly code: string; readonly company: number },
): Place {
  const view = addLocation(store, { name: code, usage: 'view', parent: 0, company })
  const stock = addLocation(store, { name: 'Stock', usage: 'internal', parent: view, company })
  const warehouse = store.add('stock.warehouse', {
    ...{ name, code, active: true, company_id: company },
    view_location_id: view,
    lot_stock_id: stock,
  }).id
  const type = (kind: string, code_: string, sequence: string, active: boolean) =>
    store.add('stock.picking.type', {
      ...{ name: kind, code: code_, active, sequence_code: sequence },
      ...{ company_id: company, warehouse_id: warehouse },
      default_location_src_id: stock,
      default_location_dest_id: stock,
    }).id
  const incoming = type('Receipts', 'incoming', 'IN', true)
  const outgoing = type('Delivery Orders', 'outgoing', 'OUT', true)
  // Hidden until a shop switches storage locations on, and in use all the same.
  const internalTransfers = type('Internal Transfers', 'internal', 'INT', false)
  store.change('stock.warehouse', warehouse, {
    int_type_id: internalTransfers,
    in_type_id: incoming,
    out_type_id: outgoing,
  })
  return { warehouse, view, stock, internalTransfers }
}

export function lossLocationOf(store: Store, company: number): number {
  const loss = store
    .all('stock.location')
    .find((row) => row.usage === 'inventory' && numberIn(row, 'company_id') === company && row.scrap_location !== true)
  return loss?.id ?? 0
}
