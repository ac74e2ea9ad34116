import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, vi } from 'vitest'
import { z } from 'zod'
import { doctor } from '../../../src/headless/doctor/doctor'
import { keptIn, type BackOffice } from '../back-office'
import { it } from '../in-office'
import { slow } from '../slow'

const rowsSchema = z.array(
  z.strictObject({ name: z.string(), status: z.enum(['ok', 'attention', 'broken']), text: z.string() }),
)
type Row = z.infer<typeof rowsSchema>[number]

const everything = [
  ...['disk', 'ledger', 'folder', 'log', 'clock', 'network', 'token', 'rate budget'],
  ...['API version', 'outlets', 'webhook', 'warehouse account', 'locations'],
]

/** The command, in this process. */
async function visit({ dataDir }: BackOffice, json: boolean, network?: Parameters<typeof doctor>[1]) {
  const said = { out: [] as string[], err: [] as string[] }
  const output = { out: (line: string) => said.out.push(line), err: (line: string) => said.err.push(line) }
  const code = await doctor({ dataDir, json, output, signal: new AbortController().signal }, network)
  return { code, out: said.out.join('\n'), err: said.err.join('\n') }
}

async function examine(office: BackOffice, network?: Parameters<typeof doctor>[1]) {
  const { code, out, err } = await visit(office, true, network)
  expect(err).toBe('')
  const rows = rowsSchema.parse(JSON.parse(out))
  const row = (name: string): Row => rows.find((one) => one.name === name) ?? { name, status: 'ok', text: 'missing' }
  return { code, rows, row, open: rows.filter(({ status }) => status !== 'ok').map(({ name }) => name) }
}

describe.concurrent('stocktray doctor', slow, () => {
  it('finds a new shop well, and exits with 0', async ({ office }) => {
    await office.standing()
    const { code, rows, open } = await examine(office)
    expect({ code, open }).toEqual({ code: 0, open: [] })
    expect(rows.map(({ name }) => name)).toEqual(everything)
    const shown = await visit(office, false)
    expect(shown).toMatchObject({ code: 0, err: '' })
    expect(shown.out).toContain('13 of 13 checks are well. Nothing was changed.')
    for (const { name } of rows) expect(shown.out).toMatch(new RegExp(`^${name}  `, 'm'))
  })

  it('changes nothing: neither the folder, nor Vend, nor the warehouse', async ({ office }) => {
    await office.standing()
    office.receiveCar25()
    await office.synced()
    const before = keptIn(office.dataDir)
    await visit(office, false)
    expect(keptIn(office.dataDir)).toEqual(before)
    expect([...office.shop.calls.keys()].filter((call) => !call.startsWith('GET '))).toEqual([])
    expect(office.warehouse.documents()).toHaveLength(1)
  })

  it('is a command of the command line, and works beside a running engine', async ({ office }) => {
    await office.standing()
    const running = office.start('run')
    await running.says('Running.')
    const { code, out, err } = await office.stocktray('doctor')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('checks are well')
    running.signal('SIGTERM')
    expect((await running.ended).code).toBe(0)
  })

  it('says that a folder is not set up, as every command does', async ({ office }) => {
    const { code, out, err } = await visit(office, false)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('is not set up')
  })

  it('looks at the disk and the ledger where the settings are damaged', async ({ office }) => {
    await office.standing()
    writeFileSync(join(office.dataDir, 'settings.json'), '{')
    const { code, open, rows } = await examine(office)
    expect({ code, open }).toEqual({ code: 1, open: ['settings'] })
    expect(rows.map(({ name }) => name)).toEqual(['disk', 'ledger', 'folder', 'log', 'settings'])
  })

  it('finds a clock that is off', async ({ office }) => {
    await office.standing()
    office.shopTime.behind = -3 * 3_600_000
    const { code, row, open } = await examine(office)
    expect({ code, open }).toEqual({ code: 1, open: ['clock'] })
    expect(row('clock').text).toContain('3 hours behind Vend’s')
  })

  it('finds a token that Vend refuses, and one without a right: exit 3, and no word of the token', async ({
    office,
  }) => {
    await office.standing()
    office.shop.set({ forbidden: ['products'] })
    const lacking = await examine(office)
    expect({ code: lacking.code, open: lacking.open }).toEqual({ code: 3, open: ['token'] })
    expect(lacking.row('token').text).toContain('“products:read”')
    office.shop.changeToken('another')
    const refused = await examine(office)
    expect({ code: refused.code, open: refused.open }).toEqual({
      ...{ code: 3, open: ['clock', 'token', 'rate budget', 'outlets'] },
    })
    expect(refused.row('network').status).toBe('ok')
    expect(JSON.stringify(refused.rows)).not.toContain('vend-token')
  })

  it('finds that it may not see webhooks, which the stock does not need', async ({ office }) => {
    await office.standing()
    office.shop.set({ forbidden: ['webhooks'] })
    const { code, row, open } = await examine(office)
    expect({ code, open }).toEqual({ code: 1, open: ['token'] })
    expect(row('token').status).toBe('attention')
  })

  it('finds that others have used up what Vend allows, without waiting for more', async ({ office }) => {
    await office.standing()
    office.shop.set({ registers: 0 })
    const headers = { authorization: 'Bearer vend-token' }
    for (let status = 200; status !== 429;)
      status = (await fetch(`${office.shop.url}/api/2.0/outlets`, { headers })).status
    const { code, row, open } = await examine(office)
    expect({ code, open }).toEqual({ code: 1, open: ['clock', 'token', 'rate budget', 'outlets'] })
    expect(row('rate budget').text).toContain('Vend takes no more calls until')
    expect(row('network').status).toBe('ok')
  })

  it('tells a Vend that is down from a PC that is offline: exit 3 for both', async ({ office }) => {
    await office.standing()
    await office.shop.close()
    const down = await examine(office)
    expect(down.code).toBe(3)
    expect(down.row('network').text).toMatch(/^Vend \(127\.0\.0\.1:\d+\) was found, and nothing takes calls there/)
    const offline = await examine(office, { way: () => Promise.resolve('no-name'), connected: () => false })
    expect(offline.code).toBe(3)
    expect(offline.row('network').text).toContain('This PC is offline')
    expect(offline.row('locations').status).toBe('ok')
  })

  it('finds a warehouse that has trouble or refuses the key: exit 3', async ({ office }) => {
    await office.standing()
    office.warehouse.fail({ when: 'before', times: 1, answer: { status: 503 } })
    const trouble = await examine(office)
    expect({ code: trouble.code, open: trouble.open }).toEqual({
      code: 3,
      open: ['network', 'warehouse account', 'locations'],
    })
    expect(trouble.row('network').text).toContain('The way to In-house warehouse')
    office.warehouse.changeToken('another')
    const refused = await examine(office)
    expect({ code: refused.code, open: refused.open }).toEqual({ code: 3, open: ['warehouse account', 'locations'] })
  })

  it('finds a webhook that nobody made, one that was made, and that of another Stocktray', async ({ office }) => {
    const realTime = { via: 'own-address', publicUrl: 'https://stock.example', port: 0 }
    await office.standing({ realTime })
    const none = await examine(office)
    expect({ code: none.code, open: none.open }).toEqual({ code: 1, open: ['webhook'] })

    const running = office.start('run', '--json')
    const { publicWebhook } = z.looseObject({ publicWebhook: z.string() }).parse(JSON.parse(await running.says('}\n')))
    await vi.waitUntil(() => office.shop.webhooks.length === 2, 15_000)
    await running.kill()
    expect(await examine(office)).toMatchObject({ code: 0, open: [] })

    office.shop.set({ webhooksListed: 'own' })
    for (const { id } of office.shop.webhooks) office.shop.removeWebhook(id)
    office.shop.addWebhook(publicWebhook, 'consignment.receive')
    office.shop.addWebhook(publicWebhook, 'consignment.send')
    const hidden = await examine(office)
    expect(hidden.row('webhook')).toMatchObject({ status: 'attention', text: expect.stringContaining('made by hand') })

    office.shop.set({ webhooksListed: 'all' })
    office.shop.addWebhook(`https://old-pc.example/hooks/vend/${'x'.repeat(32)}`, 'consignment.receive')
    const second = await examine(office)
    expect({ code: second.code, open: second.open }).toEqual({ code: 1, open: ['webhook'] })
    expect(second.row('webhook').text).toContain('another Stocktray, at old-pc.example')
    const secret = publicWebhook.split('/').at(-1) ?? ''
    for (const { rows } of [none, hidden, second]) expect(JSON.stringify(rows)).not.toContain(secret)
  })

  it('finds an outlet or a location that is gone', async ({ office }) => {
    const outlets = [{ outlet: '11111111-2222-3333-4444-555555555555', location: 'WH-GONE' }]
    const path = office.write({ ...office.good, outlets })
    expect((await office.stocktray('setup', '--no-test', '--file', path)).code).toBe(0)
    const { code, row, open } = await examine(office)
    expect({ code, open }).toEqual({ code: 1, open: ['outlets', 'locations'] })
    expect(row('outlets').text).toContain('no longer')
  })

  it('finds a log that cannot be written, and a version near its end', async ({ office }) => {
    await office.standing({ vend: { ...office.good.vend, apiVersion: '2025-07' } })
    mkdirSync(join(office.dataDir, 'x'))
    writeFileSync(join(office.dataDir, 'logs'), '')
    const { code, open } = await examine(office)
    expect({ code, open }).toEqual({ code: 1, open: ['log', 'API version'] })
  })
})
