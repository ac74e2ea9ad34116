import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLedgerFile, type LedgerFile } from '../../src/ledger/ledger-file'
import { toldInAll } from '../fakes/tiny-warehouse'
import { amount, startOfDay, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

const car25 = { Item1: { received: amount(60) }, Item2: { received: amount(50) } }

let folder: string
let file: LedgerFile | null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stocktray-restored-'))
  file = null
})
afterEach(() => {
  file?.close()
  rmSync(folder, { recursive: true, force: true })
})

const ledgerPath = () => join(folder, 'ledger.sqlite')

function open(create = false): LedgerFile {
  const opened = openLedgerFile(folder, { create, now: startOfDay })
  if (!opened.ok) throw new Error(opened.text)
  file = opened.file
  return file
}

function close(): void {
  file?.close()
  file = null
}

/** A shop of which the ledger is backed up before CAR-25 is told, and put back after it was. */
async function restored(): Promise<TinyWorld> {
  const world = tinyWorld({ database: open(true).database })
  await world.sync()
  close()
  const backup = readFileSync(ledgerPath())
  world.restart({}, open().database)
  world.now += 60_000
  world.vend({ id: 'CAR-25' }, car25)
  await world.sync()
  close()
  writeFileSync(ledgerPath(), backup)
  for (const tail of ['-wal', '-shm']) if (existsSync(ledgerPath() + tail)) rmSync(ledgerPath() + tail)
  world.restart({}, open().database)
  world.calls.length = 0
  return world
}

describe('an older ledger that was put back', () => {
  it('has each document looked up before it is sent, and nothing is told twice', async () => {
    const world = await restored()
    await world.sync()
    expect(world.calls.filter((call) => call.startsWith('push'))).toEqual([])
    expect(world.calls).toContain('find CAR-25')
    expect(world.app.history().map(({ reference, status }) => [reference, status])).toEqual([['CAR-25', 'delivered']])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })

  it('asks a person where the warehouse has other lines under our reference', async () => {
    const world = await restored()
    world.vend({ id: 'CAR-25' }, { ...car25, Item1: { received: amount(40) } })
    await world.sync()
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['taken'])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })

  it('sends what the forgotten time had not told', async () => {
    const world = await restored()
    world.vend({ id: 'CAR-26' }, { Item3: { received: amount(5) } })
    await world.sync()
    expect(world.calls).toContain('find CAR-26')
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50, 'WH Item3': 5 })
  })
})

describe('a second start on the folder of a running shop', () => {
  it('is refused, and the first one goes on', async () => {
    const world = tinyWorld({ database: open(true).database })
    await world.sync()
    const second = openLedgerFile(folder, { create: false, now: world.now })
    expect(second).toMatchObject({ ok: false, text: expect.stringContaining('already running') })
    world.now += 60_000
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })
})
