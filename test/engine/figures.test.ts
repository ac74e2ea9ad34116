import { describe, expect, it } from 'vitest'
import type { LookUp } from '../../src/core/outcome'
import { amount, product, type TinyWorld } from '../fakes/tiny-world'
import { begun, car25, saucer, signal, waitingForSaucer } from './saucer-shop'

const stocked = { 'WH Item1': 100, 'WH Item2': 40, 'HS Item1': '2.5' } as const

/** A shop whose warehouse says what it has. */
async function saying(options: Parameters<typeof begun>[0] = {}): Promise<TinyWorld> {
  const world = await begun({ onHand: true, ...options })
  for (const [shelf, pieces] of Object.entries(stocked)) world.stocked.set(shelf, amount(pieces))
  return world
}

const document = (world: TinyWorld, reference: string) => {
  const found = world.app.history().find((one) => one.reference === reference)
  return world.app.document(found?.id ?? '')
}
const figures = (world: TinyWorld, reference: string) =>
  document(world, reference)?.figures?.map(
    ({ location, sku, before, after }) => `${location} ${sku} ${before} → ${after}`,
  )
const told = (world: TinyWorld, reference: string) =>
  document(world, reference)
    ?.story.map(({ text }) => text)
    .filter((text) => text.includes('before'))
const asked = ({ calls }: TinyWorld) => calls.filter((call) => call.startsWith('on hand'))
const order = (world: TinyWorld) => world.vend({ id: 'CAR-25' }, car25)

describe('what the warehouse had before a document', () => {
  it('stands in its story with what it should have after, and is asked for once, before it is sent', async () => {
    const world = await saying()
    order(world)
    await world.sync()
    expect(told(world, 'CAR-25')).toEqual([
      'In Main Warehouse: Item1 +60, before 100 → after 160; Item2 +50, before 40 → after 90.',
    ])
    expect(figures(world, 'CAR-25')).toEqual(['WH Item1 100 → 160', 'WH Item2 40 → 90'])
    expect(world.calls.slice(-2)).toEqual(['on hand WH/Item1 WH/Item2', 'push CAR-25'])
    await world.turn(86_400_000)
    expect(asked(world)).toHaveLength(1)
  })

  it('of a Stock Transfer is told at both places, in fractions too', async () => {
    const world = await saying()
    const sent = { kind: 'transfer', status: 'sent', vendType: 'OUTLET', vendStatus: 'SENT' } as const
    const from = { sourceOutletId: 'main', outletId: 'harbour' }
    world.vend({ id: 'CTO-30', ...sent, ...from, receivedAt: null }, { Item1: { count: amount(4) } })
    await world.sync()
    expect(told(world, 'CTO-30')).toEqual([
      'In Main Warehouse: Item1 −4, before 100 → after 96. In Harbour Street: Item1 +4, before 2.5 → after 6.5.',
    ])
    expect(figures(world, 'CTO-30')).toEqual(['WH Item1 100 → 96', 'HS Item1 2.5 → 6.5'])
    expect(asked(world)).toEqual(['on hand WH/Item1 HS/Item1'])
  })

  it('is told of the lines of which it is known', async () => {
    const world = await saying()
    world.stocked.delete('WH Item1')
    order(world)
    await world.sync()
    expect(told(world, 'CAR-25')).toEqual(['In Main Warehouse: Item2 +50, before 40 → after 90.'])
    expect(figures(world, 'CAR-25')).toEqual(['WH Item2 40 → 90'])
  })

  it('is asked for by the warehouse’s own name of the item, and not for what waits', async () => {
    const world = await waitingForSaucer()
    expect(document(world, 'CAR-25')?.figures).toBeNull()
    const speaking = await saying()
    speaking.knownSkus.delete('Item2')
    speaking.items.set('Item2', [saucer])
    speaking.knownSkus.delete('Item1')
    speaking.stocked.set('WH 77', amount(9))
    order(speaking)
    await speaking.sync()
    expect(asked(speaking)).toEqual(['on hand WH/77'])
    expect(figures(speaking, 'CAR-25')).toEqual(['WH Item2 9 → 59'])
  })

  it('of a long document is told of the first fifty shelves, five of them in the sentence', async () => {
    const world = await saying()
    const ids = Array.from({ length: 60 }, (_, index) => `Thing${(index + 10).toString()}`)
    for (const [index, id] of ids.entries()) {
      world.products.set(id, product(id, BigInt(index + 50)))
      world.knownSkus.add(id)
      world.stocked.set(`WH ${id}`, amount(index))
    }
    world.vend({ id: 'CAR-26' }, Object.fromEntries(ids.map((id) => [id, { received: amount(1) }])))
    await world.sync()
    expect(document(world, 'CAR-26')?.figures).toHaveLength(50)
    expect(told(world, 'CAR-26')?.[0]).toMatch(/Thing14 \+1, before 4 → after 5\. And 45 more\.$/)
    expect(asked(world)).toHaveLength(1)
  })

  it('of an undo is told too, when it goes', async () => {
    const world = await saying()
    order(world)
    await world.sync()
    world.app.undo(document(world, 'CAR-25')?.document.id ?? '')
    await world.turn(0)
    expect(figures(world, 'CAR-25-2')).toEqual(['WH Item1 160 → 100', 'WH Item2 90 → 40'])
    expect(told(world, 'CAR-25-2')).toHaveLength(1)
    expect(asked(world)).toHaveLength(2)
  })
})

describe('an undo', () => {
  it('that a person leaves out while figures are asked for does not go', async () => {
    const world = await saying()
    order(world)
    await world.sync()
    world.app.undo(document(world, 'CAR-25')?.document.id ?? '')
    const { onHand } = world.port
    const leftOut: typeof onHand = (at, stop) => {
      const undo = document(world, 'CAR-25-2')?.document.id ?? ''
      world.app.dismiss(undo, 'It was right.')
      return onHand(at, stop)
    }
    Object.assign(world.port, { onHand: leftOut })
    await world.turn(0)
    expect(document(world, 'CAR-25-2')?.document.status).toBe('dismissed')
    expect(world.booked).toHaveLength(1)
    expect(document(world, 'CAR-25-2')?.figures).toBeNull()
  })
})

describe('an order is sent as ever, without figures,', () => {
  it.each([
    ['where the warehouse cannot be asked', async () => saying({ onHand: false }), 0],
    ['where it does not answer', async () => Object.assign(await saying(), { onHandDown: 'It is away.' }), 1],
    ['where it says nothing of these items', async () => silent(await saying()), 1],
    ['where asking goes wrong', async () => broken(await saying()), 0],
  ])('%s', async (_, shop, times) => {
    const world = await shop()
    order(world)
    world.vend({ id: 'CAR-26' }, { Item3: { received: amount(7) } })
    await world.sync()
    expect(world.booked.map(({ document: { reference } }) => reference)).toEqual(['CAR-25', 'CAR-26'])
    expect([figures(world, 'CAR-25'), told(world, 'CAR-25')]).toEqual([undefined, []])
    expect(world.app.state().shape).toBe('ok')
    // Of several documents, the first that gets no answer is enough.
    expect(asked(world)).toHaveLength(times)
  })

  it('where no answer ever comes: it is waited for two seconds, once', async () => {
    const world = await saying()
    world.onHandDown = 'silence'
    order(world)
    world.vend({ id: 'CAR-26' }, { Item3: { received: amount(7) } })
    const before = world.now
    await world.sync()
    expect(world.now - before).toBe(2_000)
    expect(world.booked).toHaveLength(2)
    expect(asked(world)).toHaveLength(1)
  })

  it('and not by an engine that was stopped meanwhile: the draft stays as it was', async () => {
    const world = await saying()
    order(world)
    const stop = new AbortController()
    const { onHand } = world.port
    const stopping: typeof onHand = (at) => {
      stop.abort()
      return onHand(at, stop.signal)
    }
    Object.assign(world.port, { onHand: stopping })
    await world.app.sync(stop.signal)
    expect(world.app.history()).toMatchObject([{ status: 'waiting', reference: null }])
    expect(world.calls.filter((call) => call.startsWith('push'))).toEqual([])
    Object.assign(world.port, { onHand })
    await world.sync()
    expect(world.booked).toHaveLength(1)
  })
})

function silent(world: TinyWorld): TinyWorld {
  world.stocked.clear()
  return world
}

function broken(world: TinyWorld): TinyWorld {
  Object.assign(world.port, { onHand: () => Promise.reject(new Error('a bug')) })
  return world
}

describe('after a first attempt that failed', () => {
  it.each(['retry', 'reset-before', 'reset-after'] as const)(
    '(%s) the figures stay, and are not asked for again',
    async (how) => {
      const world = await saying()
      order(world)
      world.script.push(how)
      await world.sync()
      await world.turn(3_600_000)
      await world.turn(3_600_000)
      expect(world.booked).toHaveLength(1)
      expect(figures(world, 'CAR-25')).toEqual(['WH Item1 100 → 160', 'WH Item2 40 → 90'])
      expect([asked(world).length, told(world, 'CAR-25')?.length]).toEqual([1, 1])
    },
  )

  it('a refused rest has none of them: what is sent then has its own', async () => {
    const world = await saying()
    order(world)
    world.script.push({ kind: 'partly', number: 'ST-7', rest: ['Item2'], problems: [{ code: 'no', message: 'No.' }] })
    await world.sync()
    expect(figures(world, 'CAR-25')).toEqual(['WH Item1 100 → 160'])
  })

  it('a power cut before it left does not tell them twice', async () => {
    const world = await saying()
    order(world)
    world.script.push('cut-before')
    await world.sync().catch(() => undefined)
    world.restart()
    await world.turn(120_000)
    expect(world.booked).toHaveLength(1)
    expect([asked(world).length, told(world, 'CAR-25')?.length]).toEqual([1, 1])
  })
})

describe('a restored folder', () => {
  it('asks for no figures: the document may be there already', async () => {
    const world = await saying()
    order(world)
    const { booked } = world
    world.script.push({ kind: 'exists', found: { number: 'ST-9', consignmentId: 'CAR-25', lines: [] } })
    await world.sync()
    const before = asked(world).length
    world.vend({ id: 'CAR-26' }, { Item1: { received: amount(7) } })
    await world.sync()
    expect(asked(world)).toHaveLength(before)
    expect(booked.map(({ document: { reference } }) => reference)).toContain('CAR-26')
  })
})

describe('both systems’ figures of a document', () => {
  const lost: LookUp = { kind: 'inconclusive', text: 'Main Warehouse answers with a web page.' }
  const both = async (world: TinyWorld) =>
    (await world.app.figures(world.app.history()[0]?.id ?? '', signal))?.map(
      ({ location, sku, change, before, now }) => `${location} ${sku} ${change}: ${before ?? '?'} ${now ?? '?'}`,
    )

  it('that nobody knows of say the change, what was there before, and what is there now', async () => {
    const world = await saying()
    order(world)
    world.script.push('reset-after')
    for (let looks = 0; looks < 50; looks += 1) world.lookUps.push(lost)
    await world.sync()
    await world.turn(4_000_000)
    expect(world.app.state().holds).toMatchObject([{ code: 'late' }])
    expect(await both(world)).toEqual(['WH Item1 60: 100 160', 'WH Item2 50: 40 90'])
    world.onHandDown = 'It is away.'
    expect(await both(world)).toEqual(['WH Item1 60: 100 ?', 'WH Item2 50: 40 ?'])
  })

  it('that is taken by another say them too, and of one that waits for its item nothing', async () => {
    const world = await saying()
    // A shelf of that name is none of an item that bears the SKU.
    world.knownSkus.delete('Item2')
    order(world)
    const lines = [{ item: 'Item1', quantity: amount(59) }]
    world.script.push({ kind: 'exists', found: { number: 'ST-9', consignmentId: 'CAR-25', lines } })
    await world.sync()
    const documents = world.app.history()
    const of = (code: string) => documents.find(({ holds }) => holds.some((hold) => hold.code === code))?.id ?? code
    expect(await world.app.figures(of('taken'), signal)).toEqual([
      { location: 'WH', sku: 'Item1', change: '60', before: '100', now: '100' },
    ])
    expect(await world.app.figures(of('sku-not-in-warehouse'), signal)).toEqual([
      { location: 'WH', sku: 'Item2', change: '50', before: null, now: null },
    ])
    expect(await world.app.figures('nobody', signal)).toBeNull()
  })

  it('of another warehouse system are not asked of this one', async () => {
    const world = await saying()
    order(world)
    await world.sync()
    world.warehouseId = 'another'
    world.restart()
    expect(await both(world)).toEqual(['WH Item1 60: 100 ?', 'WH Item2 50: 40 ?'])
  })
})
