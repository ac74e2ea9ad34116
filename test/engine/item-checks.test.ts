import { describe, expect, it } from 'vitest'
import { bookedOn, itemOf, toldInAll } from '../fakes/tiny-warehouse'
import { amount, product, settings } from '../fakes/tiny-world'
import { begun, car25, holds, quarter, saucer, signal, waitingForSaucer } from './saucer-shop'

describe('each thing that keeps an item from being booked', () => {
  it.each([
    ['archived', 'item-archived', 'is archived in Main Warehouse'],
    ['lot-tracked', 'item-lot-tracked', 'is tracked by lots or serial numbers'],
    ['service', 'item-service', 'is a service'],
    ['untracked', 'item-untracked', 'keeps no stock of'],
  ] as const)('%s: its line waits, the other goes, and it goes by itself once cured', async (unfit, code, words) => {
    const world = await begun()
    world.items.set('Item2', [itemOf('Item2', { unfit })])
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60 })
    expect(world.app.state().holds).toMatchObject([{ code, productId: 'Item2', text: expect.stringContaining(words) }])
    world.items.delete('Item2')
    await world.turn(quarter)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(holds(world)).toEqual([])
  })

  it('half a piece waits with its figures, and goes once the warehouse takes halves', async () => {
    const world = await begun()
    world.items.set('Item2', [itemOf('Item2', { step: amount(1) })])
    world.vend({ id: 'CAR-25' }, { ...car25, Item2: { received: amount('2.5') } })
    await world.sync()
    expect(world.app.state().holds[0]?.text).toContain('changes by +2.5, and Main Warehouse keeps it in steps of 1')
    world.items.set('Item2', [itemOf('Item2', { step: amount('0.5') })])
    await world.turn(quarter)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 2.5 })
  })

  it('two items of one code wait; archived there, the other takes it', async () => {
    const world = await begun()
    const [old, current] = [itemOf('Item2', { item: '1', name: 'Old' }), itemOf('Item2', { item: '2', name: 'New' })]
    world.items.set('Item2', [old, current])
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(holds(world)).toEqual(['Item2: item-ambiguous'])
    world.items.set('Item2', [{ ...old, unfit: 'archived' }, current])
    await world.turn(quarter)
    expect(bookedOn(world)).toEqual({ 'WH Item1': 60, 'WH 2': 50 })
  })

  it('a reason that becomes another is told as that one', async () => {
    const world = await waitingForSaucer()
    expect(holds(world)).toEqual(['Item2: sku-not-in-warehouse'])
    world.items.set('Item2', [itemOf('Item2', { unfit: 'service' })])
    await world.turn(quarter)
    expect(holds(world)).toEqual(['Item2: item-service'])
  })
})

describe('suggestions', () => {
  it('name the item with the product’s barcode, and what to type', async () => {
    const world = await begun()
    world.products.set('Item9', product('Item9', 9n, { codes: ['4006381333931'] }))
    world.knownSkus.clear()
    world.items.set('SAUCER', [{ ...saucer, barcode: '4006381333931' }])
    world.vend({ id: 'CAR-25' }, { Item9: { received: amount(5) } })
    await world.sync()
    expect(world.app.state().holds[0]?.text).toContain(
      'Closest there: “SAUCER” (Saucer, id:77). Give the item this code there, or match it: stocktray match Item9 SAUCER.',
    )
  })

  it('that are not answered hold nothing up: they are asked for once in a round, and what was said before stays', async () => {
    const world = await begun()
    world.products.set('Item8', product('Item8', 8n)).set('Item9', product('Item9', 9n))
    world.vend({ id: 'CAR-25' }, { Item8: { received: amount(1) }, Item9: { received: amount(5) } })
    await world.sync()
    const before = world.app.state().holds.map(({ text }) => text)
    expect(before).toEqual([expect.stringContaining('Closest there: “Item'), expect.stringContaining('Closest there')])
    world.calls.length = 0
    world.similarDown = 'Main Warehouse does not answer.'
    world.vend({ id: 'CAR-26' }, car25)
    await world.turn(quarter)
    expect(world.calls.filter((call) => call.startsWith('similar'))).toHaveLength(1)
    expect(world.app.state().holds.map(({ text }) => text)).toEqual(before)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })

  it('are looked for at most twenty times in a round; all 25 unknown lines wait with their reason', async () => {
    const world = await begun()
    const ids = Array.from({ length: 25 }, (_, index) => `New${index.toString()}`)
    ids.forEach((id, index) => world.products.set(id, product(id, BigInt(index + 10))))
    world.calls.length = 0
    world.vend(
      { id: 'CAR-25' },
      { ...car25, ...Object.fromEntries(ids.map((id) => [id, { received: amount(1) }] as const)) },
    )
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(world.calls.filter((call) => call.startsWith('similar'))).toHaveLength(20)
    expect(world.app.state().holds.map(({ text }) => text)).toHaveLength(25)
    expect(world.app.state().holds.every(({ text }) => text.includes('does not know SKU'))).toBe(true)
    expect(world.app.state().counts['needs-you']).toBe(1)
  })
})

describe('the questions about items', () => {
  it('are one for all documents of a round', async () => {
    const world = await begun()
    for (const id of ['CAR-25', 'CAR-26', 'CAR-27']) world.vend({ id }, car25)
    world.calls.length = 0
    await world.sync()
    expect(world.calls).toEqual(['items Item1 Item2', 'push CAR-25', 'push CAR-26', 'push CAR-27'])
  })

  it('that the warehouse does not answer leave the draft without reference and key, and it goes later', async () => {
    const world = await begun()
    world.itemsDown = 'Main Warehouse does not answer.'
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(world.app.state()).toMatchObject({ shape: 'retrying', counts: { waiting: 1 } })
    expect(world.app.history()).toMatchObject([{ status: 'waiting', reference: null }])
    world.itemsDown = null
    await world.turn(60_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(world.app.state().warehouseProblem).toBeNull()
  })

  it('look at drafts only beside a dry run, which sends nothing', async () => {
    const world = await begun()
    world.knownSkus.delete('Item2')
    world.vend({ id: 'CAR-25' }, car25)
    await world.app.preview(signal)
    expect(world.booked).toEqual([])
    expect(world.app.history().map(({ status, lines }) => [status, lines[0]?.sku])).toEqual([
      ['waiting', 'Item1'],
      ['needs-you', 'Item2'],
    ])
  })
})

describe('an outlet that is mapped', () => {
  it('releases what waited for it, and the line with an unknown item goes on waiting', async () => {
    const world = await begun()
    world.knownSkus.delete('Item2')
    world.vend(
      {
        ...{ id: 'TR-2', kind: 'transfer', vendType: 'OUTLET', sourceOutletId: 'main', outletId: 'airport' },
        ...{ status: 'sent', vendStatus: 'SENT', receivedAt: null },
      },
      { Item1: { count: amount(4), status: 'sent' }, Item2: { count: amount(2), status: 'sent' } },
    )
    await world.sync()
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['outlet-without-location'])
    const airport = { outlet: { id: 'airport', name: 'Airport' }, location: { id: 'AP', name: 'Airport' } }
    world.restart({ outlets: [...settings.outlets, airport], from: world.now - 3_600_000 })
    await world.sync()
    expect(bookedOn(world)).toEqual({ 'WH Item1': -4, 'AP Item1': 4 })
    expect(holds(world)).toEqual(['Item2: sku-not-in-warehouse'])
  })
})
