import { describe, expect, it } from 'vitest'
import { begun, car25 } from '../engine/saucer-shop'
import { asking } from './asking'

const hour = 3_600_000

describe('pausing through the API', () => {
  it('answers the state: paused until a moment, or until somebody resumes', async () => {
    const world = await begun()
    const { client } = asking(world)
    const until = world.now + hour
    const answer = await client.pause.$post({ json: { until } })
    expect(await answer.json()).toMatchObject({
      kind: 'done',
      state: { shape: 'paused', paused: { since: world.now, until } },
    })
    const again = await client.pause.$post({ json: { until: null } })
    expect(await again.json()).toMatchObject({ kind: 'done', state: { paused: { until: null } } })
    expect(await (await client.state.$get()).json()).toMatchObject({
      sentence: 'Paused until you resume. Nothing waits.',
    })
  })

  it('a sync answers what it read and did not send; resuming sends it and answers the state after that', async () => {
    const world = await begun()
    const { client } = asking(world)
    await client.pause.$post({ json: { until: null } })
    world.vend({ id: 'CAR-25' }, car25)
    expect(await (await client.sync.$post()).json()).toMatchObject({
      kind: 'done',
      state: { shape: 'paused', sentence: 'Paused until you resume. 1 document waits.' },
      documents: [{ status: 'waiting', waits: { text: 'Paused: it goes when you resume.', nextTryAt: null } }],
    })
    const answer = await client.resume.$post()
    expect(await answer.json()).toMatchObject({ kind: 'done', state: { shape: 'ok', paused: null } })
    expect(world.booked).toHaveLength(1)
  })

  it('a person is told that what they set going waits', async () => {
    const world = await begun()
    const { client } = asking(world)
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    await client.pause.$post({ json: { until: null } })
    const [document] = world.app.history()
    const answer = await client.documents[':id'].undo.$post({ param: { id: document!.id } })
    expect(await answer.json()).toMatchObject({
      kind: 'done',
      document: { cause: 'undo', status: 'waiting', waits: { text: 'Paused: it goes when you resume.' } },
    })
  })

  it('resuming what is not paused is done already', async () => {
    const world = await begun()
    const answer = await asking(world).client.resume.$post()
    expect([answer.status, await answer.json()]).toMatchObject([200, { kind: 'done', state: { paused: null } }])
  })

  it('a moment that has passed is refused, and one that is too far ahead', async () => {
    const world = await begun()
    const { client } = asking(world)
    const refused = async (until: number) => {
      const answer = await client.pause.$post({ json: { until } })
      return [answer.status, await answer.json()]
    }
    const past = { kind: 'wrong', text: 'The end of a pause must be in the future. Nothing was paused.' }
    expect(await refused(world.now)).toEqual([400, past])
    expect(await refused(world.now + 32 * 24 * hour)).toMatchObject([400, { kind: 'wrong' }])
    expect(await refused(world.now + 0.5)).toMatchObject([400, { kind: 'wrong' }])
    expect(world.app.state().paused).toBeNull()
  })

  it.each(['{}', '{"until":"tomorrow"}', '{"until":true}', 'null'])('%s is not a time', async (body) => {
    const world = await begun()
    const { api } = asking(world)
    const headers = { 'content-type': 'application/json' }
    const answer = await api.request('/api/pause', { method: 'POST', headers, body })
    expect([answer.status, await answer.json()]).toMatchObject([400, { kind: 'wrong' }])
    expect(world.app.state().paused).toBeNull()
  })
})
