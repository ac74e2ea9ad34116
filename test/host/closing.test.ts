import { describe, expect, vi } from 'vitest'
import { it } from './in-host'

describe('a host that is closed', () => {
  it('hears the answer to what somebody asked to be sent, and writes it down before it is gone', async ({
    office,
    opened,
  }) => {
    await office.standing()
    await office.synced()
    const { host, client } = await opened()
    // After this the engine does nothing by itself for minutes.
    await client.sync.$post()
    office.receiveCar25()
    let answer: (value: null) => void = () => undefined
    const answered = new Promise<null>((resolve) => (answer = resolve))
    office.warehouse.fail({ when: 'after', only: 'POST /stocktakes', answer: { wait: answered } })
    const asked = client.sync.$post().catch(() => null)
    await vi.waitUntil(() => office.warehouse.documents().length === 1, 15_000)
    const closed = host.close()
    setTimeout(() => answer(null), 300)
    await closed
    expect(office.documents().map(({ status }) => status)).toEqual(['delivered'])
    await asked
  })
})
