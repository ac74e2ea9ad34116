import type { Look } from '../core/ports/triggers'
import type { Database } from './database'
import { all, number, run } from './rows'

/** Longer than any limit looks back, ms. */
const keptMs = 300_000

/** Keeps a look, and forgets those that no limit looks back to, or that a clock set back since put ahead. */
export function keepLook(
  database: Database,
  { consignmentId, at, calls, missing }: Look & { readonly consignmentId: string; readonly missing: boolean },
): void {
  run(database, 'DELETE FROM looks WHERE at <= ? OR at > ?', at - keptMs, at)
  const values = [consignmentId, at, calls, missing ? 1 : 0]
  run(database, 'INSERT INTO looks (consignment, at, calls, missing) VALUES (?, ?, ?, ?)', ...values)
}

/** Oldest first. */
export function looksAt(database: Database, consignmentId: string): Look[] {
  return all(database, 'SELECT at, calls FROM looks WHERE consignment = ? ORDER BY at', consignmentId).map(lookOf)
}

/** At whatever, oldest first. `missing`: only those at ids that Vend did not have. */
export function allLooks(database: Database, which?: 'missing'): Look[] {
  return all(database, 'SELECT at, calls FROM looks WHERE missing >= ? ORDER BY at', which ? 1 : 0).map(lookOf)
}

function lookOf(row: Parameters<typeof number>[0]): Look {
  return { at: number(row, 'at'), calls: number(row, 'calls') }
}
