import type { MovementFigures } from '../core/movements'
import { titleOf } from '../core/words'
import { accountColumns, groupOf } from './account'
import { consignmentOf } from './consignments'
import type { Database } from './database'
import { all, textOrNull } from './rows'

/** Why it waits: the first of its holds; else why it was left out. */
const why = `COALESCE(
    (SELECT text FROM holds WHERE consignment = c.id AND dismissed_at IS NULL LIMIT 1),
    (SELECT h.text FROM documents d JOIN document_holds h ON h.document = d.seq
      WHERE d.consignment = c.id AND d.status = 'needs-you' LIMIT 1),
    (SELECT text FROM ignores WHERE consignment = c.id ORDER BY product LIMIT 1))`

/** Vend's movements with what their class in the account follows from; newest version first, below one where it is given. */
export function movementsBelow(database: Database, below: bigint | null, atMost: number): MovementFigures[] {
  const rows = all(
    database,
    `SELECT c.*, ${accountColumns}, ${why} AS why FROM consignments c
     WHERE c.id IN (SELECT id FROM consignments WHERE version < ? ORDER BY version DESC LIMIT ?)
     ORDER BY c.version DESC`,
    ...[below ?? highest, atMost],
  )
  return rows.map((row) => {
    const consignment = consignmentOf(row)
    return {
      ...{ consignmentId: consignment.id, title: titleOf(consignment), vendStatus: consignment.vendStatus },
      ...{ outletId: consignment.outletId, sourceOutletId: consignment.sourceOutletId },
      ...{ at: consignment.receivedAt ?? consignment.updatedAt, why: textOrNull(row, 'why') },
      ...{ version: consignment.version, group: groupOf(row) },
    }
  })
}

/** SQLite's own. */
const highest = 9_223_372_036_854_775_807n
