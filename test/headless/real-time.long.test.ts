import { afterEach, beforeEach, describe, expect, vi } from 'vitest'
import { z } from 'zod'
import { startFaultProxy } from '../fakes/fault-proxy'
import { freePort } from '../../src/host/free-port'
import { openSsh, whyNoSshd, type OpenSsh } from '../fakes/open-ssh'
import type { BackOffice } from './back-office'
import { it } from './in-office'
import { slow } from './slow'

const missing = process.env.CI === undefined ? whyNoSshd() : null
const title = `stocktray run behind an SSH server${missing === null ? '' : ` (left out: ${missing})`}`

const setUpSchema = z.object({ authorizedKey: z.string() })
const addressesSchema = z.object({ publicWebhook: z.string() })
const stateSchema = z.object({ realTime: z.looseObject({ state: z.string() }).nullable() })

let server: OpenSsh
let remotePort: number
beforeEach(async () => {
  if (missing !== null) return
  server = await openSsh()
  remotePort = await freePort()
})
afterEach(async () => {
  if (missing === null) await server.close()
})

describe.skipIf(missing !== null)(title, slow, () => {
  it('takes Vend’s webhooks at the server’s port, and status says how they come', async ({ office }) => {
    const { setUp, stocktray, start, shop, warehouse } = office
    const ssh = { host: '127.0.0.1', port: server.port, user: server.user, remotePort }
    const realTime = { via: 'ssh', publicUrl: `http://127.0.0.1:${remotePort.toString()}`, port: 0, ssh }
    const first = await stocktray('setup', '--file', office.write({ ...office.good, realTime }), '--json')
    const { authorizedKey } = setUpSchema.parse(JSON.parse(first.out))
    // The key stays ours when the set-up is done again; a person reads what to do with it.
    expect((await setUp({ realTime })).out).toContain(
      `On 127.0.0.1, this line belongs into .ssh/authorized_keys of the user ${server.user}:\n${authorizedKey}\n`,
    )
    const running = start('run', '--json')
    const { publicWebhook } = addressesSchema.parse(JSON.parse(await running.says('}\n')))
    const realTimeNow = () => stateNow(stocktray)
    await vi.waitUntil(async () => JSON.stringify(await realTimeNow()).includes(authorizedKey.slice(-40)), 15_000)
    server.admit(authorizedKey)
    await vi.waitUntil(async () => (await realTimeNow())?.state === 'up', 15_000)
    expect(await realTimeNow()).toMatchObject({
      ...{ via: 'ssh', publicUrl: realTime.publicUrl, hostKey: server.hostKey },
      lastError: expect.stringContaining('does not accept Stocktray’s key'),
    })
    await vi.waitUntil(() => shop.webhooks.length === 2, 15_000)
    expect(shop.webhooks.map(({ url }) => url)).toEqual([publicWebhook, publicWebhook])
    office.receiveCar25()
    await shop.settled()
    expect(shop.webhookCounts).toMatchObject({ delivered: 2, undelivered: 0 })
    await vi.waitUntil(() => warehouse.documents().length === 2, 15_000)
    const { out } = await stocktray('status')
    expect(out).toMatch(/Real time +by SSH, up since \S+.*; Vend calls http:\/\/127\.0\.0\.1:\d+\n/)
    expect(out).toContain(`the server’s key that is trusted: ${server.hostKey}`)
    expect(out + (await stocktray('status', '--json')).out).not.toContain('/hooks/vend/')
    running.signal('SIGTERM')
    expect(await running.ended).toMatchObject({ code: 0, err: '' })
  })

  it('is tried by a test without a running engine, which waits until it is up, or says why it is not', async ({
    office,
  }) => {
    const ssh = { host: '127.0.0.1', port: server.port, user: server.user, remotePort }
    const realTime = { via: 'ssh', publicUrl: `http://127.0.0.1:${remotePort.toString()}`, port: 0, ssh }
    const first = await office.stocktray('setup', '--file', office.write({ ...office.good, realTime }), '--json')
    const shut = await office.stocktray('test')
    expect(shut.code).toBe(1)
    expect(shut.out).toMatch(/way in +FAILED +.*does not accept Stocktray’s key.*\nown address +- +.*“way in”/)
    server.admit(setUpSchema.parse(JSON.parse(first.out)).authorizedKey)
    const { code, out } = await office.stocktray('test')
    expect(out).toMatch(/way in +ok +The way in by SSH is up\.\nown address +ok .*\nwebhook +ok .*stocktray run/)
    expect(code).toBe(0)
  })

  it('loses nothing when the SSH session dies between the webhooks of two items: one Stocktake for each', async ({
    office,
  }) => {
    const { stocktray, start, shop, warehouse } = office
    const proxy = await startFaultProxy(`http://127.0.0.1:${remotePort.toString()}`)
    const ssh = { host: '127.0.0.1', port: server.port, user: server.user, remotePort, hostKey: server.hostKey }
    // Vend calls a public address that leads to the server's port, as a reverse proxy does.
    const realTime = { via: 'ssh', publicUrl: proxy.url, port: 0, ssh }
    const first = await stocktray('setup', '--file', office.write({ ...office.good, realTime }), '--json')
    server.admit(setUpSchema.parse(JSON.parse(first.out)).authorizedKey)
    const running = start('run', '--json')
    const isUp = () => vi.waitUntil(async () => (await stateNow(stocktray))?.state === 'up', 15_000)
    await isUp()
    await vi.waitUntil(() => shop.webhooks.length === 2, 15_000)
    expect((await stocktray('test')).out).toMatch(/own address +ok/)

    const between = proxy.befall(({ method }) => method === 'POST', { when: 'after', reply: { status: 204 } })
    const killed = between.then(() => server.signalSessions('SIGKILL'))
    shop.set({ webhooksAtOnce: 1 })
    office.receiveCar25()
    await shop.settled()
    expect(await killed).toBeGreaterThan(0)
    await isUp()
    // Vend tries again what was not taken.
    await vi.waitUntil(async () => {
      await shop.settled()
      return shop.webhookCounts.waiting === 0
    }, 15_000)
    expect(shop.webhookCounts).toMatchObject({ delivered: 2, undelivered: 0, lost: 0 })
    // The second one did not come through at first.
    expect(proxy.heard.filter(({ method }) => method === 'POST').length).toBeGreaterThan(2)
    await vi.waitUntil(() => warehouse.documents().length === 2, 15_000)
    running.signal('SIGTERM')
    expect(await running.ended).toMatchObject({ code: 0 })
    expect(office.documents().map(({ cause, status, lines }) => [cause, status, lines.map(({ sku }) => sku)])).toEqual([
      ['webhook', 'delivered', ['Item1']],
      ['webhook', 'delivered', ['Item2']],
    ])
    expect(warehouse.documents()).toHaveLength(2)
    await proxy.close()
  })
})

async function stateNow(stocktray: BackOffice['stocktray']) {
  return stateSchema.parse(JSON.parse((await stocktray('status', '--json')).out)).realTime
}
