import { describe, expect, it } from 'vitest'
import { begun, car25, waitingForSaucer } from '../engine/saucer-shop'
import { amount } from '../fakes/tiny-world'
import type { TinyWorld } from '../fakes/tiny-world'
import { asking } from './asking'

/** Order CAR-25 was told and then cancelled: the reversing document waits for a person. */
async function cancelled(): Promise<{ world: TinyWorld; id: string }> {
  const world = await begun()
  world.vend({ id: 'CAR-25' }, car25)
  await world.sync()
  world.vend({ id: 'CAR-25', status: 'cancelled', vendStatus: 'CANCELLED' })
  await world.sync()
  return { world, id: world.app.state().holds[0]!.documentId! }
}

const refused = async (asked: Promise<{ status: number; json(): Promise<unknown> }>) => {
  const answer = await asked
  return [answer.status, await answer.json()]
}

describe('what a person can do through the API', () => {
  it('approve sends a held document at once and answers what became of it', async () => {
    const { world, id } = await cancelled()
    const { client } = asking(world)
    const answer = await client.documents[':id'].approve.$post({ param: { id } })
    expect(await answer.json()).toMatchObject({ kind: 'done', document: { id, status: 'delivered' }, problem: null })
    expect(world.booked.map(({ document }) => document.lines.map(({ quantity }) => quantity))).toEqual([
      [amount(60), amount(50)],
      [amount(-60), amount(-50)],
    ])
    expect(await refused(client.documents[':id'].approve.$post({ param: { id } }))).toEqual([
      409,
      { kind: 'obstacle', text: 'It has arrived already, as ST-00002.' },
    ])
  })

  it('dismiss leaves it out for good, and asks why', async () => {
    const { world, id } = await cancelled()
    const { client } = asking(world)
    expect(await refused(client.documents[':id'].dismiss.$post({ param: { id }, json: { why: '  ' } }))).toEqual([
      400,
      { kind: 'wrong', text: 'why: Say why, so that you can tell later.' },
    ])
    const answer = await client.documents[':id'].dismiss.$post({ param: { id }, json: { why: 'booked by hand' } })
    expect(await answer.json()).toMatchObject({ kind: 'done', document: { status: 'dismissed' } })
    expect(world.booked).toHaveLength(1)
    const story = await client.documents[':id'].$get({ param: { id } })
    expect(JSON.stringify(await story.json())).toContain('You left it out: booked by hand')
  })

  it('what is held without a document can be dismissed, and nothing else', async () => {
    const world = await begun()
    world.vend(
      { id: 'TRF-1', kind: 'transfer', status: 'sent', outletId: 'airport', sourceOutletId: 'main' },
      {
        Item1: { count: amount(5) },
      },
    )
    await world.sync()
    const [hold] = world.app.state().holds
    expect(hold).toMatchObject({ code: 'outlet-without-location', documentId: null })
    const { client } = asking(world)
    const { id } = hold!
    expect(await refused(client.documents[':id'].retry.$post({ param: { id } }))).toEqual([
      409,
      { kind: 'obstacle', text: expect.stringContaining('It has no document that could be sent.') },
    ])
    const answer = await client.documents[':id'].dismiss.$post({ param: { id }, json: { why: 'not ours' } })
    expect(await answer.json()).toMatchObject({ kind: 'done', id, document: null })
    expect(world.app.state().holds).toEqual([])
  })

  it('retry tries now; what the warehouse still does not know goes on waiting', async () => {
    const world = await waitingForSaucer()
    const id = world.app.history().find(({ status }) => status === 'needs-you')!.id
    const { client } = asking(world)
    const early = await client.documents[':id'].retry.$post({ param: { id } })
    expect(await early.json()).toMatchObject({ kind: 'done', document: { status: 'needs-you' } })
    world.knownSkus.add('Item2')
    const again = await client.documents[':id'].retry.$post({ param: { id } })
    expect(await again.json()).toMatchObject({ kind: 'done', document: { status: 'delivered' } })
  })

  it('a match sends what waited for it, and can be taken back', async () => {
    const world = await waitingForSaucer()
    const { client } = asking(world)
    expect(await refused(client.matches.$post({ json: { sku: 'Item2', item: 'PLATE' } }))).toEqual([
      400,
      { kind: 'wrong', text: expect.stringContaining('Main Warehouse has no item with the code “PLATE”.') },
    ])
    const answer = await client.matches.$post({ json: { sku: 'Item2', item: 'SAUCER' } })
    expect(await answer.json()).toMatchObject({ kind: 'done', documents: [{ status: 'delivered' }], problem: null })
    expect(await (await client.matches.$get()).json()).toMatchObject([{ sku: 'Item2', item: '77' }])
    expect((await client.matches.$delete({ query: { sku: 'Item2' } })).status).toBe(200)
    expect(await refused(client.matches.$delete({ query: { sku: 'Item2' } }))).toEqual([
      400,
      { kind: 'wrong', text: '“Item2” is not matched to anything.' },
    ])
  })

  it('a match that nobody can check is refused as unreachable', async () => {
    const world = await waitingForSaucer()
    world.itemsDown = 'Main Warehouse does not answer.'
    expect(await refused(asking(world).client.matches.$post({ json: { sku: 'Item2', item: 'SAUCER' } }))).toEqual([
      502,
      { kind: 'unreachable', text: 'Main Warehouse does not answer. Nothing was matched.' },
    ])
  })

  it('sync answers the state and what it told', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    const answer = await asking(world).client.sync.$post()
    expect(await answer.json()).toMatchObject({
      kind: 'done',
      state: { shape: 'ok' },
      documents: [{ reference: 'CAR-25', status: 'delivered' }],
    })
  })
})

describe('undo', () => {
  it('shows what it books, books it at once, and only once', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    const { client } = asking(world)
    const id = world.app.history()[0]!.id
    const shown = await client.documents[':id'].undo.$get({ param: { id } })
    const lines = [
      { sku: 'Item1', quantity: '-60' },
      { sku: 'Item2', quantity: '-50' },
    ]
    expect(await shown.json()).toMatchObject({ kind: 'done', id, preview: { location: 'WH', lines } })
    expect(world.booked).toHaveLength(1)
    const undone = await client.documents[':id'].undo.$post({ param: { id } })
    expect(await undone.json()).toMatchObject({ kind: 'done', document: { cause: 'undo', status: 'delivered', lines } })
    for (const again of [
      client.documents[':id'].undo.$post({ param: { id } }),
      client.documents[':id'].undo.$get({ param: { id } }),
    ])
      expect(await refused(again)).toEqual([
        409,
        { kind: 'obstacle', text: expect.stringMatching(/^You undid CAR-25 already, by /) },
      ])
    expect(world.booked).toHaveLength(2)
  })
})

describe('settle', () => {
  /** The warehouse says that it has CAR-25, with other lines. */
  async function taken(): Promise<TinyWorld> {
    const world = await begun()
    const lines = [{ item: 'Item1', quantity: amount(59) }]
    world.script.push({ kind: 'exists', found: { number: 'ST-9', consignmentId: 'CAR-25', lines } })
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    return world
  }

  it('takes the word of who has looked', async () => {
    const world = await taken()
    const [hold] = world.app.state().holds
    expect(hold).toMatchObject({ code: 'taken' })
    const { client } = asking(world)
    const param = { id: hold!.id }
    expect((await refused(client.documents[':id'].approve.$post({ param })))[0]).toBe(409)
    const answer = await client.documents[':id'].settle.$post({ param, json: { arrived: true } })
    expect(await answer.json()).toMatchObject({ kind: 'done', document: { status: 'delivered' } })
    expect(world.booked).toEqual([])
    expect((await refused(client.documents[':id'].settle.$post({ param, json: { arrived: false } })))[0]).toBe(409)
  })
})

describe('an id', () => {
  it('may be given by its beginning, as long as only one begins so', async () => {
    const { world, id } = await cancelled()
    const { client } = asking(world)
    // The tiny world's ids are "id-1", "id-2" and so on; the real ones are UUIDs.
    const others = world.app.history().map((one) => one.id)
    expect(others.filter((one) => one.startsWith(id))).toEqual([id])
    expect((await client.documents[':id'].$get({ param: { id } })).status).toBe(200)
    for (const short of ['id', 'id-'])
      expect(await refused(client.documents[':id'].approve.$post({ param: { id: short } }))).toEqual([
        400,
        { kind: 'wrong', text: `There is no document “${short}”. Look the id up with: stocktray history` },
      ])
    expect(world.app.find('nope')).toMatchObject({ kind: 'none' })
  })

  it('with letters that mean something to a database means itself', async () => {
    const { world } = await cancelled()
    for (const odd of ['id-%', '____', "id-1' OR 1=1 --"]) expect(world.app.find(odd)).toMatchObject({ kind: 'none' })
  })
})

describe('a request that makes no sense', () => {
  it('is answered with what is wrong, and where', async () => {
    const world = await begun()
    const { api } = asking(world)
    const post = (path: string, body: string) =>
      api.request(path, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    const answer = await post('/api/matches', '{"sku": 5}')
    expect(answer.status).toBe(400)
    expect(JSON.stringify(await answer.json())).toMatch(/sku: .*item: /)
    expect((await post('/api/matches', '{')).status).toBe(400)
    expect((await api.request('/api/trace')).status).toBe(400)
    expect((await api.request('/api/moments?last=0')).status).toBe(400)
    expect((await api.request('/api/nothing')).status).toBe(404)
  })
})

describe('the address of the webhooks', () => {
  it('is rolled, and Vend’s new one is answered', async () => {
    const { client } = asking(await begun(), () => 'https://stock.example/hooks/vend/new')
    const answer = await client.webhook.roll.$post()
    expect(await answer.json()).toEqual({ kind: 'done', publicWebhook: 'https://stock.example/hooks/vend/new' })
  })

  it('stays where the disk does not take a new one', async () => {
    const { client } = asking(await begun(), () => {
      throw new Error('The disk is full.')
    })
    expect(await refused(client.webhook.roll.$post())).toEqual([
      409,
      {
        kind: 'obstacle',
        text: 'The new address could not be saved; the old one still holds. The disk is full.',
      },
    ])
  })
})
