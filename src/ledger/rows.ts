import type { Database } from './database'

/** A row as SQLite gives it, integers as bigint so that none is rounded. */
export type Row = Readonly<Record<string, unknown>>
export type Value = string | bigint | number | null

type Statement = ReturnType<Database['prepare']>
const prepared = new WeakMap<Database, Map<string, Statement>>()

function statement(database: Database, sql: string): Statement {
  const known = prepared.get(database) ?? new Map<string, Statement>()
  prepared.set(database, known)
  const found = known.get(sql)
  if (found) return found
  const made = database.prepare(sql)
  made.setReadBigInts(true)
  known.set(sql, made)
  return made
}

export function all(database: Database, sql: string, ...values: readonly Value[]): readonly Row[] {
  return statement(database, sql).all(...values) as readonly Row[]
}

export function first(database: Database, sql: string, ...values: readonly Value[]): Row | undefined {
  return statement(database, sql).get(...values) as Row | undefined
}

/** Runs a change and answers how many rows it touched. */
export function run(database: Database, sql: string, ...values: readonly Value[]): number {
  // Typed as a number, and a bigint where integers are read as such.
  const { changes }: { changes: unknown } = statement(database, sql).run(...values)
  return Number(changes)
}

/** All or nothing: a throw inside, or a crash, leaves the file as it was. Not to be nested. */
export function inTransaction<Result>(database: Database, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    // A full disk has undone it already, and what it said must not be lost over that.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

// A column of another type than its table says means a damaged file or a bug; both stop the engine.

export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw new Error(`The ledger has no text in ${column}.`)
  return value
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column)
}

export function integer(row: Row, column: string): bigint {
  const value = row[column]
  if (typeof value !== 'bigint') throw new Error(`The ledger has no whole number in ${column}.`)
  return value
}

export function integerOrNull(row: Row, column: string): bigint | null {
  return row[column] === null ? null : integer(row, column)
}

export function number(row: Row, column: string): number {
  return Number(integer(row, column))
}

export function numberOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : number(row, column)
}

/** One of a closed set of words; `words` is the set. */
export function word<const Words extends readonly string[]>(row: Row, column: string, words: Words): Words[number] {
  const value = text(row, column)
  const found = words.find((one) => one === value)
  if (found === undefined) throw new Error(`The ledger has “${value}” in ${column}, which this program does not know.`)
  return found
}
