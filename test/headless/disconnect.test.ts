import { describe, expect, vi } from 'vitest'
import { readShop } from '../../src/host/shop-folder'
import type { BackOffice } from './back-office'
import { it } from './in-office'
import { slow } from './slow'
import { straight } from './straight'
import { keysInFiles } from '../../src/settings/sealing'

const secretsOf = ({ dataDir }: BackOffice) => {
  const read = readShop({ dataDir, keys: keysInFiles })
  return read.ok ? read.shop.secrets : null
}
const tokenOf = (office: BackOffice) => secretsOf(office)?.vendToken

describe.concurrent('stocktray disconnect', slow, () => {
  it('takes our webhooks out of Vend and no other, forgets the token, and deletes nothing about stock', async ({
    office,
  }) => {
    const realTime = await straight()
    await office.standing(realTime)
    office.receiveCar25()
    await office.synced()
    expect((await office.stocktray('test')).code).toBe(0)
    office.shop.addWebhook('https://till.example/hook', 'consignment.receive')
    expect(office.shop.webhooks).toHaveLength(3)
    const documents = office.documents()
    const { code, out, err } = await office.stocktray('disconnect')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('Vend calls this Stocktray no more. Its token is forgotten')
    expect(out).toContain('Nothing about stock was deleted.')
    expect(office.shop.webhooks.map(({ url }) => url)).toEqual(['https://till.example/hook'])
    expect(tokenOf(office)).toBe('')
    expect(office.documents()).toEqual(documents)
    expect(documents).toMatchObject([{ status: 'delivered' }])

    expect((await office.stocktray('disconnect')).out).toContain('not connected to Vend any more')
    expect((await office.stocktray('sync')).code).toBe(3)
    // Set up again, it goes on where it was.
    await office.standing(realTime)
    await office.synced()
    expect(office.documents()).toEqual(documents)
    expect(office.warehouse.documents()).toHaveLength(1)
  })

  it('changes nothing where Vend does not take it, unless it is told to forget all the same', async ({ office }) => {
    await office.standing(await straight())
    expect((await office.stocktray('test')).code).toBe(0)
    office.shop.changeToken('another')
    const refused = await office.stocktray('disconnect')
    expect({ code: refused.code, out: refused.out }).toEqual({ code: 3, out: '' })
    expect(refused.err).toMatch(/nothing was changed\. .*does not accept the access token/)
    expect(refused.err).toContain('stocktray disconnect --force')
    expect(tokenOf(office)).not.toBe('')
    const forced = await office.stocktray('disconnect', '--force', '--json')
    expect(forced).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(forced.out)).toMatchObject({ removed: 0, problem: expect.stringContaining('access token') })
    expect(tokenOf(office)).toBe('')
  })

  it('forgets the client secret and the one before it too, and keeps what the warehouse is asked with', async ({
    office,
  }) => {
    const { vend } = office.good
    await office.standing({ vend: { ...vend, clientSecret: 'first-secret' } })
    await office.standing({ vend: { ...vend, clientSecret: 'second-secret' } })
    const before = secretsOf(office)
    expect(before).toMatchObject({
      vendClientSecret: 'second-secret',
      vendClientSecretBefore: { secret: 'first-secret' },
    })
    const { code, out } = await office.stocktray('disconnect')
    expect(code).toBe(0)
    expect(out).toContain('Its token and client secret are forgotten')
    expect(secretsOf(office)).toEqual({
      ...before,
      ...{ vendToken: '', vendClientSecret: null, vendClientSecretBefore: null },
    })
  })

  it('asks for no engine that runs, which would make them again', async ({ office }) => {
    await office.standing(await straight())
    const running = office.start('run')
    await vi.waitUntil(() => office.shop.webhooks.length === 2, 15_000)
    const { code, err } = await office.stocktray('disconnect')
    expect(code).toBe(1)
    expect(err).toContain('stop that one first')
    expect(office.shop.webhooks).toHaveLength(2)
    running.signal('SIGTERM')
    await running.ended
  })
})
