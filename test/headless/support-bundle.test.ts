import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { exportHistory } from '../../src/headless/export-history'
import { writeSupportBundle } from '../../src/headless/support-bundle'
import { openBackOffice, type BackOffice } from './back-office'
import { leaksIn, planted } from './planted'

const bundleSchema = z.object({
  versions: z.record(z.string(), z.string()),
  problems: z.array(z.string()),
  settings: z.looseObject({ vend: z.looseObject({ store: z.string() }) }).nullable(),
  state: z.looseObject({ sentence: z.string() }).nullable(),
  documents: z.array(z.looseObject({ reference: z.string().nullable() })),
  moments: z.array(z.looseObject({ text: z.string() })),
  files: z.array(z.looseObject({ name: z.string() })),
  logs: z.record(z.string(), z.array(z.unknown())),
})

let office: BackOffice
let said: string[]
const context = () => ({
  ...{ dataDir: office.dataDir, json: false, signal: new AbortController().signal },
  output: { out: (line: string) => void said.push(line), err: (line: string) => void said.push(line) },
})
const file = () => join(office.dataDir, '..', 'bundle.json')
const write = async () => {
  expect(await writeSupportBundle(context(), { file: file(), force: false }), said.join('\n')).toBe(0)
  return readFileSync(file(), 'utf8')
}

beforeEach(async () => {
  office = await openBackOffice({ tokens: planted, clientSecret: planted.client })
  said = []
})
afterEach(() => office.close())

function everyWayToWrite(secret: string): string[] {
  const escaped = JSON.stringify(secret).slice(1, -1)
  const basic = ['', 'u', 'us', 'user:'].map((before) => Buffer.from(before + secret))
  return [
    ...[secret, secret.toLowerCase(), escaped, JSON.stringify(escaped), encodeURIComponent(secret), encodeURI(secret)],
    ...basic.flatMap((bytes) => [bytes.toString('base64'), bytes.toString('base64url')]),
    Buffer.from(secret).toString('hex'),
  ]
}

describe('the bundle for support', () => {
  it('holds how things stand, the history and the log, and no secret however it is written', async () => {
    await office.standing()
    office.receiveCar25()
    await office.synced()
    // Both sides quote what they were sent.
    const body = JSON.stringify({
      error: planted,
      problems: [{ code: 'x', message: `Who sends ${planted.warehouse}?` }],
    })
    office.shop.receiveOrder({ outlet: 'Main Outlet', reference: 'CAR-26', lines: [{ sku: 'TOWEL', count: '1' }] })
    office.warehouse.fail({ when: 'before', only: 'POST /stocktakes', answer: { status: 500, body } })
    await office.synced()
    const logs = join(office.dataDir, 'logs')
    mkdirSync(logs, { recursive: true })
    const everyWay = Object.values(planted).flatMap(everyWayToWrite)
    const lines = [
      { msg: 'asked', url: `https://user:${planted.vend}@shop.example/?token=${encodeURIComponent(planted.vend)}` },
      { msg: `401 for Bearer ${planted.warehouse}`, headers: { authorization: `Bearer ${planted.vend}` } },
      { err: { message: JSON.stringify({ token: planted.client }), stack: everyWay.join('\n') } },
      { [planted.vend]: ['a name of a property', planted.warehouse] },
    ]
    const log = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n${planted.vend} no JSON {\n`
    writeFileSync(join(logs, 'more.log'), log)
    writeFileSync(join(logs, 'other.txt'), 'not a log')
    expect(leaksIn('the log', log).length).toBeGreaterThan(20)

    const text = await write()
    expect(leaksIn('the bundle', text)).toEqual([])
    const bundle = bundleSchema.parse(JSON.parse(text))
    expect(bundle.settings?.vend.store).toBe(office.shop.url)
    expect(bundle.state?.sentence).not.toBe('')
    expect(bundle.documents.map(({ reference }) => reference)).toEqual(['CAR-25', 'CAR-26'])
    expect(bundle.moments.map((one) => one.text).join(' ')).toContain('booked CAR-25 as ST-00024')
    // What the engine itself wrote stands beside it.
    expect(Object.keys(bundle.logs)).toEqual(['more.log', 'stocktray.log'])
    expect(bundle.logs['more.log']).toHaveLength(5)
    expect(bundle.logs['more.log']?.[0]).toMatchObject({ msg: 'asked' })
    expect(bundle.files.map(({ name }) => name)).toContain('ledger.sqlite')
    expect(bundle.problems).toEqual([])
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(said.join()).toContain('No key or token stands in it')
  })

  it('is made also where the ledger cannot be read, and says why', async () => {
    await office.standing()
    writeFileSync(join(office.dataDir, 'ledger.sqlite'), 'damaged')
    const bundle = bundleSchema.parse(JSON.parse(await write()))
    expect(bundle).toMatchObject({ state: null, documents: [] })
    expect(bundle.problems.join()).toContain('cannot be read')
    expect(bundle.settings).not.toBeNull()
  })

  it('is made also of a folder that was never set up', async () => {
    const bundle = bundleSchema.parse(JSON.parse(await write()))
    expect(bundle.settings).toBeNull()
    expect(bundle.problems.join()).toContain('is not set up')
    expect(existsSync(office.dataDir)).toBe(false)
  })
})

describe('a file that is taken along', () => {
  it('is never written over unless somebody says so, and never by half', async () => {
    await office.standing()
    office.receiveCar25()
    await office.synced()
    writeFileSync(file(), 'mine')
    for (const make of [writeSupportBundle, exportHistory]) {
      expect(await make(context(), { file: file(), force: false })).toBe(2)
      expect(said.at(-1)).toBe(`${file()} is there already. Choose another name, or write over it with --force.`)
      expect(readFileSync(file(), 'utf8')).toBe('mine')
    }
    expect(await exportHistory(context(), { file: file(), force: true })).toBe(0)
    expect(readFileSync(file(), 'utf8')).toMatch(/^\uFEFFmade,delivered,.*\r\n20\d\d-.*,Item1,60,/)
    rmSync(file())
    const nowhere = join(file(), 'deeper')
    expect(await exportHistory(context(), { file: nowhere, force: false })).toBe(2)
    expect(said.at(-1)).toContain(`${nowhere} cannot be written: `)
  })
})
