import type { Moment } from '../core/ports/ledger'
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

/** The story of one consignment, oldest first. */
export function storyOf(database: Database, consignmentId: string): Moment[] {
  return all(database, 'SELECT * FROM history WHERE consignment = ? ORDER BY seq', consignmentId).map((row) => ({
    at: number(row, 'at'),
    consignmentId: textOrNull(row, 'consignment'),
    documentId: textOrNull(row, 'document'),
    text: text(row, 'text'),
  }))
}
