import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { diskTrouble } from '../core/stoppage'
import type { Database } from './database'

/** The one running engine of a data folder. `generation` counts the engines that ran here. */
export type Lock = { readonly generation: bigint; release(): void }

/**
 * Takes the folder for this process: an exclusive transaction on a small second SQLite file, which any death frees.
 * Answers who holds it when somebody does.
 */
export function takeLock(dataDir: string, now: number): { ok: true; lock: Lock } | { ok: false; text: string } {
  const holder = join(dataDir, 'running.json')
  const database = new DatabaseSync(join(dataDir, 'lock.sqlite'))
  try {
    // Time for `isHeld` to look. locking_mode keeps the lock between the commit of the generation and the transaction
    // that stays open.
    database.exec('PRAGMA busy_timeout = 100; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    const generation = nextGeneration(database)
    database.exec('COMMIT; BEGIN EXCLUSIVE')
    writeFileSync(holder, JSON.stringify({ pid: process.pid, host: hostname(), since: new Date(now).toISOString() }))
    return { ok: true, lock: { generation, release: () => release(database) } }
  } catch (error) {
    database.close()
    const trouble = diskTrouble(error)
    if (trouble !== null) return { ok: false, text: trouble }
    if (!isBusy(error)) throw error
    return {
      ok: false,
      text: `Stocktray is already running for this folder${whoHolds(holder)}. Only one may run; stop that one first.`,
    }
  }
}

/** A prepared statement outlives `close` until it is collected, and the lock with it; so it is given up by name. */
function release(database: Database): void {
  database.exec('ROLLBACK; PRAGMA locking_mode = NORMAL; SELECT number FROM generation')
  database.close()
}

function nextGeneration(database: Database): bigint {
  database.exec(
    'CREATE TABLE IF NOT EXISTS generation (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL) STRICT',
  )
  database.exec('INSERT INTO generation VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET number = number + 1')
  const statement = database.prepare('SELECT number FROM generation')
  statement.setReadBigInts(true)
  const row: unknown = statement.get()
  const number = typeof row === 'object' && row !== null && 'number' in row ? row.number : null
  return typeof number === 'bigint' ? number : 0n
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && /database is locked|SQLITE_BUSY/i.test(error.message)
}

function whoHolds(path: string): string {
  try {
    const held: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof held !== 'object' || held === null) return ''
    const { pid, host, since } = held as Record<string, unknown>
    return typeof pid === 'number' ? ` (process ${pid.toString()} on ${String(host)}, since ${String(since)})` : ''
  } catch {
    return ''
  }
}

/** Whether an engine holds the folder at this moment; changes nothing on disk. */
export function isHeld(dataDir: string): boolean {
  const path = join(dataDir, 'lock.sqlite')
  if (!existsSync(path)) return false
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    database.exec('PRAGMA busy_timeout = 0; SELECT number FROM generation')
    return false
  } catch (error) {
    // The file of an engine that died while it made it has no table yet.
    return isBusy(error)
  } finally {
    database.close()
  }
}
