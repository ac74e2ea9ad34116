import { DatabaseSync } from '@photostructure/sqlite'
import { codeBeginnings } from './code-beginnings'

export type Database = InstanceType<typeof DatabaseSync>

/** Opens a SQLite file (":memory:" for one that lives in this process) with the settings that make a commit survive a power cut. */
export function openDatabase(path: string): Database {
  const database = new DatabaseSync(path)
  // Of what was read last, 32 MB stay at hand: with SQLite's own 2 MB a long history is read anew for each question.
  database.exec('PRAGMA cache_size = -32000')
  database.exec(
    // The time to wait comes first: one that is just being closed holds the file for a moment.
    'PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON',
  )
  // For the index of documents: see document-search.ts.
  database.function('code_beginnings', { deterministic: true }, (about: unknown, items: unknown) =>
    codeBeginnings(...[about, items].filter((text) => typeof text === 'string')),
  )
  return database
}
