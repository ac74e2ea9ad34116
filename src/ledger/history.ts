import type { Moment } from '../core/ports/ledger'
import type { Database } from './database'
import { run } from './rows'

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
