import { describe, expect, vi } from 'vitest'
import { z } from 'zod'
import { readShop } from '../../src/host/shop-folder'
import type { BackOffice } from './back-office'
import { it } from './in-office'
import { slow } from './slow'
import { keysInFiles } from '../../src/settings/sealing'

const webhooks = { realTime: { via: 'own-address', publicUrl: 'https://stock.example/', port: 0 } }
const addressesSchema = z.object({ webhook: z.string() })
const rolledSchema = z.strictObject({ publicWebhook: z.string() })

const pathOn = ({ dataDir }: BackOffice) => {
  const read = readShop({ dataDir, keys: keysInFiles })
  return read.ok ? read.shop.secrets.webhookPath : null
}

const call = async (address: string, id: string) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams({ payload: JSON.stringify({ consignment_id: id }) })
  return (await fetch(address, { method: 'POST', headers, body })).status
}

describe.concurrent('stocktray roll-webhook', slow, () => {
  it('gives a running engine a new address at once, and the old one is let in no longer', async ({ office }) => {
    await office.standing(webhooks)
    const running = office.start('run', '--json')
    const { webhook: old } = addressesSchema.parse(JSON.parse(await running.says('}\n')))
    const id = office.receiveCar25()
    expect(await call(old, id)).toBe(204)
    const { out, code } = await office.stocktray('roll-webhook', '--json')
    expect(code).toBe(0)
    const { publicWebhook } = rolledSchema.parse(JSON.parse(out))
    const path = /^https:\/\/stock\.example(\/hooks\/vend\/[\w-]{32})$/.exec(publicWebhook)?.[1] ?? ''
    expect(old).not.toContain(path)
    expect(path).toBe(`/hooks/vend/${pathOn(office) ?? ''}`)
    const now = new URL(path, old).href
    expect([await call(old, id), await call(now, id)]).toEqual([404, 204])
    await vi.waitUntil(() => office.shop.webhooks.every(({ url }) => url === publicWebhook), 15_000)
    expect(office.shop.webhooks).toHaveLength(2)
    // The run says it too, and a start from new goes on with it.
    expect(await running.says(publicWebhook)).toContain(publicWebhook)
    running.signal('SIGTERM')
    expect(await running.ended).toMatchObject({ code: 0, err: '' })
    const again = office.start('run')
    expect(await again.says(path)).toContain(path)
    await vi.waitUntil(() => office.warehouse.documents().length > 0, 15_000)
  })

  it('does so where nothing runs, and says it to a person', async ({ office }) => {
    await office.standing(webhooks)
    const before = pathOn(office)
    const { code, out } = await office.stocktray('roll-webhook')
    expect(code).toBe(0)
    const path = pathOn(office)
    expect(path).toMatch(/^[\w-]{32}$/)
    expect(path).not.toBe(before)
    expect(out).toBe(
      `The webhooks have a new secret address. What comes to the old one is refused from now on.\nVend is to call https://stock.example/hooks/vend/${path ?? ''}\n`,
    )
  })

  it('leaves everything else as it was', async ({ office }) => {
    await office.standing({ vend: { ...office.good.vend, clientSecret: 'of-the-application' } })
    const before = readShop({ dataDir: office.dataDir, keys: keysInFiles })
    expect((await office.stocktray('roll-webhook')).out).toContain('as soon as it is known')
    const after = readShop({ dataDir: office.dataDir, keys: keysInFiles })
    if (!before.ok || !after.ok) throw new Error('The folder cannot be read.')
    expect(after.shop).toEqual({
      ...before.shop,
      secrets: { ...before.shop.secrets, webhookPath: after.shop.secrets.webhookPath },
    })
  })
})
