import type { Moment } from '../core/ports/story'
import type { Database } from './database'
import { all, number, run, text, textOrNull } from './rows'

export function tell(database: Database, { at, consignmentId, documentId, text }: Moment): void {
  run(
    database,
    'INSERT INTO history (at, consignment, document, text) VALUES (?, ?, ?, ?)',
    at,
    consignmentId,
    documentId,
    text,
  )
}

/** The moments of these consignments, oldest first. */
export function momentsOf(database: Database, consignmentIds: readonly string[]): Moment[] {
  return read(
    database,
    'SELECT * FROM history WHERE consignment IN (SELECT value FROM json_each(?)) ORDER BY seq',
    JSON.stringify(consignmentIds),
  )
}

/** The moments of no consignment that name one of these between quotation marks, oldest first. */
export function momentsNaming(database: Database, names: readonly string[]): Moment[] {
  return read(
    database,
    `SELECT h.* FROM history h WHERE h.consignment IS NULL
       AND EXISTS (SELECT 1 FROM json_each(?) n WHERE instr(h.text, '“' || n.value || '”') > 0) ORDER BY h.seq`,
    JSON.stringify(names),
  )
}

/** The last moments of all, oldest first. */
export function lastMoments(database: Database, most: number): Moment[] {
  return read(database, 'SELECT * FROM (SELECT * FROM history ORDER BY seq DESC LIMIT ?) ORDER BY seq', most)
}

function read(database: Database, sql: string, value: string | number): Moment[] {
  return all(database, sql, value).map((row) => ({
    at: number(row, 'at'),
    consignmentId: textOrNull(row, 'consignment'),
    documentId: textOrNull(row, 'document'),
    text: text(row, 'text'),
  }))
}
