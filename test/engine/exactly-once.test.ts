import { describe, expect, it } from 'vitest'
import { toldInAll } from '../fakes/tiny-warehouse'
import { amount, tinyWorld } from '../fakes/tiny-world'

const car25 = { Item1: { received: amount(60) }, Item2: { received: amount(50) } }

async function begun(options: Parameters<typeof tinyWorld>[0] = {}) {
  const world = tinyWorld(options)
  await world.sync()
  world.now += 60_000
  return world
}

describe('an order CAR-25 of 60 and 50', () => {
  it('heard by webhook is two Stocktakes, and the scan after it finds nothing left to tell', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.app.hear(['CAR-25'])
    await world.turn(2_000)
    expect(world.booked.map(({ document }) => document.lines.map(({ sku }) => sku))).toEqual([['Item1'], ['Item2']])
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(world.app.state()).toMatchObject({ shape: 'ok', holds: [] })
  })

  it('found by scan is one Stocktake with two lines, and a webhook after it changes nothing', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    world.app.hear(['CAR-25', 'CAR-25'])
    await world.turn(10_000)
    expect(world.booked.map(({ document }) => document.lines.length)).toEqual([2])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })

  it('announced too early is asked for again after 10 and 60 seconds', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25', status: 'dispatched', vendStatus: 'DISPATCHED', receivedAt: null }, car25)
    world.app.hear(['CAR-25'])
    await world.turn(2_000)
    await world.turn(10_000)
    expect(world.booked).toEqual([])
    world.vend({ id: 'CAR-25', status: 'received', vendStatus: 'RECEIVED' })
    await world.turn(60_000)
    expect(world.booked.map(({ document }) => document.reference)).toEqual(['CAR-25', 'CAR-25-2'])
  })

  it('announced again and again long after it was told costs one look at its header each time', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.app.hear(['CAR-25'])
    await world.turn(2_000)
    world.asked.length = 0
    for (let calls = 0; calls < 5; calls += 1) {
      world.app.hear(['CAR-25', 'CAR-25'])
      await world.turn(2_000)
    }
    expect(world.asked.filter((name) => name !== 'consignments')).toEqual(Array(5).fill('consignment CAR-25'))
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })

  it('of which one item was received as 61 later tells the one more', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    world.vend({ id: 'CAR-25' }, { ...car25, Item1: { received: amount(61) } })
    await world.sync()
    expect(world.booked.map(({ document }) => document.reference)).toEqual(['CAR-25', 'CAR-25-2'])
    expect(toldInAll(world)).toEqual({ 'WH Item1': 61, 'WH Item2': 50 })
  })
})

describe('a line that breaks', () => {
  for (const refusesRepeats of [true, false]) {
    it(`after the warehouse booked is settled by looking up, where repeats are ${refusesRepeats ? 'refused' : 'booked twice'}`, async () => {
      const world = await begun({ refusesRepeats })
      world.vend({ id: 'CAR-25' }, car25)
      world.script.push('reset-after')
      await world.sync()
      expect(world.app.state().counts).toMatchObject({ unsure: 1, delivered: 0 })
      await world.turn(5_000)
      expect(world.app.state().counts).toMatchObject({ unsure: 0, delivered: 1 })
      expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    })
  }

  it('before the warehouse booked is believed only after its own time limit, and sent under the same reference and key', async () => {
    const world = await begun({ settleAfterMs: 60_000 })
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('reset-before')
    await world.sync()
    await world.turn(30_000)
    expect(world.booked).toEqual([])
    await world.turn(31_000)
    expect(world.booked.map(({ document }) => document.reference)).toEqual(['CAR-25'])
    expect(world.app.history().map(({ status }) => status)).toEqual(['delivered'])
  })

  it('is not over sooner because somebody set the clock of the PC forward', async () => {
    const world = await begun({ settleAfterMs: 60_000 })
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('reset-before')
    await world.sync()
    world.clockAhead += 3_600_000
    await world.turn(3_600_000)
    expect(world.booked).toEqual([])
    const [unsure] = world.app.history()
    expect(world.app.settle(unsure?.id ?? '', false)).toContain('may still be working on it')
    await world.turn(61_000)
    expect(world.booked.map(({ document }) => document.reference)).toEqual(['CAR-25'])
  })

  it('is not over sooner because the PC started again without its clock, and was told the time later', async () => {
    const world = await begun({ settleAfterMs: 60_000 })
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('reset-before')
    await world.sync()
    world.restart()
    world.clockAhead += 3_600_000
    await world.turn(3_600_000)
    expect(world.booked).toEqual([])
    await world.turn(61_000)
    expect(world.booked.map(({ document }) => document.reference)).toEqual(['CAR-25'])
  })

  it('because the PC died while sending leaves a document that is looked up first', async () => {
    const world = await begun({ refusesRepeats: false })
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('reset-after')
    await world.sync()
    world.restart()
    await world.turn(5_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })

  it('because nothing answers is tried again by itself, and after an hour it also needs you', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    for (let tries = 0; tries < 15; tries += 1) world.script.push('retry')
    await world.sync()
    for (let minutes = 0; minutes < 61; minutes += 1) await world.turn(60_000)
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['late'])
    for (let minutes = 0; minutes < 180; minutes += 1) await world.turn(60_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(world.app.state()).toMatchObject({ shape: 'ok', holds: [] })
  })
})

describe('a reference that is taken', () => {
  it('by somebody else: ours takes the next part', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push({ kind: 'exists', found: { number: 'ST-9', consignmentId: 'other', lines: [] } })
    await world.sync()
    expect(world.booked.map(({ document }) => document.reference)).toEqual(['CAR-25-2'])
  })

  it('by our own consignment with other lines: a person has to look, and nothing is sent', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    const lines = [{ item: 'Item1', quantity: amount(59) }]
    world.script.push({ kind: 'exists', found: { number: 'ST-9', consignmentId: 'CAR-25', lines } })
    await world.sync()
    await world.turn(3_600_000)
    expect(world.booked).toEqual([])
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['taken'])
  })

  it('by our very lines, of which nobody says whose they are: a person has to look', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, { Item1: car25.Item1 })
    const lines = [{ item: 'Item1', quantity: amount(60) }]
    world.script.push({ kind: 'exists', found: { number: 'ST-9', consignmentId: null, lines } })
    await world.sync()
    expect(world.booked).toEqual([])
    expect(world.app.state().holds.map(({ text }) => text)).toEqual([
      'Main Warehouse already has CAR-25 as ST-9, with the same lines, and does not say whose it is. Look at it there, then say whether ours arrived.',
    ])
  })
})

describe('an item that could not be asked about once', () => {
  it('is not called late while it waits behind another that you have to compare', async () => {
    const world = await begun()
    const { Item1, Item2 } = car25
    world.vend({ id: 'CAR-25' }, { Item1 })
    world.script.push('reset-before')
    await world.sync()
    world.vend({ id: 'CAR-25' }, { Item1, Item2 })
    world.lookUps.push({ kind: 'inconclusive', text: 'No answer.' })
    world.itemsDown = 'Main Warehouse does not answer.'
    await world.sync()
    expect(world.app.state().counts).toMatchObject({ unsure: 1, waiting: 1 })
    const lines = [{ item: 'Item1', quantity: amount(59) }]
    world.lookUps.push({ kind: 'found', found: { number: 'ST-9', consignmentId: 'CAR-25', lines } })
    await world.turn(10_000)
    world.itemsDown = null
    for (let hours = 0; hours < 3; hours += 1) await world.turn(3_600_000)
    expect(world.booked).toEqual([])
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['taken'])
  })
})

describe('a document that a person has to compare', () => {
  it('keeps its consignment’s other ones waiting, also those that were due with it', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    const lines = [{ item: 'Item1', quantity: amount(1) }]
    world.script.push({ kind: 'exists', found: { number: 'ST-9', consignmentId: 'CAR-25', lines } })
    world.app.hear(['CAR-25'])
    await world.turn(2_000)
    expect(world.calls.filter((call) => call.startsWith('push'))).toEqual(['push CAR-25'])
    expect(world.app.history().map(({ status }) => status)).toEqual(['needs-you', 'waiting'])
  })
})

describe('what the warehouse will not take', () => {
  it('an SKU it does not know waits alone; the rest goes at once, and it goes by itself once it is known', async () => {
    const world = await begun()
    world.knownSkus.delete('Item2')
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60 })
    expect(world.app.state().holds.map(({ code, text }) => [code, text])).toEqual([
      ['sku-not-in-warehouse', expect.stringContaining('Main Warehouse does not know SKU “Item2” of CAR-25')],
    ])
    world.knownSkus.add('Item2')
    await world.turn(15 * 60_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })

  it('a line it refuses is held with its reason, the others go, and nothing is sent twice', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push({
      kind: 'refused',
      problems: [{ item: 'Item2', code: 'closed', message: 'Item2 is being counted.' }],
    })
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60 })
    const held = world.app.state().holds
    expect(held.map(({ code, text }) => [code, text])).toEqual([
      ['refused', expect.stringContaining('Item2 is being counted.')],
    ])
    await world.turn(3_600_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60 })
    expect(world.app.retry(held[0]?.id ?? '')).toBeNull()
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })
})

describe('the start', () => {
  it('nothing from before is spoken of, whatever version it gets later; what comes after is', async () => {
    const world = tinyWorld()
    const yesterday = world.now - 86_400_000
    world.vend({ id: 'OLD-1', createdAt: yesterday, updatedAt: yesterday, receivedAt: yesterday }, car25)
    world.vend(
      { id: 'OLD-2', createdAt: yesterday, updatedAt: yesterday, receivedAt: null, status: 'sent', vendStatus: 'SENT' },
      car25,
    )
    await world.sync()
    world.vend({ id: 'OLD-1' }, { Item1: { received: amount(70) } })
    world.vend(
      { id: 'OLD-2', status: 'received', vendStatus: 'RECEIVED', receivedAt: world.now },
      { Item3: { received: amount(5) } },
    )
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item3': 5 })
  })

  it('what reaches its status while the first look lasts goes, also where Vend keeps an older date of receipt', async () => {
    const world = tinyWorld()
    const yesterday = world.now - 86_400_000
    const dates = { createdAt: yesterday, updatedAt: yesterday, receivedAt: yesterday }
    world.vend({ id: 'CAR-25', ...dates, status: 'sent', vendStatus: 'SENT' }, car25)
    world.vend({ id: 'OLD-1', ...dates }, car25)
    world.betweenPages = () => {
      world.vend({ id: 'CAR-25', status: 'received', vendStatus: 'RECEIVED' })
    }
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(world.app.state()).toMatchObject({ shape: 'ok', account: { addsUp: true } })
  })

  it('an idle scan is one call', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    world.asked.length = 0
    await world.sync()
    expect(world.asked).toEqual(['consignments'])
  })

  it('survives a stop in the middle of the first look', async () => {
    const world = tinyWorld()
    const yesterday = world.now - 86_400_000
    for (let number = 1; number <= 5; number += 1)
      world.vend(
        { id: `OLD-${number.toString()}`, createdAt: yesterday, updatedAt: yesterday, receivedAt: yesterday },
        car25,
      )
    await world.sync()
    world.vendDown = 'Vend does not answer.'
    world.restart()
    await world.sync()
    expect(world.app.state().shape).toBe('offline')
    world.vendDown = null
    await world.turn(300_000)
    expect(world.booked).toEqual([])
    expect(world.app.state().shape).toBe('ok')
  })
})

describe('a transfer', () => {
  const transfer = { kind: 'transfer', vendType: 'OUTLET', sourceOutletId: 'main', outletId: 'harbour' } as const

  it('sent 10 and received 8 is a Stock Transfer of 10 and a Stocktake of −2 at the destination', async () => {
    const world = await begun()
    world.vend(
      { id: 'TR-1', ...transfer, status: 'sent', vendStatus: 'SENT', receivedAt: null },
      { Item1: { count: amount(10), received: amount(0), status: 'sent' } },
    )
    await world.sync()
    world.vend(
      { id: 'TR-1', status: 'received', vendStatus: 'RECEIVED' },
      { Item1: { count: amount(10), received: amount(8) } },
    )
    await world.sync()
    expect(world.booked.map(({ document }) => document.place.kind)).toEqual(['stock-transfer', 'stocktake'])
    expect(toldInAll(world)).toEqual({ 'WH Item1': -10, 'HS Item1': 8 })
  })
})

describe('a change of mapping', () => {
  it('decides what was held again: the transfer to Airport goes once Airport has a location', async () => {
    const world = await begun()
    const transfer = { kind: 'transfer', vendType: 'OUTLET', sourceOutletId: 'main', outletId: 'airport' } as const
    world.vend(
      { id: 'TR-2', ...transfer, status: 'sent', vendStatus: 'SENT', receivedAt: null },
      { Item1: { count: amount(4), status: 'sent' } },
    )
    await world.sync()
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['outlet-without-location'])
    const { settings } = await import('../fakes/tiny-world')
    const airport = { outlet: { id: 'airport', name: 'Airport' }, location: { id: 'AP', name: 'Airport' } }
    world.restart({ outlets: [...settings.outlets, airport], from: world.now - 3_600_000 })
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': -4, 'AP Item1': 4 })
  })
})
