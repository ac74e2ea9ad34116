import type { Database } from '../../src/ledger/database'
import type { Value } from '../../src/ledger/rows'
import { shown } from './figure'

/** One commit: from BEGIN until COMMIT came back, with everything read, decided and written between. */
export type Commit = {
  readonly ms: number
  /** Of that, COMMIT alone: what the disk takes. */
  readonly diskMs: number
  /** Changed rows by table. */
  readonly rows: ReadonlyMap<string, number>
}

export type CommitWatch = {
  /** Since the watch began, or was last taken. */
  take(): readonly Commit[]
}

/** Times every commit of a database, in transactions or alone. To be put on before anything is prepared. */
export function watchCommits(database: Database): CommitWatch {
  let commits: Commit[] = []
  let open: { at: number; rows: Map<string, number> } | null = null
  const exec = database.exec.bind(database)
  const prepare = database.prepare.bind(database)

  const watchedExec: Database['exec'] = (sql) => {
    if (sql.startsWith('BEGIN')) open = { at: performance.now(), rows: new Map() }
    const at = performance.now()
    exec(sql)
    const now = performance.now()
    if (sql === 'COMMIT' && open) commits.push({ ms: now - open.at, diskMs: now - at, rows: open.rows })
    if (sql === 'COMMIT' || sql === 'ROLLBACK') open = null
  }
  const watchedPrepare: Database['prepare'] = (sql, ...options) => {
    const statement = prepare(sql, ...options)
    const run = statement.run.bind(statement)
    const table = /(?:INTO|UPDATE|FROM) (\w+)/.exec(sql)?.[1] ?? sql
    const watchedRun = (...values: readonly Value[]) => {
      const at = performance.now()
      const result = run(...values)
      // Typed as a number, and a bigint where integers are read as such.
      const { changes }: { changes: unknown } = result
      const rows = Number(changes)
      if (open) open.rows.set(table, (open.rows.get(table) ?? 0) + rows)
      else {
        const ms = performance.now() - at
        commits.push({ ms, diskMs: ms, rows: new Map([[table, rows]]) })
      }
      return result
    }
    // The prototype's own methods are read-only.
    return Object.defineProperty(statement, 'run', { value: watchedRun })
  }
  Object.defineProperties(database, { exec: { value: watchedExec }, prepare: { value: watchedPrepare } })
  return {
    take: () => {
      const taken = commits
      commits = []
      return taken
    },
  }
}

export function longest(commits: readonly Commit[]): Commit {
  return commits.reduce((a, b) => (b.ms > a.ms ? b : a), { ms: 0, diskMs: 0, rows: new Map<string, number>() })
}

/** "document_lines 10,000, documents 1 …": what a commit wrote, the most first. */
export function contentsOf({ rows }: Commit): string {
  const tables = [...rows].filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a)
  return tables.map(([table, count]) => `${table} ${shown(count)}`).join(', ')
}
