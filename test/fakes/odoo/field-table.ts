import type { OdooVersion } from './version'

export type FieldType =
  | 'boolean'
  | 'char'
  | 'datetime'
  | 'float'
  | 'html'
  | 'integer'
  | 'many2many'
  | 'many2one'
  | 'one2many'
  | 'selection'
  | 'text'

export type Field = {
  readonly type: FieldType
  readonly required: boolean
  /** Of what model the ids are. */
  readonly of?: string
  readonly label: string
}

type Row = readonly [
  model: string,
  name: string,
  type: FieldType,
  more?: {
    readonly from?: OdooVersion
    readonly until?: OdooVersion
    readonly required?: boolean
    readonly of?: string
    readonly label?: string
  },
]

const rows: readonly Row[] = [
  ['res.users', 'name', 'char', { required: true }],
  ['res.users', 'login', 'char', { required: true }],
  ['res.users', 'lang', 'selection'],
  ['res.users', 'tz', 'selection'],
  ['res.users', 'active', 'boolean'],
  ['res.users', 'company_id', 'many2one', { required: true, of: 'res.company' }],
  ['res.users', 'company_ids', 'many2many', { of: 'res.company' }],
  ['res.users', 'groups_id', 'many2many', { until: 18, of: 'res.groups' }],
  ['res.users', 'group_ids', 'many2many', { from: 19, of: 'res.groups' }],
  ['res.users.apikeys', 'name', 'char', { required: true }],
  ['res.users.apikeys', 'user_id', 'many2one', { of: 'res.users' }],
  ['res.users.apikeys', 'scope', 'char'],
  ['res.users.apikeys', 'create_date', 'datetime'],
  ['res.users.apikeys', 'expiration_date', 'datetime', { from: 18 }],
  ['res.company', 'name', 'char', { required: true }],
  ['res.company', 'active', 'boolean', { from: 16 }],
  ['decimal.precision', 'name', 'char', { required: true }],
  ['decimal.precision', 'digits', 'integer', { required: true }],
  ['uom.uom', 'name', 'char', { required: true }],
  ['uom.uom', 'rounding', 'float'],
  ['uom.uom', 'active', 'boolean'],
  ['stock.warehouse', 'name', 'char', { required: true }],
  ['stock.warehouse', 'code', 'char', { required: true }],
  ['stock.warehouse', 'active', 'boolean'],
  ['stock.warehouse', 'company_id', 'many2one', { required: true, of: 'res.company' }],
  ['stock.warehouse', 'view_location_id', 'many2one', { required: true, of: 'stock.location' }],
  ['stock.warehouse', 'lot_stock_id', 'many2one', { required: true, of: 'stock.location' }],
  ['stock.warehouse', 'int_type_id', 'many2one', { of: 'stock.picking.type' }],
  ['stock.warehouse', 'in_type_id', 'many2one', { of: 'stock.picking.type' }],
  ['stock.warehouse', 'out_type_id', 'many2one', { of: 'stock.picking.type' }],
  ['stock.location', 'name', 'char', { required: true }],
  ['stock.location', 'complete_name', 'char'],
  ['stock.location', 'usage', 'selection', { required: true }],
  ['stock.location', 'active', 'boolean'],
  ['stock.location', 'location_id', 'many2one', { of: 'stock.location' }],
  ['stock.location', 'parent_path', 'char'],
  ['stock.location', 'company_id', 'many2one', { of: 'res.company' }],
  ['stock.location', 'scrap_location', 'boolean', { until: 18 }],
  ['stock.location', 'barcode', 'char'],
  ['stock.picking.type', 'name', 'char', { required: true }],
  ['stock.picking.type', 'code', 'selection', { required: true }],
  ['stock.picking.type', 'active', 'boolean'],
  ['stock.picking.type', 'sequence_code', 'char'],
  ['stock.picking.type', 'company_id', 'many2one', { required: true, of: 'res.company' }],
  ['stock.picking.type', 'warehouse_id', 'many2one', { of: 'stock.warehouse' }],
  ['stock.picking.type', 'default_location_src_id', 'many2one', { of: 'stock.location' }],
  ['stock.picking.type', 'default_location_dest_id', 'many2one', { of: 'stock.location' }],
  ['product.product', 'name', 'char', { required: true }],
  ['product.product', 'default_code', 'char'],
  ['product.product', 'barcode', 'char'],
  ['product.product', 'active', 'boolean'],
  ['product.product', 'type', 'selection', { required: true }],
  ['product.product', 'detailed_type', 'selection', { from: 15, until: 17 }],
  ['product.product', 'is_storable', 'boolean', { from: 18 }],
  ['product.product', 'tracking', 'selection', { required: true }],
  ['product.product', 'uom_id', 'many2one', { required: true, of: 'uom.uom' }],
  ['product.product', 'company_id', 'many2one', { of: 'res.company' }],
  ['product.product', 'property_stock_inventory', 'many2one', { of: 'stock.location' }],
  ['product.product', 'qty_available', 'float'],
  ['stock.picking', 'name', 'char'],
  ['stock.picking', 'origin', 'char'],
  ['stock.picking', 'note', 'text', { until: 14 }],
  ['stock.picking', 'note', 'html', { from: 15 }],
  ['stock.picking', 'state', 'selection'],
  ['stock.picking', 'date', 'datetime', { until: 18 }],
  ['stock.picking', 'date_done', 'datetime'],
  ['stock.picking', 'scheduled_date', 'datetime'],
  ['stock.picking', 'location_id', 'many2one', { required: true, of: 'stock.location', label: 'Source Location' }],
  [
    'stock.picking',
    'location_dest_id',
    'many2one',
    { required: true, of: 'stock.location', label: 'Destination Location' },
  ],
  [
    'stock.picking',
    'picking_type_id',
    'many2one',
    { required: true, of: 'stock.picking.type', label: 'Operation Type' },
  ],
  ['stock.picking', 'company_id', 'many2one', { of: 'res.company', label: 'Company' }],
  ['stock.picking', 'move_lines', 'one2many', { until: 15, of: 'stock.move' }],
  ['stock.picking', 'move_ids', 'one2many', { from: 16, of: 'stock.move' }],
  ['stock.picking', 'immediate_transfer', 'boolean', { until: 16 }],
  ['stock.quant', 'product_id', 'many2one', { required: true, of: 'product.product' }],
  ['stock.quant', 'location_id', 'many2one', { required: true, of: 'stock.location' }],
  ['stock.quant', 'quantity', 'float'],
  ['stock.move', 'name', 'char', { until: 18, required: true, label: 'Description' }],
  ['stock.move', 'picking_id', 'many2one', { of: 'stock.picking' }],
  ['stock.move', 'product_id', 'many2one', { required: true, of: 'product.product', label: 'Product' }],
  ['stock.move', 'product_uom', 'many2one', { required: true, of: 'uom.uom', label: 'Unit' }],
  ['stock.move', 'product_uom_qty', 'float', { required: true, label: 'Demand' }],
  ['stock.move', 'quantity_done', 'float', { until: 16 }],
  ['stock.move', 'quantity', 'float', { from: 17 }],
  ['stock.move', 'picked', 'boolean', { from: 17 }],
  ['stock.move', 'state', 'selection'],
  ['stock.move', 'origin', 'char'],
  ['stock.move', 'reference', 'char'],
  ['stock.move', 'date', 'datetime'],
  ['stock.move', 'location_id', 'many2one', { required: true, of: 'stock.location', label: 'Source Location' }],
  [
    'stock.move',
    'location_dest_id',
    'many2one',
    { required: true, of: 'stock.location', label: 'Destination Location' },
  ],
  ['stock.move', 'company_id', 'many2one', { required: true, of: 'res.company', label: 'Company' }],
]

/** Model → its fields by name, as this version has them. */
export type Fields = ReadonlyMap<string, ReadonlyMap<string, Field>>

export function fieldsOf(version: OdooVersion): Fields {
  const models = new Map<string, Map<string, Field>>()
  for (const [model, name, type, more = {}] of rows) {
    if (version < (more.from ?? version) || version > (more.until ?? version)) continue
    const fields = models.get(model) ?? new Map<string, Field>(onEvery)
    const { of } = more
    fields.set(name, { type, required: more.required ?? false, ...(of && { of }), label: more.label ?? name })
    models.set(model, fields)
  }
  return models
}

const onEvery: readonly (readonly [string, Field])[] = [
  ['id', { type: 'integer', required: false, label: 'ID' }],
  ['display_name', { type: 'char', required: false, label: 'Display Name' }],
]
