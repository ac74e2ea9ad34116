import { describe, expect, it } from 'vitest'
import { toldInAll } from '../fakes/tiny-warehouse'
import { amount, settings, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

const car25 = { Item1: { received: amount(60) }, Item2: { received: amount(50) } }
const airport = { outlet: { id: 'airport', name: 'Airport' }, location: { id: 'AP', name: 'Airport' } }

async function begun(): Promise<TinyWorld> {
  const world = tinyWorld()
  await world.sync()
  world.now += 60_000
  return world
}

describe('an outlet that is mapped later', () => {
  it('is not called told before Vend was read for it', async () => {
    const world = await begun()
    await world.sync()
    expect(world.app.state().shape).toBe('ok')
    world.restart({ outlets: [...settings.outlets, airport] })
    expect(world.app.state()).toMatchObject({
      shape: 'working',
      sentence: 'What Vend recorded of Airport is read with the next scan.',
    })
    await world.sync()
    expect(world.app.state().shape).toBe('ok')
  })

  it('is not called told while the scan has not come to what its walk has seen', async () => {
    const world = await begun()
    await world.sync()
    world.now += 60_000
    world.vend({ id: 'CAR-25' }, car25)
    world.restart({ outlets: [...settings.outlets, airport] })
    world.betweenPages = () => {
      world.betweenPages = () => {
        throw new Error('The power goes.')
      }
    }
    await expect(world.sync()).rejects.toThrow('The power goes.')
    world.betweenPages = () => undefined
    world.restart({ outlets: [...settings.outlets, airport] })
    expect(world.app.state()).toMatchObject({
      shape: 'working',
      sentence: expect.stringMatching(/1 movement still to be read from Vend\.$/),
    })
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(world.app.state().shape).toBe('ok')
  })

  it('says nothing of its past, even when a webhook speaks before the scan', async () => {
    const world = await begun()
    const long = world.now - 100 * 86_400_000
    world.vend({ id: 'OLD', outletId: 'airport', createdAt: long, updatedAt: long, receivedAt: long }, car25)
    await world.sync()
    world.now += 86_400_000
    world.restart({ outlets: [...settings.outlets, airport] })
    world.app.hear(['OLD'])
    await world.turn(2_000)
    await world.sync()
    expect(toldInAll(world)).toEqual({})
  })
})

describe('sending that is switched off', () => {
  it('stops what waits, also while Vend does not answer', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('retry')
    world.knownSkus.clear()
    await world.sync()
    world.vendDown = 'Vend does not answer.'
    world.knownSkus.add('Item1').add('Item2')
    world.restart({ sendStockAdjustments: false })
    await world.sync()
    await world.turn(3_600_000)
    expect(toldInAll(world)).toEqual({})
  })
})

describe('sending that is switched on again', () => {
  it('looks at what was told before, and is not green until then', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    world.restart({ sendStockAdjustments: false })
    world.vend({ id: 'CAR-25' }, { Item1: { received: amount(40) }, Item2: { received: amount(50) } })
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    world.restart({ sendStockAdjustments: true })
    expect(world.app.state().shape).toBe('working')
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 40, 'WH Item2': 50 })
    expect(world.app.state().shape).toBe('ok')
  })
})

describe('a person who leaves a document out', () => {
  it('is not overruled by an answer that comes late', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.knownSkus.clear()
    await world.sync()
    const [held] = world.app.history()
    expect(world.app.dismiss(held?.id ?? '', 'counted by hand')).toBeNull()
    world.knownSkus.add('Item1').add('Item2')
    await world.turn(3_600_000)
    await world.sync()
    expect(toldInAll(world)).toEqual({})
    expect(world.app.state().sentence).toContain('but for 1 thing you left out')
  })
})

describe('lines that are edited while they are read', () => {
  it('are counted once, also when the consignment keeps its version', async () => {
    const world = await begun()
    world.pageSize = 1
    world.vend({ id: 'CAR-25' }, car25)
    // Item1 was on the first page, is touched, and comes again on the last.
    const lines = world.lines.get('CAR-25') ?? []
    world.tearOnce = () => lines.push({ ...(lines[0] ?? raise()) })
    world.mendAfter = () => lines.pop()
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })

  it('of a product that really stands on two pages are added', async () => {
    const world = await begun()
    world.pageSize = 1
    world.vend({ id: 'CAR-25' }, car25)
    const lines = world.lines.get('CAR-25') ?? []
    lines.push({ ...(lines[0] ?? raise()), received: amount(5) })
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 65, 'WH Item2': 50 })
  })
})

describe('a consignment that cannot be read', () => {
  it('is shown, is tried again, and holds nothing else up', async () => {
    const world = await begun()
    world.unreadable.add('CAR-25')
    world.vend({ id: 'CAR-25' }, car25)
    world.vend({ id: 'CAR-26' }, { Item3: { received: amount(7) } })
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item3': 7 })
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['unreadable'])
    world.unreadable.clear()
    await world.turn(300_000)
    expect(toldInAll(world)).toEqual({ 'WH Item3': 7, 'WH Item1': 60, 'WH Item2': 50 })
    expect(world.app.state().holds).toEqual([])
  })
})

describe('a clock that was set back by three days', () => {
  it('does not stop the scans', async () => {
    const world = await begun()
    world.now += 3 * 86_400_000
    await world.sync()
    world.now -= 3 * 86_400_000
    world.vend({ id: 'CAR-25' }, car25)
    await world.turn(60_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })
})

describe('a warehouse that is down', () => {
  it('is said so from the first document on, and green only when it is over', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('retry', 'retry')
    await world.sync()
    expect(world.app.state().shape).toBe('retrying')
    for (let minutes = 0; minutes < 5; minutes += 1) await world.turn(60_000)
    expect(world.app.state().shape).toBe('ok')
  })
})

describe('another warehouse system', () => {
  it('never gets what was begun with the one before: a person looks there', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push('reset-after')
    await world.sync()
    world.warehouseId = 'another'
    world.booked.length = 0
    world.restart()
    await world.sync()
    await world.turn(3_600_000)
    expect(world.booked).toEqual([])
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['warehouse-changed'])
  })

  it('gets what had not been begun', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.knownSkus.clear()
    await world.sync()
    world.warehouseId = 'another'
    world.knownSkus.add('Item1').add('Item2')
    world.restart()
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    world.vend({ id: 'CAR-25' }, { ...car25, Item1: { received: amount(61) } })
    await world.sync()
    expect(toldInAll(world)).toEqual({ 'WH Item1': 61, 'WH Item2': 50 })
  })
})

describe('an SKU with a character that nobody types', () => {
  it('is held, and never cut into another', async () => {
    const world = await begun()
    world.products.set('Odd', {
      id: 'Odd',
      sku: 'Item1\u0000X',
      name: 'Odd',
      codes: [],
      tracked: true,
      composite: false,
      version: 99n,
    })
    world.vend({ id: 'CAR-25' }, { Odd: { received: amount(3) } })
    await world.sync()
    expect(toldInAll(world)).toEqual({})
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['product-without-sku'])
  })
})

describe('a document whose attempts fail', () => {
  it('is tried again after five seconds, then after twice as long each time; a fifth of it is chance', async () => {
    const world = await begun()
    world.script.push('retry', 'retry', 'retry')
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    const waits: number[] = []
    while (world.booked.length === 0) {
      const wait = world.app.nextDue() - world.now
      waits.push(wait)
      await world.turn(wait)
    }
    expect(waits).toEqual([4_500, 9_000, 18_000])
  })
})

function raise(): never {
  throw new Error('no line')
}

describe('an answer of Vend that is behind what it has shown', () => {
  it('is asked for again, and the newer figures are told the same minute', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25', status: 'sent', vendStatus: 'SENT' }, car25)
    const behind = world.consignments.get('CAR-25')!
    await world.sync()
    world.vend({ id: 'CAR-25', status: 'received', vendStatus: 'RECEIVED' }, car25)
    const newest = world.consignments.get('CAR-25')!
    world.unreadable.add('CAR-25')
    await world.sync()
    world.unreadable.clear()
    world.consignments.set('CAR-25', behind)
    await world.turn(300_000)
    world.consignments.set('CAR-25', newest)
    await world.turn(20_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
  })
})

describe('a webhook whose movement could not be read', () => {
  it('leaves no hold behind once it can be, though Vend has nothing new', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    world.vend({ id: 'CAR-26', status: 'sent', vendStatus: 'SENT' }, car25)
    await world.sync()
    world.consignmentsDown.add('CAR-26')
    world.app.hear(['CAR-26'])
    await world.turn(2_000)
    expect(world.app.state().holds.map(({ code }) => code)).toEqual(['unreadable'])
    world.consignmentsDown.clear()
    await world.turn(300_000)
    expect(world.app.state().holds).toEqual([])
  })
})

describe('a clock that was days ahead and is set right', () => {
  it('does not put off the nightly look', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    await world.sync()
    const rightTime = world.now
    await world.turn(3 * 86_400_000)
    world.now = rightTime
    // A figure corrected without a new version shows at night alone.
    world.lines.set(
      'CAR-25',
      world.lines.get('CAR-25')!.map((line) => ({ ...line, received: amount(40) })),
    )
    await world.turn(300_000)
    await world.turn(86_400_000)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 40, 'WH Item2': 40 })
  })
})
