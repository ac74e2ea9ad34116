import { describe, expect, vi } from 'vitest'
import { straight } from '../headless/straight'
import { it } from './in-host'

describe('disconnecting from the screens', () => {
  it('takes our webhooks out of Vend and forgets the token, and the engine says that it needs one', async ({
    office,
    opened,
  }) => {
    await office.standing(await straight())
    const { host, client } = await opened()
    await vi.waitFor(() => expect(office.shop.webhooks).toHaveLength(2), 10_000)
    const answer = await client.setup.disconnect.$post({ json: { force: false } })
    expect(await answer.json()).toMatchObject({
      kind: 'done',
      said: expect.stringContaining('Vend calls this Stocktray no more. Its token is forgotten'),
    })
    expect(office.shop.webhooks).toEqual([])
    await vi.waitFor(() => expect(host.state().shape).toBe('signed-out'), 10_000)
    expect(office.shop.webhooks).toEqual([])
    const again = await client.setup.disconnect.$post({ json: { force: false } })
    expect(await again.json()).toMatchObject({ said: expect.stringContaining('not connected to Vend any more') })
  })

  it('changes nothing where Vend does not take it, unless the token is to be forgotten all the same', async ({
    office,
    opened,
  }) => {
    await office.standing()
    const { host, client } = await opened()
    await vi.waitFor(() => expect(host.state().shape).toBe('ok'), 10_000)
    office.shop.changeToken('another')
    const refused = await client.setup.disconnect.$post({ json: { force: false } })
    expect([refused.status, await refused.json()]).toEqual([
      409,
      { kind: 'obstacle', text: expect.stringContaining('could not be removed, and nothing was changed.') },
    ])
    office.shop.changeToken('vend-token')
    const { shop } = host.running()!
    expect(shop.secrets.vendToken).toBe('vend-token')
    office.shop.changeToken('another')
    const forced = await client.setup.disconnect.$post({ json: { force: true } })
    expect(await forced.json()).toMatchObject({ said: expect.stringContaining('delete them there under Setup, API') })
    expect(host.running()?.shop.secrets.vendToken).toBe('')
  })
})
