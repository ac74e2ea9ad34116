import { realpathSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Database } from './database'
import { fact } from './facts'

/** `moved`: since the last engine ran here; `moved-before`: an engine has seen it, and looks before it sends. */
export type Whereabouts = 'same' | 'moved' | 'moved-before'

/** Where a ledger stands: path, PC, disk and place on it. A copy, or a backup put back, has others. */
export function whereaboutsOf(path: string): string {
  const { dev, ino } = statSync(path)
  return JSON.stringify([realpathSync(path), hostname(), dev, ino])
}

/** Compares with what the last engine noted; changes nothing. */
export function compareWhereabouts(database: Database, path: string): Whereabouts {
  const noted = fact(database, 'whereabouts')
  if (noted !== null && noted !== whereaboutsOf(path)) return 'moved'
  return fact(database, 'restored') === null ? 'same' : 'moved-before'
}
