import { z } from 'zod'
import { odooError } from './odoo-error'
import { floatOf, isStored, roundTo, stockDigits } from './quantity'
import { movesOf } from './reading'
import { demand, type Session } from './session'
import { numberIn, textIn, type Row, type Value, type Values } from './store'
import {
  asHtml,
  defaultLocation,
  mandatory,
  mustFind,
  odooTime,
  refuseDangling,
  refuseTakenName,
  refuseUnknownFields,
  refuseView,
} from './writing'

const record = z.record(z.string(), z.unknown())
const command = z.tuple([z.literal(0), z.unknown(), record])

export function createPicking(session: Session, given: unknown): number {
  demand(session, 'stock.picking', 'create')
  const values = record.parse(given)
  refuseUnknownFields(session, 'stock.picking', Object.keys(values), false)
  const type = numberIn(plain(values), 'picking_type_id')
  const typeRow = type === 0 ? null : mustFind(session, 'stock.picking.type', type)
  const locations = {
    location_id: header(session, values, typeRow, 'location_id'),
    location_dest_id: header(session, values, typeRow, 'location_dest_id'),
  }
  if (!typeRow) throw mandatory(session, 'stock.picking', 'picking_type_id')
  const picking = session.store.add('stock.picking', {
    name: textOf(values.name) || nextName(session, typeRow),
    origin: textOf(values.origin),
    note: session.ways.noteIsHtml ? asHtml(textOf(values.note)) : textOf(values.note),
    picking_type_id: type,
    company_id: numberIn(plain(values), 'company_id') || numberIn(typeRow, 'company_id'),
    immediate_transfer: values.immediate_transfer === true,
    scheduled_date: odooTime(new Date()),
    state: 'draft',
    ...locations,
  })
  for (const field of ['location_id', 'location_dest_id', 'company_id']) {
    refuseDangling(session, 'stock.picking', field, numberIn(picking, field))
  }
  refuseTakenName(session, picking)
  const lines = z.array(z.unknown()).parse(values.move_ids ?? values.move_lines ?? [])
  for (const line of lines) addMove(session, picking, command.parse(line)[2])
  if (session.ways.immediate && values.immediate_transfer === true) mergeMoves(session, picking.id)
  settleState(session, picking.id)
  return picking.id
}

function header(
  session: Session,
  values: Values | object,
  type: Row | null,
  field: 'location_id' | 'location_dest_id',
) {
  const given = numberIn(plain(values), field)
  if (given !== 0) return given
  if (session.version >= 16 && type) return defaultLocation(type, field)
  throw mandatory(session, 'stock.picking', field)
}

function nextName(session: Session, type: Row): string {
  const warehouse = session.store.find('stock.warehouse', numberIn(type, 'warehouse_id'))
  const start = `${warehouse ? textIn(warehouse, 'code') : ''}/${textIn(type, 'sequence_code')}/`
  const count = session.store.all('stock.picking').filter((row) => textIn(row, 'name').startsWith(start)).length
  return `${start}${String(count + 1).padStart(5, '0')}`
}

function addMove(session: Session, picking: Row, values: Readonly<Record<string, unknown>>): void {
  refuseUnknownFields(session, 'stock.move', Object.keys(values), true)
  const digits = stockDigits(session.store, session.ways.precisionName)
  const amount = (field: string) => roundTo(floatOf(values[field]), digits)
  const done = session.ways.immediate ? amount('quantity_done') : amount('quantity')
  const demanded = amount('product_uom_qty')
  if (done < 0 || demanded < 0) {
    // 17 and later make a return of it; an empty picking is left.
    if (!session.ways.immediate) return
    throw odooError('odoo.exceptions.ValidationError', 'You can not enter negative quantities.')
  }
  const place = (field: 'location_id' | 'location_dest_id') =>
    (session.ways.headerWins ? 0 : numberIn(plain(values), field)) || numberIn(picking, field)
  const move = session.store.add('stock.move', {
    ...(session.fields.get('stock.move')?.has('name') && { name: textOf(values.name) }),
    picking_id: picking.id,
    product_id: numberIn(plain(values), 'product_id'),
    product_uom: numberIn(plain(values), 'product_uom'),
    product_uom_qty: demanded,
    ...(session.ways.immediate ? { quantity_done: done } : { quantity: done, picked: values.picked === true }),
    location_id: place('location_id'),
    location_dest_id: place('location_dest_id'),
    company_id: numberIn(picking, 'company_id'),
    reference: textIn(picking, 'name'),
    origin: textIn(picking, 'origin'),
    date: textIn(picking, 'scheduled_date'),
    state: 'draft',
  })
  for (const [name, { required }] of session.fields.get('stock.move') ?? []) {
    if (required && (move[name] === '' || (move[name] === 0 && name !== 'product_uom_qty'))) {
      throw mandatory(session, 'stock.move', name)
    }
    refuseDangling(session, 'stock.move', name, numberIn(move, name))
  }
  // From 17 on a quantity is a reservation already, and that looks at where it is taken. (A real 17 would not mind
  // where enough lies below the view.)
  if (!session.ways.immediate && done > 0) refuseView(session, numberIn(move, 'location_id'))
}

/** Two lines of one product on one way become one. */
function mergeMoves(session: Session, picking: number): void {
  const firsts = new Map<string, Row>()
  for (const move of movesOf(session, picking)) {
    const key = JSON.stringify([move.product_id, move.product_uom, move.location_id, move.location_dest_id])
    const first = firsts.get(key)
    if (first) {
      session.store.change('stock.move', first.id, {
        product_uom_qty: numberIn(first, 'product_uom_qty') + numberIn(move, 'product_uom_qty'),
        quantity_done: numberIn(first, 'quantity_done') + numberIn(move, 'quantity_done'),
      })
      session.store.remove('stock.move', move.id)
    }
    firsts.set(key, session.store.find('stock.move', (first ?? move).id) ?? move)
  }
}

/** Ready as soon as it is created, where it is to be done at once or every line has its quantity. */
function settleState(session: Session, picking: number): void {
  const moves = movesOf(session, picking)
  const row = mustFind(session, 'stock.picking', picking)
  const ready = session.ways.immediate
    ? row.immediate_transfer === true
    : moves.every((move) => numberIn(move, 'quantity') > 0)
  if (!ready || moves.length === 0) return
  // From 17 on nothing is reserved for goods whose stock is not counted.
  const stored = moves.some((move) => isStored(mustFind(session, 'product.product', numberIn(move, 'product_id'))))
  session.store.change('stock.picking', picking, { state: stored || session.ways.immediate ? 'assigned' : 'confirmed' })
  for (const move of moves) {
    const short = numberIn(move, 'quantity') < numberIn(move, 'product_uom_qty') && !session.ways.immediate
    session.store.change('stock.move', move.id, { state: short ? 'partially_available' : 'assigned' })
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The ids among what came, in a shape that can be asked for them. */
function plain(values: object): Values {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, Value] => typeof entry[1] === 'number'),
  )
}
