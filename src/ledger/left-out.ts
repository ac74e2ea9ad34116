import type { Database } from './database'
import { first, run } from './rows'

/** What this consignment says later than it was left out waits for a person. */
export function keepLeftOut(database: Database, consignmentId: string, at: number): void {
  run(database, 'INSERT INTO left_out (consignment, at) VALUES (?, ?) ON CONFLICT DO NOTHING', consignmentId, at)
}

/** The same of those that a scan or a person asked for, and that could not be read; a webhook names nothing that a scan does not. */
export function keepUnreadLeftOut(database: Database, at: number): void {
  run(
    database,
    `INSERT INTO left_out (consignment, at) SELECT consignment, ? FROM triggers WHERE only_heard = 0 AND asked_early = 0
     ON CONFLICT DO NOTHING`,
    at,
  )
}

export function isLeftOut(database: Database, consignmentId: string): boolean {
  return first(database, 'SELECT 1 AS found FROM left_out WHERE consignment = ?', consignmentId) !== undefined
}
