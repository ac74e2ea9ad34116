import { z } from 'zod'
import { odooError } from './odoo-error'
import { addOnHand, isMultiple, isStored, stockDigits } from './quantity'
import { movesOf } from './reading'
import { demand, type Session } from './session'
import { numberIn, textIn, type Row } from './store'
import { asHtml, mustFind, odooTime, refuseTakenName, refuseUnknownFields, refuseView } from './writing'

/** true: done. An object with `res_model`: a window would have opened, and nothing was done. */
export function validatePickings(session: Session, ids: readonly number[]): unknown {
  demand(session, 'stock.picking', 'read')
  const all = ids.map((id) => mustFind(session, 'stock.picking', id))
  const pickings = session.ways.doneAgain === 'true' ? all.filter((row) => row.state !== 'done') : all
  if (!session.ways.immediate) for (const picking of pickings) takeDemand(session, picking)
  refuseUnfit(session, pickings)
  const short = pickings.filter((picking) => isShort(session, picking))
  if (short.length > 0) return backorderQuestion(session, pickings, short)
  for (const picking of pickings) if (picking.state !== 'done') book(session, picking)
  return true
}

function doneField({ ways }: Session): 'quantity_done' | 'quantity' {
  return ways.immediate ? 'quantity_done' : 'quantity'
}

function openMoves(session: Session, picking: Row): readonly Row[] {
  return movesOf(session, picking.id).filter((move) => move.state !== 'done' && move.state !== 'cancel')
}

/** From 17 on a draft without quantities is done as demanded. */
function takeDemand(session: Session, picking: Row): void {
  if (picking.state !== 'draft') return
  for (const move of openMoves(session, picking)) {
    if (numberIn(move, 'quantity') !== 0) continue
    session.store.change('stock.move', move.id, { quantity: numberIn(move, 'product_uom_qty') })
  }
}

function refuseUnfit(session: Session, pickings: readonly Row[]): void {
  const one = pickings.length === 1
  const problems: string[] = []
  const refuse = (bad: readonly Row[], alone: string, among: string | null) => {
    if (bad.length === 0 || (!one && among === null)) return
    problems.push(one ? alone : `Transfers ${bad.map((row) => textIn(row, 'name')).join(', ')}: ${among ?? ''}`)
  }
  const old = session.ways.immediate
  refuse(
    pickings.filter((picking) => movesOf(session, picking.id).length === 0),
    old
      ? 'Please add some items to move.'
      : 'You can’t validate an empty transfer. Please add some products to move before proceeding.',
    'Please add some items to move.',
  )
  refuse(
    pickings.filter((picking) => openMoves(session, picking).every((move) => numberIn(move, doneField(session)) === 0)),
    old
      ? 'You cannot validate a transfer if no quantities are reserved nor done. To force the transfer, switch in edit mode and encode the done quantities.'
      : "Transfer trouble alert! Validating a zero quantity transfer? You're not moving invisible goods around are you?\nSet some quantities and let's get moving!",
    // From 17 on not looked at where there are several.
    old
      ? 'You cannot validate these transfers if no quantities are reserved nor done. To force these transfers, switch in edit more and encode the done quantities.'
      : null,
  )
  const tracked = pickings.flatMap((picking) => openMoves(session, picking).filter((move) => needsLot(session, move)))
  const products = [...new Set(tracked.map((move) => productName(session, move)))].join(', ')
  const words = `You need to supply a Lot/Serial number for products ${products}.`
  refuse(
    pickings.filter((picking) => tracked.some((move) => move.picking_id === picking.id)),
    words,
    words,
  )
  const [first] = problems
  if (first !== undefined) throw odooError('odoo.exceptions.UserError', one ? first : problems.join('\n\n'))
}

function needsLot(session: Session, move: Row): boolean {
  const product = session.store.find('product.product', numberIn(move, 'product_id'))
  return numberIn(move, doneField(session)) > 0 && product?.tracking !== undefined && product.tracking !== 'none'
}

function productName(session: Session, move: Row): string {
  const product = mustFind(session, 'product.product', numberIn(move, 'product_id'))
  return `[${textIn(product, 'default_code')}] ${textIn(product, 'name')}`
}

function isShort(session: Session, picking: Row): boolean {
  if (picking.immediate_transfer === true) return false
  const moves = openMoves(session, picking)
  const anyPicked = moves.some((move) => move.picked === true)
  return moves.some((move) => {
    const demanded = numberIn(move, 'product_uom_qty')
    const skipped = !session.ways.immediate && anyPicked && move.picked !== true && demanded > 0
    return skipped || numberIn(move, doneField(session)) < demanded
  })
}

function backorderQuestion(session: Session, pickings: readonly Row[], short: readonly Row[]) {
  return {
    name: 'Create Backorder?',
    type: 'ir.actions.act_window',
    view_mode: 'form',
    res_model: 'stock.backorder.confirmation',
    views: [[592, 'form']],
    view_id: 592,
    target: 'new',
    context: {
      ...session.context,
      button_validate_picking_ids: pickings.map(({ id }) => id),
      default_show_transfers: pickings.length > 1,
      default_pick_ids: short.map(({ id }) => [4, id]),
    },
  }
}

function book(session: Session, picking: Row): void {
  const { store, ways } = session
  const digits = stockDigits(store, ways.precisionName)
  const moves = openMoves(session, picking)
  for (const move of moves) {
    const quantity = numberIn(move, doneField(session))
    if (quantity === 0) {
      store.change('stock.move', move.id, { state: 'cancel', ...(!ways.immediate && { picked: false }) })
      continue
    }
    refuseTooFine(session, move, quantity)
    if (ways.immediate) {
      refuseView(session, numberIn(move, 'location_id'))
      refuseView(session, numberIn(move, 'location_dest_id'))
    }
    const product = mustFind(session, 'product.product', numberIn(move, 'product_id'))
    if (isStored(product)) {
      addOnHand(store, numberIn(move, 'location_id'), product.id, -quantity, digits)
      addOnHand(store, numberIn(move, 'location_dest_id'), product.id, quantity, digits)
    }
    const picked = ways.immediate ? {} : { picked: true }
    store.change('stock.move', move.id, { state: 'done', product_uom_qty: quantity, ...picked })
  }
  const done = movesOf(session, picking.id).some((move) => move.state === 'done')
  store.change('stock.picking', picking.id, {
    state: done ? 'done' : 'cancel',
    ...(done && { date_done: odooTime(new Date()) }),
  })
}

function refuseTooFine(session: Session, move: Row, quantity: number): void {
  const unit = session.store.find('uom.uom', numberIn(move, 'product_uom'))
  if (!session.ways.ownRounding || !unit || isMultiple(quantity, numberIn(unit, 'rounding') || 0.01)) return
  throw odooError(
    'odoo.exceptions.UserError',
    `The quantity done for the product "${productName(session, move)}" doesn't respect the rounding precision defined on the unit of measure "${textIn(unit, 'name')}". Please change the quantity done or the rounding precision of your unit of measure.`,
  )
}

export function cancelPickings(session: Session, ids: readonly number[]): true {
  demand(session, 'stock.picking', 'write')
  for (const id of ids) {
    mustFind(session, 'stock.picking', id)
    for (const move of movesOf(session, id)) {
      if (move.state === 'done') {
        const words =
          "You cannot cancel a stock move that has been set to 'Done'. Create a return in order to reverse the moves which took place."
        throw odooError('odoo.exceptions.UserError', words)
      }
      // From 17 on a quantity is a reservation, and that is given up.
      session.store.change('stock.move', move.id, { state: 'cancel', ...(!session.ways.immediate && { quantity: 0 }) })
    }
    session.store.change('stock.picking', id, { state: 'cancel' })
  }
  return true
}

/** Needs Inventory / Administrator; until 16 impossible once a line has a done quantity. */
export function unlinkPickings(session: Session, ids: readonly number[]): true {
  cancelPickings(session, ids)
  const moves = ids.flatMap((id) => movesOf(session, id))
  if (!session.ways.unlinkDrafts && moves.some((move) => numberIn(move, 'quantity_done') > 0)) {
    const words = 'You can not delete product moves if the picking is done. You can only correct the done quantities.'
    throw odooError('odoo.exceptions.UserError', words)
  }
  if (moves.length > 0) demand(session, 'stock.move', 'unlink')
  for (const move of moves) session.store.remove('stock.move', move.id)
  for (const id of ids) session.store.remove('stock.picking', id)
  return true
}

const text = z
  .union([z.string(), z.literal(false)])
  .transform((words) => words || '')
  .optional()
const writable = z.strictObject({ name: text, origin: text, note: text })

export function writePickings(session: Session, ids: readonly number[], given: unknown): true {
  demand(session, 'stock.picking', 'write')
  const names = Object.keys(z.record(z.string(), z.unknown()).parse(given))
  refuseUnknownFields(session, 'stock.picking', names, false)
  const { note, ...others } = writable.parse(given)
  const texts = { ...others, ...(note !== undefined && { note: session.ways.noteIsHtml ? asHtml(note) : note }) }
  const values = Object.fromEntries(
    Object.entries(texts).flatMap(([name, words]) => (words === undefined ? [] : [[name, words]])),
  )
  for (const id of ids) {
    mustFind(session, 'stock.picking', id)
    session.store.change('stock.picking', id, values)
    refuseTakenName(session, mustFind(session, 'stock.picking', id))
  }
  return true
}
