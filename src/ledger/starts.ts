import { legs, type Consignment, type Leg } from '../core/consignment'
import type { Mark } from '../core/decision'
import type { Start } from '../core/ports/ledger'
import type { FirstSight } from '../core/start'
import { consignmentOf } from './consignments'
import type { Database } from './database'
import { all, first, integer, number, run, text, word, type Row } from './rows'

export function livingStarts(database: Database): Start[] {
  return all(database, 'SELECT * FROM starts WHERE ended = 0 ORDER BY id').map(startOf)
}

export function beginStart(database: Database, outletId: string, from: number): void {
  run(database, 'INSERT INTO starts (outlet, from_at) VALUES (?, ?)', outletId, from)
}

/** The outlet is no longer ours, or sending was switched off: being mapped again is a new start. */
export function endStart(database: Database, id: number): void {
  run(database, 'UPDATE starts SET ended = 1 WHERE id = ?', id)
}

export function moveWalk(database: Database, id: number, cursor: bigint): void {
  run(database, 'UPDATE starts SET cursor = MAX(cursor, ?) WHERE id = ?', cursor, id)
}

export function endWalk(database: Database, id: number): void {
  run(database, 'UPDATE starts SET done = 1 WHERE id = ?', id)
}

/** What the file has of outlets whose walks are not done, where these have not come across it; without deleted ones. */
export function unseenConsignments(database: Database): Consignment[] {
  return all(
    database,
    `SELECT c.* FROM consignments c WHERE c.deleted = 0 AND EXISTS (SELECT 1 FROM starts s
       WHERE s.ended = 0 AND s.done = 0 AND s.outlet IN (c.outlet, c.source_outlet)
       AND NOT EXISTS (SELECT 1 FROM marks m WHERE m.consignment = c.id AND m.start = s.id)) ORDER BY c.version`,
  ).map(consignmentOf)
}

/** Writes what the walk saw of a leg, at its first sight only; answers what stands. */
export function keepMark(
  database: Database,
  mark: { consignmentId: string; leg: Leg; start: number; mark: FirstSight; version: bigint },
): FirstSight {
  const { consignmentId, leg, start } = mark
  const kept = run(
    database,
    'INSERT INTO marks (consignment, leg, start, mark, version) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ...[consignmentId, leg, start, mark.mark, mark.version],
  )
  if (kept > 0) return mark.mark
  const sql = 'SELECT mark FROM marks WHERE consignment = ? AND leg = ? AND start = ?'
  const standing = first(database, sql, consignmentId, leg, start)
  return standing ? word(standing, 'mark', ['before', 'ours', 'unclear']) : mark.mark
}

/** The marks that keep legs of a consignment silent. */
export function marksOf(database: Database, consignmentId: string): Mark[] {
  return all(
    database,
    `SELECT marks.leg, marks.mark, marks.version FROM marks JOIN starts ON starts.id = marks.start
     WHERE consignment = ? AND starts.ended = 0 AND marks.mark != 'ours'`,
    consignmentId,
  ).map((row) => ({
    leg: word(row, 'leg', legs),
    mark: word(row, 'mark', ['before', 'unclear']),
    version: integer(row, 'version'),
  }))
}

function startOf(row: Row): Start {
  return {
    id: number(row, 'id'),
    outletId: text(row, 'outlet'),
    from: number(row, 'from_at'),
    cursor: integer(row, 'cursor'),
    done: number(row, 'done') === 1,
  }
}
