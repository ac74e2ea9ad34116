import { afterEach, beforeEach, describe, expect, vi } from 'vitest'
import { z } from 'zod'
import { freePort, openSsh, whyNoSshd, type OpenSsh } from '../fakes/open-ssh'
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
    const realTimeNow = async () => stateSchema.parse(JSON.parse((await stocktray('status', '--json')).out)).realTime
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
})
