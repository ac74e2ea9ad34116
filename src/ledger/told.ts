import { consignmentStatuses, legs, type ConsignmentKind } from '../core/consignment'
import type { Told, ToldAs } from '../core/decision'
import { effectKey, type EffectName } from '../core/lines-key'
import type { Quantity } from '../core/quantity'
import { rankOf } from '../core/rules'
import type { Database } from './database'
import { all, integer, number, text, textOrNull, word, type Row } from './rows'

/** The documents that count as told: delivered, dismissed, or tried and not withdrawn. An undo stands outside the sum. */
const counts = `d.undoes IS NULL AND (d.status IN ('delivered', 'dismissed')
  OR d.tried = 1 AND d.status IN ('waiting', 'sending', 'unsure', 'needs-you'))`

/** What was told of one consignment, effect by effect; place and item are those of the newest document. */
export function toldOf(database: Database, consignmentId: string): Told[] {
  const undone = undoneOf(database, consignmentId)
  return all(
    database,
    // SQLite takes the plain columns from the row that holds the one MAX: https://sqlite.org/lang_select.html#bareagg
    `SELECT l.leg, l.outlet, l.product, l.location, l.sku, l.name, l.item, d.warehouse, MAX(d.seq) AS newest,
       SUM(COALESCE(l.told, l.quantity)) AS quantity, SUM(d.status = 'dismissed') AS dismissed,
       -- Who leaves out the whole of an undone effect leaves it undone.
       SUM(CASE WHEN d.status = 'dismissed' AND l.told IS NOT NULL THEN 0 ELSE l.quantity END) AS booked
     FROM documents d JOIN document_lines l ON l.document = d.seq
     WHERE d.consignment = ? AND ${counts}
     GROUP BY l.leg, l.outlet, l.product`,
    consignmentId,
  ).map((row) => {
    const name = effectOf(row)
    const back = undone.get(effectKey(name)) ?? nothingUndone
    const quantity = integer(row, 'quantity')
    return {
      ...name,
      quantity,
      location: text(row, 'location'),
      sku: text(row, 'sku'),
      name: text(row, 'name'),
      item: textOrNull(row, 'item'),
      warehouse: text(row, 'warehouse'),
      dismissed: number(row, 'dismissed') > 0 || back.leftOut,
      undone: back.stands,
      undoing: back.underWay,
      lacking: quantity - integer(row, 'booked') - back.quantity,
    }
  })
}

type Undone = {
  readonly quantity: Quantity
  /** The whole was not sent since. */
  readonly stands: boolean
  /** An undo has not arrived yet. */
  readonly underWay: boolean
  /** A person took an undo upon themselves. */
  readonly leftOut: boolean
}
const nothingUndone: Undone = { quantity: 0n, stands: false, underWay: false, leftOut: false }

/** What was taken back, effect by effect. */

function undoneOf(database: Database, consignmentId: string): Map<string, Undone> {
  const rows = all(
    database,
    `SELECT l.leg, l.outlet, l.product, MAX(CASE WHEN d.status != 'dismissed' THEN d.seq ELSE 0 END) AS newest,
       SUM(CASE WHEN d.status != 'dismissed' THEN l.quantity ELSE 0 END) AS quantity,
       SUM(d.status = 'dismissed') AS left_out, SUM(d.status NOT IN ('dismissed', 'delivered')) AS under_way
     FROM documents d JOIN document_lines l ON l.document = d.seq
     WHERE d.consignment = ? AND d.undoes IS NOT NULL AND d.status != 'withdrawn'
     GROUP BY l.leg, l.outlet, l.product`,
    consignmentId,
  )
  if (rows.length === 0) return new Map()
  const sentWhole = new Map(
    all(
      database,
      `SELECT l.leg, l.outlet, l.product, MAX(d.seq) AS newest FROM documents d JOIN document_lines l ON l.document = d.seq
       WHERE d.consignment = ? AND ${counts} AND d.status != 'dismissed' AND l.told IS NOT NULL AND l.quantity != 0
       GROUP BY l.leg, l.outlet, l.product`,
      consignmentId,
    ).map((row) => [effectKey(effectOf(row)), number(row, 'newest')]),
  )
  return new Map(
    rows.map((row) => {
      const key = effectKey(effectOf(row))
      const stands = number(row, 'newest') > (sentWhole.get(key) ?? 0)
      const [leftOut, underWay] = [number(row, 'left_out') > 0, number(row, 'under_way') > 0]
      return [key, { quantity: integer(row, 'quantity'), stands, underWay, leftOut }]
    }),
  )
}

function effectOf(row: Row): EffectName & Pick<Told, 'leg'> {
  return { leg: word(row, 'leg', legs), outletId: text(row, 'outlet'), productId: text(row, 'product') }
}

/** The highest status that was told of a consignment, and the choice of `transferOn` it was told by; null: nothing. */
export function toldAs(database: Database, consignmentId: string, kind: ConsignmentKind | null): ToldAs | null {
  const told = all(
    database,
    `SELECT d.vend_status, d.transfer_on FROM documents d WHERE d.consignment = ? AND ${counts} ORDER BY d.seq`,
    consignmentId,
  ).map((row) => ({
    status: word(row, 'vend_status', consignmentStatuses),
    transferOn: word(row, 'transfer_on', ['sent', 'received']),
  }))
  const [first] = told
  if (!first || kind === null) return null
  const highest = told.reduce((a, b) => (rankOf(kind, b.status) > rankOf(kind, a.status) ? b : a))
  return { status: highest.status, transferOn: first.transferOn }
}
