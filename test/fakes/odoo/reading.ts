import { family, idsOf, inOrder, testOf } from './domain'
import type { Field } from './field-table'
import { odooError } from './odoo-error'
import { onHandAt, stockDigits } from './quantity'
import { demand, isVisible, missing, type Session } from './session'
import { lossLocationOf } from './shop'
import { numberIn, textIn, type Row } from './store'

type Rendered = Readonly<Record<string, unknown>>

const orders: Readonly<Record<string, string>> = {
  'product.product': 'default_code, name, id',
  'stock.location': 'complete_name, id',
  'stock.picking': 'scheduled_date, id desc',
  'res.company': 'name, id',
}

export type Search = {
  readonly domain: unknown
  readonly offset?: number
  readonly limit?: number
  readonly order?: string
}

export function search(session: Session, model: string, { domain, offset = 0, limit, order }: Search): readonly Row[] {
  demand(session, model, 'read')
  const test = testOf(session, model, domain)
  const archived = session.context.active_test === false || JSON.stringify(domain).includes('"active"')
  const rows = session.store
    .all(model)
    .filter((row) => (archived || row.active !== false) && isVisible(session, model, row) && test(row))
  return inOrder(rows, order ?? orders[model] ?? 'id').slice(offset, limit === undefined ? undefined : offset + limit)
}

/** In the order asked for; ids that are not there are left out. */
export function read(session: Session, model: string, ids: readonly number[], names?: readonly string[]): Rendered[] {
  demand(session, model, 'read')
  const rows = ids.flatMap((id) => session.store.find(model, id) ?? [])
  if (rows.some((row) => !isVisible(session, model, row))) {
    const words = `Due to security restrictions, you are not allowed to access '${model}' records.`
    throw odooError('odoo.exceptions.AccessError', words)
  }
  const fields = session.fields.get(model)
  const wanted = (names && names.length > 0 ? names : [...(fields?.keys() ?? [])]).map((name) => {
    const field = fields?.get(name)
    if (field) return [name, field] as const
    const where = session.version >= 19 ? `on '${model}'` : `on model '${model}'`
    throw odooError('builtins.ValueError', `Invalid field '${name}' ${where}`)
  })
  return rows.map((row) => ({
    id: row.id,
    ...Object.fromEntries(wanted.map(([name, field]) => [name, rendered(session, model, row, name, field)])),
  }))
}

function rendered(session: Session, model: string, row: Row, name: string, field: Field): unknown {
  if (name === 'display_name') return displayName(session, model, row.id)
  if (name === 'qty_available') return available(session, row)
  if (name === 'property_stock_inventory') return pair(session, 'stock.location', lossLocation(session, row))
  if (name === 'rounding' && !session.ways.ownRounding) {
    return 10 ** -stockDigits(session.store, session.ways.precisionName)
  }
  const value = row[name]
  switch (field.type) {
    case 'many2one':
      return pair(session, field.of ?? '', numberIn(row, name))
    case 'one2many':
      return movesOf(session, row.id).map(({ id }) => id)
    case 'many2many':
      return idsOf(value)
    case 'boolean':
      return value ?? false
    case 'float':
    case 'integer':
      return value ?? 0
    case 'char':
    case 'datetime':
    case 'html':
    case 'selection':
    case 'text':
      return value === undefined || value === '' ? false : value
  }
}

function pair(session: Session, model: string, id: number): readonly [number, string] | false {
  return id === 0 ? false : [id, displayName(session, model, id)]
}

function displayName(session: Session, model: string, id: number): string {
  const row = session.store.find(model, id)
  if (!row) throw missing(model, id, session.uid)
  const name = textIn(row, 'name')
  if (model === 'stock.location') return textIn(row, 'complete_name')
  if (model === 'product.product' && row.default_code && session.context.display_default_code !== false) {
    return `[${textIn(row, 'default_code')}] ${name}`
  }
  if (model !== 'stock.picking.type') return name
  const warehouse = session.store.find('stock.warehouse', numberIn(row, 'warehouse_id'))
  return warehouse ? `${textIn(warehouse, 'name')}: ${name}` : name
}

export function movesOf({ store }: Pick<Session, 'store'>, picking: number): readonly Row[] {
  return store.all('stock.move').filter((move) => move.picking_id === picking)
}

/** The product's own, else that of the company the call is made in. */
function lossLocation(session: Session, product: Row): number {
  const own = numberIn(product, 'property_stock_inventory')
  if (own !== 0) return own
  return lossLocationOf(session.store, session.company)
}

/** At the context's location and below it; without one, in all internal locations of the companies. */
function available(session: Session, product: Row): number {
  demand(session, 'stock.move', 'read')
  const asked = idsOf(session.context.location)
  const places =
    asked.length > 0
      ? family(session.store, asked, 'child_of')
      : session.store
          .all('stock.location')
          .filter((row) => row.usage === 'internal' && isVisible(session, 'stock.location', row))
          .map(({ id }) => id)
  // Not rounded: 0.1 + 0.2 comes over the wire as Python adds it.
  return places.reduce((sum, place) => sum + onHandAt(session.store, place, product.id), 0)
}
