import { describe, expect, it } from 'vitest'
import { toldInAll } from '../fakes/tiny-warehouse'
import { amount, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

async function begun(): Promise<TinyWorld> {
  const world = tinyWorld()
  await world.sync()
  world.now += 60_000
  return world
}

const words = ({ app }: TinyWorld) => app.state().holds.map(({ text }) => text)

async function expectRest(world: TinyWorld): Promise<void> {
  const seen = () => [toldInAll(world), world.app.history().map(({ id, status }) => [id, status]), words(world)]
  const before = seen()
  await world.sync()
  world.app.hear([...world.consignments.keys()])
  await world.turn(10_000)
  world.restart()
  await world.sync()
  await world.turn(86_400_000)
  expect(seen()).toEqual(before)
}

const noLongerLists = (title: string) =>
  `${title}: Vend no longer lists Item1, which the warehouse was told of. Look in Vend, then send the change or leave it out.`

describe('an order line of 60 Item1 that is pointed to Item2', () => {
  async function rePointed(): Promise<TinyWorld> {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, { Item1: { received: amount(60) }, Item3: { received: amount(5) } })
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item3': 5 })
    world.vend({ id: 'CAR-25' }, { Item2: { received: amount(60) }, Item3: { received: amount(5) } })
    await world.sync()
    return world
  }

  it('after it was told is one held document, Item1 −60 and Item2 +60: nothing moves before you say so', async () => {
    const world = await rePointed()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item3': 5 })
    expect(words(world)).toEqual([noLongerLists('Order Stock CAR-25')])
    const held = world.app.history().filter(({ status }) => status === 'needs-you')
    expect(held.map(({ lines }) => lines)).toEqual([
      [
        { sku: 'Item2', quantity: '60' },
        { sku: 'Item1', quantity: '-60' },
      ],
    ])
    await expectRest(world)
  })

  it('moves to Item2 when you approve it, and Item1 is not missed again', async () => {
    const world = await rePointed()
    expect(world.app.approve(world.app.state().holds[0]?.id ?? '')).toBeNull()
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'WH Item2': 60, 'WH Item3': 5 })
    await expectRest(world)
  })

  it('and back again before you looked: the held document withdraws itself', async () => {
    const world = await rePointed()
    world.vend({ id: 'CAR-25' }, { Item1: { received: amount(60) }, Item3: { received: amount(5) } })
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item3': 5 })
    expect(words(world)).toEqual([])
    await expectRest(world)
  })

  it('heard by webhook is not split: one document, one decision', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, { Item1: { received: amount(60) } })
    await world.sync()
    world.vend({ id: 'CAR-25' }, { Item2: { received: amount(60) } })
    world.app.hear(['CAR-25'])
    await world.turn(2_000)
    expect(world.app.history().filter(({ status }) => status === 'needs-you')).toHaveLength(1)
    await expectRest(world)
  })

  it('before it was told is simply Item2: the draft of Item1 is withdrawn', async () => {
    const world = await begun()
    world.knownSkus.delete('Item1')
    world.vend({ id: 'CAR-25' }, { Item1: { received: amount(60) } })
    await world.sync()
    world.vend({ id: 'CAR-25' }, { Item2: { received: amount(60) } })
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item2': 60 })
    expect(words(world)).toEqual([])
    await expectRest(world)
  })
})

it('a transfer line of 10 Item1 that is pointed to Item2 waits as two transfers, back and forth', async () => {
  const world = await begun()
  const transfer = { kind: 'transfer', vendType: 'OUTLET', sourceOutletId: 'main', outletId: 'harbour' } as const
  const sent = { status: 'sent', vendStatus: 'SENT', receivedAt: null } as const
  world.vend({ id: 'TR-1', ...transfer, ...sent }, { Item1: { count: amount(10), status: 'sent' } })
  await world.sync()
  world.vend({ id: 'TR-1' }, { Item2: { count: amount(10), status: 'sent' } })
  await world.sync()
  expect(toldInAll(world)).toEqual({ 'WH Item1': -10, 'HS Item1': 10 })
  const title = noLongerLists('Transfer Stock TR-1')
  expect(words(world)).toEqual([title, title])
  await expectRest(world)
  for (const { id } of world.app.state().holds) expect(world.app.approve(id)).toBeNull()
  await world.sync()
  expect(toldInAll(world)).toEqual({ 'WH Item1': 0, 'HS Item1': 0, 'WH Item2': -10, 'HS Item2': 10 })
  await expectRest(world)
})

describe('an answer of Vend that is too short', () => {
  it('holds the order, and the held document withdraws itself when the line is back', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, { Item1: { received: amount(60) }, Item2: { received: amount(50) } })
    await world.sync()
    const lines = world.lines.get('CAR-25') ?? []
    world.lines.set('CAR-25', lines.slice(1))
    await world.turn(86_400_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(words(world)).toEqual([noLongerLists('Order Stock CAR-25')])
    world.lines.set('CAR-25', lines)
    await world.turn(86_400_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(words(world)).toEqual([])
    await expectRest(world)
  })
})
