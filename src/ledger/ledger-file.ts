import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { diskTrouble } from '../core/stoppage'
import { openDatabase, type Database } from './database'
import { fact, keepFact } from './facts'
import { takeLock } from './lock'
import { migrate, newestVersion, versionOf } from './migrations'
import { all, inTransaction, text } from './rows'
import { whereaboutsOf } from './whereabouts'

/** Its place in a data folder. */
export function ledgerPathOf(dataDir: string): string {
  return join(dataDir, 'ledger.sqlite')
}

export type LedgerFile = { readonly database: Database; close(): void }
export type Opened = { readonly ok: true; readonly file: LedgerFile } | { readonly ok: false; readonly text: string }

/**
 * Opens the ledger of a data folder for the one engine that may run there. `create`: at the first set-up, when there
 * are no settings yet; later a missing file is refused, never replaced by an empty one. Refusals are sentences.
 */
export function openLedgerFile(dataDir: string, { create, now }: { create: boolean; now: number }): Opened {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = ledgerPathOf(dataDir)
  const refusal = refusalOf(path, create)
  if (refusal) return { ok: false, text: refusal }
  const taken = takeLock(dataDir, now)
  if (!taken.ok) return taken
  try {
    const database = openDatabase(path)
    copyBeforeMigration(database, dataDir)
    migrate(database)
    recognise(database, path, taken.lock.generation, now)
    const close = () => {
      // Whoever copies the folder of a stopped engine finds everything in the one file.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      database.close()
      taken.lock.release()
    }
    return { ok: true, file: { database, close } }
  } catch (error) {
    taken.lock.release()
    return { ok: false, text: diskTrouble(error) ?? damaged(path, error) }
  }
}

/** Opens the ledger to look at only, beside a running engine; a refusal is a sentence. */
export function openLedgerToRead(dataDir: string): Opened {
  const path = ledgerPathOf(dataDir)
  const refusal = refusalOf(path, false)
  if (refusal) return { ok: false, text: refusal }
  const database = new DatabaseSync(path, { readOnly: true })
  database.exec('PRAGMA busy_timeout = 5000')
  if (versionOf(database) < newestVersion) {
    database.close()
    return {
      ok: false,
      text: `The ledger ${path} is from an older Stocktray. Run: stocktray sync, which brings it up to date.`,
    }
  }
  return { ok: true, file: { database, close: () => database.close() } }
}

/** Looks at the file without touching it. */
function refusalOf(path: string, create: boolean): string | null {
  if (!existsSync(path)) {
    if (create) return null
    return `The ledger ${path} is missing. It says what the warehouse was told, so Stocktray does not start without it. Put it back from a backup, or choose an empty folder and set up anew.`
  }
  let database: Database | null = null
  try {
    database = new DatabaseSync(path, { readOnly: true })
    database.exec('PRAGMA busy_timeout = 5000')
    const version = versionOf(database)
    if (version > newestVersion)
      return `The ledger ${path} was written by a newer Stocktray (format ${version.toString()}, this one knows ${newestVersion.toString()}). Nothing was changed. Install the newer Stocktray.`
    if (version === 0 && !create) return damaged(path, 'it is empty')
    const check = all(database, 'PRAGMA quick_check(1)').map((row) => text(row, 'quick_check'))
    return check.length === 1 && check[0] === 'ok' ? null : damaged(path, check.join('; '))
  } catch (error) {
    return damaged(path, error)
  } finally {
    database?.close()
  }
}

function damaged(path: string, why: unknown): string {
  const reason = why instanceof Error ? why.message : String(why)
  return `The ledger ${path} cannot be read (${reason}). It says what the warehouse was told, so Stocktray does not start without it. Nothing was changed. Put it back from a backup.`
}

function copyBeforeMigration(database: Database, dataDir: string): void {
  const version = versionOf(database)
  if (version === 0 || version === newestVersion) return
  const copy = join(dataDir, `ledger.before-format-${newestVersion.toString()}.sqlite`)
  if (!existsSync(copy)) database.prepare('VACUUM INTO ?').run(copy)
}

/** A folder that was restored or moved may lack what the warehouse was told since: from then on look before sending. */
function recognise(database: Database, path: string, generation: bigint, now: number): void {
  const whereabouts = whereaboutsOf(path)
  inTransaction(database, () => {
    const before = fact(database, 'whereabouts')
    const expected = fact(database, 'generation')
    const moved = before !== null && before !== whereabouts
    const older = expected !== null && expected !== (generation - 1n).toString()
    if (moved || older) keepFact(database, 'restored', now.toString())
    keepFact(database, 'whereabouts', whereabouts)
    keepFact(database, 'generation', generation.toString())
  })
}
