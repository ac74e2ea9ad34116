import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/ledger/database'
import { fact } from '../../src/ledger/facts'
import { openLedgerFile, openLedgerToRead, type LedgerFile } from '../../src/ledger/ledger-file'
import { newestVersion } from '../../src/ledger/migrations'
import { first } from '../../src/ledger/rows'

const now = Date.UTC(2026, 10, 23, 14, 30)
let folder: string
let open: LedgerFile[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stocktray-ledger-'))
  open = []
})
afterEach(() => {
  for (const file of open) file.close()
  rmSync(folder, { recursive: true, force: true })
})

function opened(create: boolean, dataDir = folder): LedgerFile {
  const result = openLedgerFile(dataDir, { create, now })
  if (!result.ok) throw new Error(result.text)
  open.push(result.file)
  return result.file
}

function closed(create: boolean, dataDir = folder): void {
  opened(create, dataDir).close()
  open.pop()
}

function refusal(create = false): string {
  const result = openLedgerFile(folder, { create, now })
  if (result.ok) open.push(result.file)
  return result.ok ? '' : result.text
}

describe('the ledger file', () => {
  it('is made at the first set-up, and survives a power cut by its settings', () => {
    const { database } = opened(true)
    expect(first(database, 'PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' })
    // 2 is FULL: https://sqlite.org/pragma.html#pragma_synchronous
    expect(first(database, 'PRAGMA synchronous')).toEqual({ synchronous: 2n })
    expect(first(database, 'PRAGMA user_version')).toEqual({ user_version: BigInt(newestVersion) })
    const loose = first(
      database,
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' AND type = 'table' AND strict = 0",
    )
    expect(loose).toBeUndefined()
  })

  it('that is missing beside settings is refused, never replaced by an empty one', () => {
    expect(refusal()).toMatch(/is missing.*backup/s)
    expect(readdirSync(folder)).toEqual([])
  })

  it('that is damaged is refused, and not a byte of it changes', () => {
    closed(true)
    const path = join(folder, 'ledger.sqlite')
    const bytes = readFileSync(path)
    bytes.fill(0x5a, 4096, 20_000)
    writeFileSync(path, bytes)
    expect(refusal()).toMatch(/cannot be read.*backup/s)
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  it('that is no ledger at all, or empty, is refused', () => {
    const path = join(folder, 'ledger.sqlite')
    writeFileSync(path, 'My shopping list')
    expect(refusal()).toMatch(/cannot be read/)
    truncateSync(path, 0)
    expect(refusal()).toMatch(/cannot be read/)
    expect(readFileSync(path, 'utf8')).toBe('')
  })

  it('of a newer Stocktray is refused untouched', () => {
    closed(true)
    const path = join(folder, 'ledger.sqlite')
    const database = openDatabase(path)
    database.exec(`PRAGMA user_version = ${(newestVersion + 1).toString()}`)
    database.close()
    const before = readFileSync(path)
    expect(refusal()).toMatch(/newer Stocktray/)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('is open to one engine only; the second start hears who holds it, and a reader may look', () => {
    opened(true)
    expect(refusal()).toContain(`process ${process.pid.toString()}`)
    const reader = openLedgerToRead(folder)
    expect(reader.ok).toBe(true)
    if (reader.ok) reader.file.close()
  })

  it('is free again when its engine is gone', () => {
    closed(true)
    expect(refusal()).toBe('')
  })
})

describe('a restored or moved folder', () => {
  it('that only started again is the same folder', () => {
    closed(true)
    closed(false)
    expect(fact(opened(false).database, 'restored')).toBeNull()
  })

  it('is recognised after a move', () => {
    closed(true)
    const elsewhere = mkdtempSync(join(tmpdir(), 'stocktray-moved-'))
    cpSync(folder, elsewhere, { recursive: true })
    expect(fact(opened(false, elsewhere).database, 'restored')).toBe(now.toString())
  })

  it('is recognised when an older ledger is put back over a newer one', () => {
    closed(true)
    const path = join(folder, 'ledger.sqlite')
    const old = readFileSync(path)
    closed(false)
    // The same file, its bytes older: what a backup program that writes in place does.
    writeFileSync(path, old)
    for (const tail of ['-wal', '-shm']) if (existsSync(path + tail)) rmSync(path + tail)
    expect(fact(opened(false).database, 'restored')).toBe(now.toString())
  })
})
