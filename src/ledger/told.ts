import { consignmentStatuses, legs, type ConsignmentKind } from '../core/consignment'
import type { Told, ToldAs } from '../core/decision'
import { rankOf } from '../core/rules'
import type { Database } from './database'
import { all, integer, number, text, textOrNull, word } from './rows'

/** The documents that count as told: delivered, dismissed, or tried and not withdrawn. An undo stands outside the sum. */
const counts = `d.undoes IS NULL AND (d.status IN ('delivered', 'dismissed')
  OR d.tried = 1 AND d.status IN ('waiting', 'sending', 'unsure', 'needs-you'))`

/** What was told of one consignment, effect by effect; place and item are those of the newest document. */
export function toldOf(database: Database, consignmentId: string): Told[] {
  return all(
    database,
    // SQLite takes the plain columns from the row that holds the one MAX: https://sqlite.org/lang_select.html#bareagg
    `SELECT l.leg, l.outlet, l.product, l.location, l.sku, l.name, l.item, d.warehouse, MAX(d.seq) AS newest,
       SUM(l.quantity) AS quantity, SUM(d.status = 'dismissed') AS dismissed,
       SUM(EXISTS (SELECT 1 FROM documents u WHERE u.undoes = d.id AND u.status != 'withdrawn')) AS undone
     FROM documents d JOIN document_lines l ON l.document = d.seq
     WHERE d.consignment = ? AND ${counts}
     GROUP BY l.leg, l.outlet, l.product`,
    consignmentId,
  ).map((row) => ({
    leg: word(row, 'leg', legs),
    outletId: text(row, 'outlet'),
    productId: text(row, 'product'),
    quantity: integer(row, 'quantity'),
    location: text(row, 'location'),
    sku: text(row, 'sku'),
    name: text(row, 'name'),
    item: textOrNull(row, 'item'),
    warehouse: text(row, 'warehouse'),
    dismissed: number(row, 'dismissed') > 0,
    undone: number(row, 'undone') > 0,
  }))
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
