import { describe, expect, it } from 'vitest'
import { amount, product } from '../fakes/tiny-world'
import { begun, car25, match, waitingForSaucer } from './saucer-shop'

const texts = (events: readonly { what: string; text: string }[]) => events.map(({ what, text }) => `${what}: ${text}`)

describe('the trace of a SKU', () => {
  it('tells what happened to it, oldest first, with what was booked in all', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    world.now += 60_000
    world.vend(
      { id: 'COUNT', kind: 'count', status: 'complete', vendType: 'STOCKTAKE', vendStatus: 'STOCKTAKE_COMPLETE' },
      {
        Item1: { count: amount(60), received: amount(58) },
      },
    )
    await world.sync()
    const trace = world.app.trace('Item1')!
    expect(trace).toMatchObject({
      sku: 'Item1',
      products: [{ id: 'Item1', sku: 'Item1', earlier: [], matched: null }],
      booked: [{ location: 'WH', name: 'Main Warehouse', quantity: '58' }],
    })
    expect(texts(trace.events)).toEqual([
      'vend: Order Stock CAR-25 in Vend: RECEIVED.',
      'moment: The scan found it. Order Stock CAR-25: RECEIVED, 2 lines.',
      'document: Stocktake CAR-25: +60 at Main Warehouse.',
      'moment: To send: a Stocktake at Main Warehouse: Item1 +60, Item2 +50.',
      'moment: Main Warehouse booked CAR-25 as ST-00001.',
      'delivered: In Main Warehouse as ST-00001.',
      'vend: Inventory Count COUNT in Vend: STOCKTAKE_COMPLETE.',
      'moment: The scan found it. Inventory Count COUNT: STOCKTAKE_COMPLETE, 1 line.',
      'document: Stocktake COUNT: −2 (counted 58) at Main Warehouse.',
      'moment: To send: a Stocktake at Main Warehouse: Item1 −2 (counted 58).',
      'moment: Main Warehouse booked COUNT as ST-00002.',
      'delivered: In Main Warehouse as ST-00002.',
    ])
    expect(trace.events.map(({ title }) => title)).toEqual([...Array(6).fill('CAR-25'), ...Array(6).fill('COUNT')])
  })

  it('of a product that was renamed is found by its old and its new SKU', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    world.products.set('Item1', product('Item1', 50n, { sku: 'MUG-BLUE', name: 'Blue mug' }))
    world.vend({ id: 'CAR-26' }, { Item2: { received: amount(1) }, Item3: { received: amount(1) } })
    await world.sync()
    const [before, now] = [world.app.trace('Item1'), world.app.trace('MUG-BLUE')]
    expect(before?.products).toEqual([
      { id: 'Item1', sku: 'MUG-BLUE', earlier: ['Item1'], name: 'Blue mug', matched: null },
    ])
    expect(now?.events).toEqual(before?.events)
    expect(now?.events).not.toEqual([])
    // Another product's order is no part of it.
    expect(now?.events.filter(({ title }) => title === 'CAR-26')).toEqual([])
  })

  it('says why it waits, and is found by the code of the item that it was matched to', async () => {
    const world = await waitingForSaucer()
    const waiting = world.app.trace('Item2')!
    expect(waiting.booked).toEqual([])
    expect(texts(waiting.events)).toContainEqual(
      expect.stringMatching(/^held: Main Warehouse does not know SKU “Item2” of CAR-25\. This line waits\./),
    )
    await match(world, 'Item2', 'SAUCER')
    await world.turn(0)
    for (const name of ['Item2', 'SAUCER', '77']) {
      const trace = world.app.trace(name)!
      expect(trace.products).toMatchObject([{ sku: 'Item2', matched: 'SAUCER' }])
      expect(trace.booked).toMatchObject([{ quantity: '50' }])
      expect(texts(trace.events)).toContainEqual(
        'moment: You matched: “Item2” in Vend is “SAUCER” (Saucer) in Main Warehouse.',
      )
    }
  })

  it('of what is held without a document, or was left out, says so', async () => {
    const world = await begun()
    world.products.set('Item3', product('Item3', 60n, { tracked: false }))
    world.products.set('Item2', product('Item2', 61n, { composite: true }))
    world.vend({ id: 'CAR-25' }, { Item2: { received: amount(2) }, Item3: { received: amount(3) } })
    await world.sync()
    expect(texts(world.app.trace('Item2')!.events)).toContainEqual(expect.stringMatching(/^held: /))
    expect(texts(world.app.trace('Item3')!.events)).toContainEqual(expect.stringMatching(/^ignored: /))
  })

  it('of a SKU that nobody knows is none; of one without a past it is empty', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, { Item1: { received: amount(1) } })
    await world.sync()
    expect(world.app.trace('item1')).toBeNull()
    expect(world.app.trace('Item3')).toMatchObject({ sku: 'Item3', booked: [], events: [] })
  })
})

describe('why a document waits', () => {
  it('is said with the time of the next try', async () => {
    const world = await begun()
    world.script.push('retry')
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    const [document] = world.app.history()
    expect(document).toMatchObject({ status: 'waiting' })
    expect(document?.waits?.text).not.toBe('It goes by itself.')
    expect(Date.parse(document!.waits!.nextTryAt ?? '')).toBeGreaterThan(world.now)
    world.vend({ id: 'CAR-25' }, { ...car25, Item1: { received: amount(61) } })
    world.app.hear(['CAR-25'])
    world.script.push('retry', 'retry', 'retry')
    await world.turn(2_000)
    expect(world.app.history().map(({ waits }) => waits?.text)).toContain('An earlier document of CAR-25 goes first.')
    world.script.length = 0
    await world.turn(3_600_000)
    expect(world.app.history().map(({ waits }) => waits)).toEqual([null, null])
  })
})
