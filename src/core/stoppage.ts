/** Why an engine that runs can do nothing at the moment. `since`: ms since 1970; `text`: for people, without a secret. */
export type Stoppage = { readonly since: number; readonly text: string }

/** What to do about a disk without room; everything else takes care of itself. */
export const diskFullText =
  'The disk is full. Nothing is lost, and nothing is sent that Stocktray could not note down. Make room on it; Stocktray then goes on by itself.'

const diskText =
  'The disk does not take what Stocktray has to note down. Nothing is lost, and nothing is sent that could not be noted down. Check the disk; see: stocktray doctor'

const faultText =
  'Stocktray came upon a mistake of its own. Nothing is lost, and it tries again by itself. If it stays so, send us what this writes: stocktray support-bundle FILE'

/** SQLite's main result codes that speak of the disk: https://sqlite.org/rescode.html */
const sqliteFull = 13
const sqliteDisk: readonly number[] = [
  8, // SQLITE_READONLY
  10, // SQLITE_IOERR
  14, // SQLITE_CANTOPEN
]

/** What the disk did not take, in a sentence; null: the error speaks of something else. */
export function diskTrouble(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown }
  // The higher bits say more of the same.
  const sqlite = typeof errcode === 'number' ? errcode % 256 : null
  if (code === 'ENOSPC' || code === 'EDQUOT' || sqlite === sqliteFull) return diskFullText
  return sqlite !== null && sqliteDisk.includes(sqlite) ? diskText : null
}

/** Of what came out of the engine in place of its work. What a mistake of our own says stands in the log alone. */
export function stoppageText(error: unknown): string {
  return diskTrouble(error) ?? faultText
}
