import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, vi } from 'vitest'
import { z } from 'zod'
import type { BackOffice } from './back-office'
import { it } from './in-office'
import type { Started } from './program'
import { slow } from './slow'
import { straight } from './straight'

const addressesSchema = z.strictObject({
  api: z.string(),
  screens: z.string(),
  webhook: z.string(),
  publicWebhook: z.string(),
})

/** Vend is to call a public address that leads nowhere. */
const elsewhere = { realTime: { via: 'own-address', publicUrl: 'https://stock.example/', port: 0 } }

/** Starts `run --json`, and waits until Vend calls it. Answers the address of the listener. */
async function runWithWebhooks({ shop, start }: BackOffice): Promise<{ running: Started; webhook: string }> {
  const running = start('run', '--json')
  const { webhook } = addressesSchema.parse(JSON.parse(await running.says('}\n')))
  await vi.waitUntil(() => shop.webhooks.length === 2, 15_000)
  return { running, webhook }
}

const isBooked = ({ warehouse }: BackOffice, many: number) =>
  vi.waitUntil(() => warehouse.documents().length >= many, 15_000)

describe.concurrent('stocktray run', slow, () => {
  it('hears Vend’s webhooks: a received order becomes one Stocktake per item, each once', async ({ office }) => {
    await office.standing(await straight())
    office.shop.set({ webhooksDoubled: 1, webhooksShuffled: true })
    const { running } = await runWithWebhooks(office)
    office.receiveCar25()
    await office.shop.settled()
    expect(office.shop.webhookCounts).toMatchObject({ delivered: 4, undelivered: 0 })
    await isBooked(office, 2)
    running.signal('SIGTERM')
    expect(await running.ended).toMatchObject({ code: 0, err: '' })
    const lines = office.warehouse.documents().map((document) => [document.reference, document.lines.map((l) => l.sku)])
    expect(lines).toEqual([
      ['CAR-25', ['Item1']],
      ['CAR-25-2', ['Item2']],
    ])
    expect(office.documents()).toMatchObject([
      { cause: 'webhook', status: 'delivered' },
      { cause: 'webhook', status: 'delivered' },
    ])
  })

  it('prints its addresses: the one of this PC, and the one for Vend', async ({ office }) => {
    await office.standing(elsewhere)
    const { running, webhook } = await runWithWebhooks(office)
    const path = /^http:\/\/127\.0\.0\.1:\d+(\/hooks\/vend\/[\w-]{32})$/.exec(webhook)?.[1]
    expect(path).toBeDefined()
    running.signal('SIGTERM')
    const { code, out } = await running.ended
    expect(code).toBe(0)
    const api: unknown = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/)
    const screens: unknown = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?key=[\w-]{43}$/)
    expect(JSON.parse(out)).toEqual({ api, screens, webhook, publicWebhook: `https://stock.example${path ?? ''}` })

    // The path stays when the set-up is done again: Vend goes on calling it.
    await office.standing(elsewhere)
    const again = office.start('run')
    const said = await again.says('Vend is asked to call')
    again.signal('SIGINT')
    expect((await again.ended).code).toBe(0)
    expect(said).toContain('Running. Vend is read every 5 minutes. Stop with Ctrl-C.\n')
    expect(said).toContain(path)
  })

  it('lets nothing in without a signature that fits, and says how often that was', async ({ office }) => {
    await office.standing({ ...elsewhere, vend: { ...office.good.vend, clientSecret: 'of-the-application' } })
    const { running, webhook } = await runWithWebhooks(office)
    // As webhooks come that were entered by hand.
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    for (let calls = 0; calls < 2; calls += 1)
      expect((await fetch(webhook, { method: 'POST', headers, body: 'payload={}' })).status).toBe(401)
    const state: unknown = JSON.parse((await office.stocktray('status', '--json')).out)
    expect(state).toMatchObject({ refusedWebhooks: { count: 2 } })
    expect((await office.stocktray('status')).out).toMatch(
      /Refused +2 webhooks were refused because their signature did not fit/,
    )
    running.signal('SIGTERM')
    expect((await running.ended).code).toBe(0)
  })

  it('scans as it starts, without any webhook', async ({ office }) => {
    await office.standing()
    office.receiveCar25()
    const running = office.start('run', '--json')
    await isBooked(office, 1)
    running.signal('SIGTERM')
    const { code, out } = await running.ended
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ webhook: null, publicWebhook: null })
  })

  it('sends away who does not know the path, and takes nothing from them', async ({ office }) => {
    await office.standing(await straight())
    const { running, webhook } = await runWithWebhooks(office)
    const { origin } = new URL(webhook)
    for (const path of ['/', '/hooks/vend/', `/hooks/vend/${'x'.repeat(32)}`])
      expect((await fetch(origin + path, { method: 'POST', body: 'payload={}' })).status, path).toBe(404)
    running.signal('SIGTERM')
    expect((await running.ended).code).toBe(0)
  })

  it('is the only one of its folder: a second run says who holds it, and other commands go through it', async ({
    office,
  }) => {
    await office.standing(await straight())
    const { running } = await runWithWebhooks(office)
    const { code, out, err } = await office.stocktray('run')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^Stocktray is already running for this folder \(process \d+ on \S+, since 20\S+Z\)\. /)
    expect(await office.stocktray('retry', 'no-such-id')).toEqual({
      ...{ code: 2, out: '' },
      err: 'There is no document “no-such-id”. Look the id up with: stocktray history\n',
    })
    office.receiveCar25()
    expect((await office.stocktray('sync')).code).toBe(0)
    await isBooked(office, 2)
    const rights = statSync(join(office.dataDir, 'api.json')).mode & 0o777
    expect(rights.toString(8)).toBe('600')
    running.signal('SIGTERM')
    expect(await running.ended).toMatchObject({ code: 0, err: '' })
    expect(existsSync(join(office.dataDir, 'api.json'))).toBe(false)
  })

  it('gives way to a sync after any death', async ({ office }) => {
    await office.standing()
    const running = office.start('run')
    await running.says('Running.')
    await running.kill()
    office.receiveCar25()
    expect((await office.stocktray('sync')).code).toBe(0)
    expect(office.warehouse.documents()).toHaveLength(1)
  })

  it('stopped while it sends, finds the document in the warehouse at the next start', async ({ office }) => {
    await office.standing()
    office.receiveCar25()
    office.warehouse.fail({ when: 'after', only: 'POST /stocktakes', answer: { wait: never } })
    const running = office.start('run')
    await isBooked(office, 1)
    running.signal('SIGTERM')
    expect((await running.ended).code).toBe(0)
    expect(office.documents()).toMatchObject([{ status: 'unsure' }])
    const { code, out } = await office.stocktray('sync')
    expect(code).toBe(0)
    expect(out).toContain('delivered as ST-00024')
    expect(office.warehouse.documents()).toHaveLength(1)
  })

  it('goes on by itself when the warehouse comes back', async ({ office }) => {
    await office.standing(await straight())
    const { running } = await runWithWebhooks(office)
    office.warehouse.fail({ when: 'before', times: Infinity, answer: { status: 503 } })
    office.receiveCar25()
    await vi.waitUntil(() => office.state()?.warehouseProblem, 15_000)
    expect(office.documents().map(({ status }) => status)).toEqual(['waiting', 'waiting'])
    office.warehouse.heal()
    await isBooked(office, 2)
    running.signal('SIGTERM')
    expect(await running.ended).toMatchObject({ code: 0, err: '' })
  })

  it('goes on without webhooks where their port is taken, and says what to change', async ({ office }) => {
    const { port } = new URL(office.warehouse.url)
    await office.standing({ realTime: { ...elsewhere.realTime, port: Number(port) } })
    office.receiveCar25()
    const running = office.start('run')
    const text = `The webhook port ${port} cannot be opened: another program uses it. Choose another realTime.port.`
    await running.says(text)
    await isBooked(office, 1)
    expect((await office.stocktray('status')).out).toContain(`Vend is read by schedule. ${text}`)
    running.signal('SIGTERM')
    expect((await running.ended).code).toBe(0)
  })

  it('waits to be set up where nothing is, and begins when somebody has from the command line', async ({ office }) => {
    const running = office.start('run')
    await running.says('Running, and waiting to be set up.')
    const { code, err } = await office.stocktray('status')
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('is not set up in') })
    office.receiveCar25()
    await office.standing()
    await isBooked(office, 1)
    running.signal('SIGTERM')
    expect((await running.ended).code).toBe(0)
  })
})

describe.concurrent('the webhooks of a run', slow, () => {
  it('are made in Vend by itself, follow the address that the settings name, and are told of in status', async ({
    office,
  }) => {
    await office.standing(elsewhere)
    const first = await runWithWebhooks(office)
    const path = new URL(first.webhook).pathname
    const urls = () => office.shop.webhooks.map(({ url }) => url)
    expect(urls()).toEqual([`https://stock.example${path}`, `https://stock.example${path}`])
    first.running.signal('SIGTERM')
    await first.running.ended

    await office.standing(await straight())
    const { running, webhook } = await runWithWebhooks(office)
    await vi.waitUntil(() => urls().every((url) => url === webhook), 15_000)
    expect(office.shop.webhooks.map(({ type }) => type)).toEqual(['consignment.receive', 'consignment.send'])
    office.receiveCar25()
    await office.shop.settled()
    await isBooked(office, 2)
    const { out } = await office.stocktray('status')
    expect(out).toMatch(/Webhooks +Vend calls here\. The last one came \d\d:\d\d\.\n +2 calls in seven days, 0 repeats/)
    running.signal('SIGTERM')
    expect(await running.ended).toMatchObject({ code: 0, err: '' })
  })

  it('that Vend refuses are said to be refused, nothing is lost, and it is tried again at the next start', async ({
    office,
  }) => {
    await office.standing(await straight())
    office.shop.set({ forbidden: ['webhooks'] })
    const running = office.start('run', '--json')
    await vi.waitUntil(() => office.state()?.webhooks?.problem, 15_000)
    expect(office.state()?.webhooks).toMatchObject({
      text: expect.stringMatching(
        /^They cannot be set up in Vend since .*nothing is lost\. .*the right “webhooks” is missing/,
      ),
      problem: { unauthorised: true },
      registeredAt: null,
    })
    office.receiveCar25()
    await office.stocktray('sync')
    await isBooked(office, 1)
    running.signal('SIGTERM')
    await running.ended
    office.shop.set({ forbidden: [] })
    const again = await runWithWebhooks(office)
    await vi.waitUntil(() => office.state()?.webhooks?.registeredAt, 15_000)
    expect(office.state()?.webhooks).toMatchObject({ problem: null, text: 'Vend calls here. None has come yet.' })
    again.running.signal('SIGTERM')
    await again.running.ended
  })
})

const never = new Promise(() => undefined)
