import type { Database } from '../../src/ledger/database'

/** The disk under the ledger. While it is full, reading goes on and nothing new is kept. */
export type Disk = {
  full: boolean
  /** Writes until it is full; null: it stays as it is. */
  writesLeft: number | null
  /** Where SQLite finds out: at any write, at the commit, or at the commit with the transaction rolled back already. */
  failsAt: 'write' | 'commit' | 'commit, rolled back'
  /** How often something was not written. */
  refusals: number
}

/** The same database on a disk that may be full, with each statement compiled once, however often the app starts. */
export function onDisk(database: Database): { database: Database; disk: Disk } {
  const disk: Disk = { full: false, writesLeft: null, failsAt: 'write', refusals: 0 }
  const refuse = (): never => {
    disk.refusals += 1
    // https://sqlite.org/rescode.html#full
    throw Object.assign(new Error('database or disk is full'), { errcode: 13 })
  }
  const write = (mayWait: boolean) => {
    if (disk.writesLeft !== null && --disk.writesLeft < 0) {
      disk.full = true
      disk.writesLeft = null
    }
    if (disk.full && !(mayWait && disk.failsAt !== 'write')) refuse()
  }
  const prepared = new Map<string, object>()
  const prepare = (sql: string) => {
    const known = prepared.get(sql) ?? statementOf(database.prepare(sql))
    prepared.set(sql, known)
    return known
  }
  const statementOf = <Statement extends { run(...given: never[]): unknown }>(statement: Statement) =>
    passing(statement, {
      run: (...given) => {
        // Inside a transaction SQLite may keep what is written in memory until the commit.
        write(database.isTransaction)
        return Reflect.apply(statement.run, statement, given) as unknown
      },
    })
  const exec = (sql: string) => {
    if (sql === 'COMMIT' && disk.full) {
      if (disk.failsAt === 'commit, rolled back') database.exec('ROLLBACK')
      refuse()
    }
    database.exec(sql)
  }
  return {
    database: passing(database, { prepare: (sql) => prepare(String(sql)), exec: (sql) => exec(String(sql)) }),
    disk,
  }
}

/** The same thing, with some of its functions replaced. */
function passing<T extends object>(thing: T, replaced: Readonly<Record<string, (...given: unknown[]) => unknown>>): T {
  return new Proxy(thing, {
    get(target, name) {
      const member: unknown = typeof name === 'string' ? replaced[name] : undefined
      if (member !== undefined) return member
      const own: unknown = Reflect.get(target, name, target)
      return typeof own === 'function'
        ? (...given: readonly unknown[]): unknown => Reflect.apply(own, target, given)
        : own
    },
  })
}
