import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { airport, harbourStreet, mainOutlet } from '../../src/sample/sample-catalogue'
import { webhookPathOf } from '../../src/app'
import { readShop } from '../../src/host/shop-folder'
import { keptIn, tokens, type BackOffice } from './back-office'
import { it } from './in-office'
import { runProgram } from './program'
import { slow } from './slow'
import { keysInFiles } from '../../src/settings/sealing'

/** Vend's own screen of webhooks. */
async function deleteWebhooks({ shop }: BackOffice): Promise<void> {
  const headers = { authorization: `Bearer ${tokens.vend}` }
  const listed: unknown = await (await fetch(`${shop.url}/api/2.0/webhooks`, { headers })).json()
  for (const { id } of z.object({ data: z.array(z.object({ id: z.string() })) }).parse(listed).data)
    await fetch(`${shop.url}/api/2.0/webhooks/${id}`, { method: 'DELETE', headers })
}

const idOf = ({ shop }: BackOffice, name: string) => shop.outlets.find((outlet) => outlet.name === name)!.id

describe.concurrent('a set-up file that is right', slow, () => {
  it('is kept, and the shopkeeper is told what it means and what to do next', async ({ office }) => {
    const { code, out, err } = await office.setUp()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.split('\n')).toEqual([
      `Vend: ${office.shop.url}, it answers`,
      'Outlet Main Outlet → location Main warehouse',
      'Outlet Harbour Street → location Harbour Street store room',
      `Sent is what happens from ${String(office.good.from)}.`,
      `2 outlets set up in ${office.dataDir}. Next: stocktray sync --dry-run --data ${office.dataDir}`,
      '',
    ])
    expect((await office.stocktray('status')).out).toContain('Vend has not been read yet.')
  })

  it('may name outlets and locations by id or by name, in any letters', async ({ office }) => {
    const outlets = [
      { outlet: ' main outlet', location: 'MAIN WAREHOUSE' },
      { outlet: idOf(office, harbourStreet), location: 'WH-HARBOUR' },
    ]
    const { code, out } = await office.stocktray('setup', '--json', '--file', office.write({ ...office.good, outlets }))
    expect(code).toBe(0)
    expect(z.object({ settings: z.object({ outlets: z.unknown() }) }).parse(JSON.parse(out)).settings.outlets).toEqual([
      {
        outlet: { id: idOf(office, mainOutlet), name: mainOutlet },
        location: { id: 'WH-MAIN', name: 'Main warehouse' },
      },
      {
        outlet: { id: idOf(office, harbourStreet), name: harbourStreet },
        location: { id: 'WH-HARBOUR', name: 'Harbour Street store room' },
      },
    ])
  })

  it('keeps the client secret before beside a new one, for the webhooks that are under way', async ({ office }) => {
    const vend = (clientSecret: string) => ({ vend: { ...office.good.vend, clientSecret } })
    await office.standing(vend('first-secret'))
    await office.standing(vend('second-secret'))
    const read = readShop({ dataDir: office.dataDir, keys: keysInFiles })
    expect(read.ok && read.shop.secrets).toMatchObject({
      vendClientSecret: 'second-secret',
      vendClientSecretBefore: { secret: 'first-secret' },
    })
  })

  it('says so when nothing will be sent yet', async ({ office }) => {
    const { out } = await office.setUp({ sendStockAdjustments: false })
    expect(out).toContain('Sending is switched off: set "sendStockAdjustments" to true when you are ready.')
  })

  it('is warned of where Vend calls another Stocktray, and kept all the same; its own webhook is none', async ({
    office,
  }) => {
    const other = `https://old-pc.example/hooks/vend/${'x'.repeat(32)}`
    office.shop.addWebhook(other, 'consignment.receive')
    const { code, out, err } = await office.setUp()
    expect(code).toBe(0)
    expect(err).toMatch(/^Vend also calls another Stocktray, at old-pc\.example\. Two for one shop are not supported/)
    expect(out).toContain('2 outlets set up')
    expect(err).not.toContain('xxx')

    const read = readShop({ dataDir: office.dataDir, keys: keysInFiles })
    if (!read.ok) throw new Error(read.text)
    await deleteWebhooks(office)
    office.shop.addWebhook(`https://stock.example${webhookPathOf(read.shop.secrets)}`, 'consignment.receive')
    expect(await office.setUp()).toMatchObject({ code: 0, err: '' })
  })

  it('replaces the one before it', async ({ office }) => {
    await office.standing()
    office.shop.receiveOrder({ outlet: airport, reference: 'CAR-9', lines: [{ sku: 'Item1', count: '1' }] })
    const outlets = [{ outlet: airport, location: 'WH-MAIN' }]
    expect((await office.setUp({ outlets })).out).toContain('Outlet Airport → location Main warehouse')
    await office.synced()
    expect(office.warehouse.documents().map(({ reference }) => reference)).toEqual(['CAR-9'])
  })

  it('with --no-test is kept although nobody answers, and then needs the outlets’ ids', async ({ office }) => {
    const ids = [{ outlet: idOf(office, mainOutlet), location: 'WH-MAIN' }]
    await office.shop.close()
    await office.warehouse.close()
    const named = await office.stocktray('setup', '--no-test', '--file', office.write(office.good))
    expect(named.code).toBe(2)
    expect(named.err.split('\n')).toEqual([
      ...[0, 1].map(
        (index) =>
          `outlets[${index.toString()}].outlet: With --no-test this must be the outlet’s id. Leave --no-test out to have its name looked up.`,
      ),
      '',
    ])
    const file = office.write({ ...office.good, outlets: ids })
    const { code, out } = await office.stocktray('setup', '--no-test', '--file', file)
    expect(code).toBe(0)
    expect(out).not.toContain('it answers')
    expect((await office.stocktray('status')).code).toBe(0)
  })

  it('that is wrong at the very first leaves no trace', async ({ office }) => {
    const outlets = [{ outlet: 'Main Outlett', location: 'WH-MAIN' }]
    expect((await office.setUp({ outlets })).code).toBe(2)
    expect(existsSync(office.dataDir)).toBe(false)
  })

  it('is refused beside a running engine, which goes on undisturbed', async ({ office }) => {
    await office.standing()
    const running = office.start('run')
    await running.says('Running.')
    const before = keptIn(office.dataDir).get('settings.json')
    const { code, err } = await office.setUp({ scanEveryMinutes: 7 })
    expect(code).toBe(1)
    expect(err).toMatch(/^Stocktray is already running for this folder \(process \d+ on /)
    expect(keptIn(office.dataDir).get('settings.json')).toEqual(before)
    running.signal('SIGTERM')
    expect((await running.ended).code).toBe(0)
  })
})

describe.concurrent('when one of both sides does not play along', slow, () => {
  const troubles: readonly (readonly [what: string, trouble: (office: BackOffice) => unknown, told: RegExp])[] = [
    [
      'Vend refuses the token',
      ({ shop }) => shop.changeToken('another'),
      /^Vend \(127.* does not accept the access token/,
    ],
    [
      'the warehouse refuses the token',
      ({ warehouse }) => warehouse.changeToken('another'),
      /^The warehouse \(127.* does not accept the token/,
    ],
    ['Vend is down', ({ shop }) => shop.close(), /^Vend \(127.* cannot be reached/],
    ['the warehouse is down', ({ warehouse }) => warehouse.close(), /^The warehouse \(127.* cannot be reached/],
    [
      'the token may not read outlets',
      ({ shop }) => shop.set({ forbidden: ['outlets'] }),
      /^Vend \(127.*the right “outlets:read” is missing/,
    ],
  ]
  it.for(troubles)('%s: exit 3, a sentence, and nothing on disk changes', async ([, trouble, told], { office }) => {
    await office.standing()
    const before = keptIn(office.dataDir)
    await trouble(office)
    const { code, out, err } = await office.setUp({ scanEveryMinutes: 7 })
    expect({ code, out }).toEqual({ code: 3, out: '' })
    expect(err).toMatch(told)
    expect(err).toMatch(/Nothing was saved\.\n$/)
    expect(keptIn(office.dataDir)).toEqual(before)
  })
})

describe.concurrent('when the disk does not play along', slow, () => {
  it('a file in place of the data folder is told as such', async ({ office }) => {
    const file = office.write('x')
    for (const path of [file, join(file, 'data')]) {
      const { code, err } = await runProgram(['setup', '--file', office.write(office.good), '--data', path])
      expect({ code, err }).toEqual({
        code: 2,
        err: `--data: ${path} is not a folder. Name the one where Stocktray keeps its settings.\n`,
      })
    }
  })

  it('settings that cannot be replaced stay, and their ledger with them', async ({ office }) => {
    await office.standing()
    rmSync(join(office.dataDir, 'settings.json'))
    mkdirSync(join(office.dataDir, 'settings.json'))
    const { code, out, err } = await office.setUp()
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('The settings could not be saved; what stood before still holds.')
  })

  it('settings that were damaged are set aside, never replaced in silence', async ({ office }) => {
    await office.standing()
    writeFileSync(join(office.dataDir, 'settings.json'), '{ "vend": ')
    const status = await office.stocktray('status')
    expect(status.code).toBe(2)
    expect(status.err).toContain('settings.damaged-1.json')
    const { code, err } = await office.setUp()
    expect(code).toBe(0)
    expect(err).toContain('settings.damaged-1.json')
    expect((await office.stocktray('sync')).code).toBe(0)
    expect([...keptIn(office.dataDir).keys()]).toContain('settings.damaged-1.json')
  })

  it('a ledger that is gone stops everything: it is never begun anew beside settings', async ({ office }) => {
    await office.standing()
    for (const end of ['', '-wal', '-shm']) rmSync(join(office.dataDir, `ledger.sqlite${end}`), { force: true })
    for (const words of [['sync'], ['sync', '--dry-run'], ['status']]) {
      const { code, err } = await office.stocktray(...words)
      expect(code, words.join(' ')).toBe(1)
      expect(err).toMatch(/^The ledger .*ledger.sqlite is missing\. .* Put it back from a backup/)
    }
    expect((await office.setUp()).code).toBe(1)
    expect(existsSync(join(office.dataDir, 'ledger.sqlite'))).toBe(false)
  })
})
