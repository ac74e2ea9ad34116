import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkHere } from '../../../src/host/checks/check-here'
import { createLedger } from '../../../src/ledger/ledger'
import { openLedgerFile, type LedgerFile } from '../../../src/ledger/ledger-file'

const now = Date.UTC(2026, 10, 23, 14, 32)
const day = 86_400_000
let folder: string
let dataDir: string
let files: LedgerFile[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stocktray-here-'))
  dataDir = join(folder, 'data')
  files = []
  start().close()
})
afterEach(() => {
  for (const file of files) file.close()
  rmSync(folder, { recursive: true })
})

/** An engine's hold on the folder. */
function start(): LedgerFile {
  const opened = openLedgerFile(dataDir, { create: true, now })
  if (!opened.ok) throw new Error(opened.text)
  return opened.file
}

const check = (name: string, dir = dataDir) => checkHere(dir, now).checks.find((one) => one.name === name)
const ledger = (dir = dataDir) => join(dir, 'ledger.sqlite')

describe('the ledger', () => {
  it('is well, also beside a running engine', () => {
    expect(check('ledger')).toMatchObject({ status: 'ok' })
    files.push(start())
    expect(check('ledger')).toMatchObject({ status: 'ok' })
    expect(check('folder')).toMatchObject({ status: 'ok' })
  })

  it('that is missing or damaged is broken, and what hangs on it is not known', () => {
    truncateSync(ledger(), 5_000)
    expect(check('ledger')).toMatchObject({ status: 'broken', text: expect.stringContaining('cannot be read') })
    rmSync(ledger())
    expect(check('ledger')).toMatchObject({ status: 'broken', text: expect.stringContaining('is missing') })
    expect(check('folder')).toMatchObject({ unknown: true })
  })

  it('tells when a webhook last led to a document, within a week', () => {
    const file = start()
    for (const [cause, ago] of [
      ['webhook', 8],
      ['webhook', 3],
      ['scan', 1],
    ] as const) {
      const consignment = {
        id: `c${ago.toString()}`,
        reference: null,
        name: null,
        vendType: 'SUPPLIER',
        status: 'received',
      } as const
      createLedger(file.database).documents.make(
        { place: { kind: 'stocktake', location: 'WH' }, lines: [], holds: [] },
        {
          ...{ id: `d${ago.toString()}`, consignment, cause, warehouse: 'w', transferOn: 'sent' },
          ...{ at: now - ago * day, dueAt: now },
        },
      )
    }
    file.close()
    expect(checkHere(dataDir, now).lastCall).toBe(now - 3 * day)
    expect(checkHere(dataDir, now + 5 * day).lastCall).toBeNull()
  })
})

describe('the folder', () => {
  it('that was moved or copied wants a look, until Stocktray has run there', () => {
    const elsewhere = join(folder, 'elsewhere')
    mkdirSync(elsewhere)
    copyFileSync(ledger(), ledger(elsewhere))
    expect(check('folder', elsewhere)).toMatchObject({
      status: 'attention',
      text: expect.stringContaining('was moved'),
    })
    renameSync(dataDir, join(folder, 'renamed'))
    dataDir = join(folder, 'renamed')
    expect(check('folder')).toMatchObject({ status: 'attention' })
    start().close()
    expect(check('folder')).toMatchObject({
      ...{
        status: 'ok',
        text: expect.stringContaining('each document is looked for in the warehouse before it is sent'),
      },
    })
  })
})

describe('the log', () => {
  it('is well before it begins, and where it can be written', () => {
    expect(check('log')).toMatchObject({ status: 'ok' })
    mkdirSync(join(dataDir, 'logs'))
    expect(check('log')).toMatchObject({ status: 'ok', text: `The log is written to ${join(dataDir, 'logs')}.` })
  })

  it('wants seeing to where it cannot', () => {
    writeFileSync(join(dataDir, 'logs'), 'a file where the folder should be')
    expect(check('log')).toMatchObject({ status: 'attention', text: expect.stringContaining('cannot be written') })
  })
})
