import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { coreOf, leaksIn, planted } from './planted'
import { filesIn, openBackOffice, type BackOffice } from './back-office'
import { dyingAfter } from './dying-disk'
import { runProgram, type Answered } from './program'
import { slow } from './slow'

let office: BackOffice
const said: { words: string; answered: Answered }[] = []
let files = new Map<string, Buffer>()

const stocktray = async (...words: readonly string[]) => {
  const answered = await office.stocktray(...words)
  said.push({ words: words.join(' '), answered })
  return answered
}

/** A life with everything in it that could let a secret slip. */
beforeAll(async () => {
  office = await openBackOffice({ tokens: planted, clientSecret: planted.client })
  const realTime = { via: 'own-address', publicUrl: 'https://stock.example', port: 0 }
  const file = office.write({ ...office.good, realTime })
  expect((await stocktray('setup', '--json', '--file', file)).code).toBe(0)
  const { warehouse } = office.good
  await Promise.all(
    [
      JSON.stringify(office.good).replace(',', ',,'),
      { ...office.good, from: planted.vend, outlets: planted.warehouse, realTime: { via: planted.client } },
      { ...office.good, warehouse: { ...warehouse, url: planted.warehouse, token: 'stock.example' } },
    ].map(async (wrong) => {
      expect((await stocktray('setup', '--file', office.write(wrong))).code).toBe(2)
    }),
  )

  office.receiveCar25()
  expect((await stocktray('sync')).code).toBe(0)
  // Both sides quote what they were sent.
  const message = `Who sends ${planted.warehouse}?`
  const body = JSON.stringify({ error: planted, problems: [{ code: 'x', message }] })
  const quotes = (status: number) => ({ when: 'before', answer: { status, body } }) as const
  office.shop.receiveOrder({ outlet: 'Main Outlet', reference: 'CAR-26', lines: [{ sku: 'TOWEL', count: '1' }] })
  for (const status of [401, 500]) {
    // It is asked whether the account is good, and then about the items.
    office.warehouse.fail(quotes(status), quotes(status))
    expect((await stocktray('sync')).code).toBe(3)
  }
  for (const status of [401, 400]) {
    office.shop.fail(quotes(status), quotes(status))
    expect((await stocktray('sync', '--json')).code).toBe(3)
    office.shop.heal()
  }
  office.shop.receiveOrder({ outlet: 'Main Outlet', reference: 'CAR-27', lines: [{ sku: 'TOWEL', count: '1' }] })
  office.warehouse.fail({ ...quotes(400), only: 'POST /stocktakes' })
  expect((await stocktray('sync')).out).toContain('Who sends …?')
  office.shop.changeToken('another')
  expect((await stocktray('sync')).code).toBe(3)
  office.shop.changeToken(planted.vend)
  office.warehouse.changeToken('another')
  office.shop.receiveOrder({ outlet: 'Main Outlet', reference: 'CAR-28', lines: [{ sku: 'TOWEL', count: '1' }] })
  expect((await stocktray('sync')).code).toBe(3)
  await stocktray('setup', '--file', file)
  const looks = [['status'], ['status', '--json'], ['history'], ['history', '--json'], ['sync', '--dry-run']]
  await Promise.all(looks.map((words) => stocktray(...words)))

  const running = office.start('run', '--json')
  await running.says('publicWebhook')
  // A crash of the engine, and one of the set-up in the middle of its writing.
  await running.kill()
  said.push({ words: 'run', answered: await running.ended })
  office.warehouse.changeToken(planted.warehouse)
  for (const writes of [4, 9]) {
    const words = ['setup', '--file', file, '--data', office.dataDir]
    const answered = await runProgram(words, { nodeOptions: dyingAfter(writes, office.dataDir) })
    expect(answered.code).toBeNull()
    said.push({ words: words.join(' '), answered })
  }
  files = filesIn(office.dataDir)
}, 60_000)
afterAll(() => office.close())

describe('tokens and the client secret', slow, () => {
  it('were all in use: what is looked for would be found', () => {
    const file = JSON.stringify(planted)
    expect(leaksIn('file', file)).toHaveLength(3)
    expect(leaksIn('file', Buffer.from(`xy${file}`).toString('base64')).length).toBeGreaterThanOrEqual(3)
    expect(leaksIn('file', encodeURIComponent(file))).toHaveLength(3)
    expect(leaksIn('file', Buffer.from(file).toString('hex'))).toHaveLength(3)
  })

  it('stand in no file of the data folder, however written, also after crashes', () => {
    const names = [...files.keys()]
    expect(names).toEqual(
      expect.arrayContaining(['ledger.sqlite', 'settings.json', 'secrets.key', join('logs', 'stocktray.log')]),
    )
    expect(names.some((name) => /^secrets\.\d+\.json$/.test(name))).toBe(true)
    expect([...files].flatMap(([name, bytes]) => leaksIn(name, bytes))).toEqual([])
  })

  it('were never printed, also not when both sides quoted them', () => {
    expect(said.length).toBeGreaterThan(20)
    expect(
      said.flatMap(({ words, answered: { out, err } }) => [
        ...leaksIn(`stdout of ${words}`, out),
        ...leaksIn(`stderr of ${words}`, err),
      ]),
    ).toEqual([])
  })

  it('are not quoted either when somebody pastes the token where the store belongs', async () => {
    const vend = { store: `lsxs_pt_${coreOf(planted.vend)}`, token: 'myshop' }
    const { code, err } = await office.stocktray('setup', '--file', office.write({ ...office.good, vend }))
    expect(code).toBe(2)
    expect(err).toMatch(/^vend\.store: /)
    expect(leaksIn('stderr', err)).toEqual([])
  })

  it('and the path of the webhook stand in no file either', () => {
    const run = said.find(({ words }) => words === 'run')!.answered.out
    const { webhook } = z.looseObject({ webhook: z.string() }).parse(JSON.parse(run))
    const secret = webhook.split('/').at(-1)!
    expect(secret).toHaveLength(32)
    expect([...files].filter(([, bytes]) => bytes.includes(secret)).map(([name]) => name)).toEqual([])
  })

  it('are kept in files that only this user may read, in a folder that only this user may open', () => {
    const rights = (name: string) => (statSync(join(office.dataDir, name)).mode & 0o777).toString(8)
    for (const name of files.keys())
      if (/^(secrets|settings)\b/.test(name)) expect([name, rights(name)]).toEqual([name, '600'])
    expect(rights('.')).toBe('700')
    expect(existsSync(join(office.dataDir, 'secrets.key'))).toBe(true)
  })
})
