import { describe, expect, it } from 'vitest'
import { amount } from '../fakes/tiny-world'
import { begun, car25 } from '../engine/saucer-shop'
import { asking } from './asking'

const day = 86_400_000

describe('watching through the API', () => {
  it('reports what would have gone by days and in sum, with what would have waited', async () => {
    const world = await begun()
    const { client } = asking(world)
    expect(await (await client.watch.$get()).json()).toBeNull()
    world.vend({ id: 'CAR-24' }, { Item1: { received: amount(5) } })
    world.script.push('retry')
    await world.sync()
    const since = world.now
    expect(await (await client.watch.$post()).json()).toMatchObject({ kind: 'done', state: { shape: 'paused' } })
    expect((await client.watch.$post()).status).toBe(409)
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    world.now += day
    world.knownSkus.delete('Item3')
    world.vend({ id: 'CAR-26' }, { Item1: { received: amount(3) }, Item3: { received: amount(1) } })
    world.vend(
      {
        id: 'T-1',
        kind: 'transfer',
        vendType: 'OUTLET',
        status: 'sent',
        vendStatus: 'SENT',
        sourceOutletId: 'harbour',
      },
      { Item2: { count: amount('2.5') } },
    )
    world.vend({ id: 'RET-1', kind: 'return', status: 'sent', vendType: 'RETURN' }, { Item2: { count: amount(4) } })
    // Of a line that waits no document is made.
    world.vend({ id: 'CAR-27' }, { Item1: { received: amount(8), status: 'pending', vendStatus: 'PENDING' } })
    await world.sync()
    const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0)
    expect(await (await client.watch.$get()).json()).toEqual({
      ...{ since, stocktakes: 3, transfers: 1, units: '119.5', held: 2, earlier: 1 },
      days: [
        { from: midnight(since), stocktakes: 1, transfers: 0, units: '110', held: 0 },
        { from: midnight(world.now), stocktakes: 2, transfers: 1, units: '9.5', held: 1 },
      ],
    })
  })

  it('goes live either way and answers the state after that; not twice, and not in a third way', async () => {
    const world = await begun()
    const { client, api } = asking(world)
    await client.watch.$post()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    const sent = await client['go-live'].$post({ json: { way: 'send-watched' } })
    expect(await sent.json()).toMatchObject({ kind: 'done', state: { paused: null, counts: { delivered: 1 } } })
    expect((await client['go-live'].$post({ json: { way: 'begin-now' } })).status).toBe(409)
    await client.watch.$post()
    world.vend({ id: 'CAR-26' }, car25)
    const begunNow = await client['go-live'].$post({ json: { way: 'begin-now' } })
    expect(await begunNow.json()).toMatchObject({ state: { counts: { delivered: 1, dismissed: 1 } } })
    const headers = { 'content-type': 'application/json' }
    const other = { method: 'POST', headers, body: JSON.stringify({ way: 'soon' }) }
    expect((await api.request('/api/go-live', other)).status).toBe(400)
  })
})
