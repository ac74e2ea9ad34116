import type { Database } from '../../src/ledger/database'
import { makeFindable } from '../../src/ledger/document-search'
import { all, number } from '../../src/ledger/rows'

type Value = string | bigint | number | null
type Rows = readonly (readonly Value[])[]
export type Backup = ReadonlyMap<string, Rows>

/** Everything that stands in the ledger, as a backup program copies it while the app is not writing. */
export function backUp(database: Database): Backup {
  return new Map(tablesOf(database).map((table) => [table, rowsOf(database, table)]))
}

/** Puts an older ledger back. That it is older is what `openLedgerFile` finds out by itself where there are real files. */
export function restore(database: Database, backup: Backup, now: number): void {
  database.exec('PRAGMA foreign_keys = OFF; BEGIN')
  for (const table of tablesOf(database)) {
    database.exec(`DELETE FROM ${table}`)
    for (const row of backup.get(table) ?? [])
      database.prepare(`INSERT INTO ${table} VALUES (${row.map(() => '?').join(', ')})`).run(...row)
  }
  // A file brings its index along; rows alone do not.
  database.exec("INSERT INTO search (search) VALUES ('delete-all')")
  for (const row of all(database, 'SELECT seq FROM documents')) makeFindable(database, number(row, 'seq'))
  database.prepare("INSERT OR REPLACE INTO facts VALUES ('restored', ?)").run(now.toString())
  database.exec('COMMIT; PRAGMA foreign_keys = ON')
}

function tablesOf(database: Database): string[] {
  const rows = database
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'",
    )
    .all()
  return rows.map((row) => String((row as { name: unknown }).name))
}

function rowsOf(database: Database, table: string): Rows {
  const statement = database.prepare(`SELECT * FROM ${table}`)
  statement.setReadBigInts(true)
  return statement.all().map((row) => Object.values(row as Record<string, Value>))
}
