import { afterEach, describe, expect, it } from 'vitest'
import type { OutletSettings } from '../../src/core/settings'
import { airport, harbourStreet, mainOutlet, unknownSku } from '../../src/sample/sample-catalogue'
import { openShopDay, type ShopDay } from './shop-day'
import { expectRest, stock, words } from './shop-stock'

const [cup, shed, there, gate] = ['WH-MAIN Item1', 'WH-SHED Item1', 'WH-HARBOUR Item1', 'WH-GATE Item1'] as const
const locations = [
  { id: 'WH-SHED', name: 'Shed' },
  { id: 'WH-GATE', name: 'Store room at the gate' },
]
let day: ShopDay
afterEach(() => day.close())

async function open(): Promise<void> {
  day = await openShopDay({ switches: { webhooksLost: 1, lineEditsBumpParent: true }, locations })
}

async function scan(deed: () => void): Promise<void> {
  day.clock.turn(60_000)
  deed()
  await day.sync()
}

const receive =
  (outlet: string, reference: string, count: string, sku = 'Item1') =>
  () =>
    void day.shop.receiveOrder({ outlet, reference, lines: [{ sku, count }] })

const idOf = (name: string) => day.shop.outlets.find((one) => one.name === name)?.id ?? ''

/** From now on the outlet's stock lies at this location of the warehouse. */
function mapTo(outlet: string, location: string, from: number | null = null): void {
  const id = idOf(outlet)
  const others = day.settings.outlets.filter((one) => one.outlet.id !== id)
  const mapped: OutletSettings = { outlet: { id, name: outlet }, location: { id: location, name: location } }
  day.restart({ outlets: [...others, mapped], from })
}

describe('an outlet that is renamed', () => {
  it('keeps its location: 12 and 60 are 72, and 7 more under its new name 79', async () => {
    await open()
    await scan(receive(mainOutlet, 'CAR-25', '60'))
    day.shop.renameOutlet(mainOutlet, 'High Street')
    await expectRest(day)
    await scan(receive('High Street', 'CAR-26', '7'))
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '79' })
    expect(words(day)).toEqual([])
    await expectRest(day)
  })

  it('is called by its new name from the next night on, where it has no location', async () => {
    await open()
    const held = (name: string) =>
      `Transfer Stock TRF-12: Outlet “${name}” has no location yet. Nothing was sent. Choose its location, or leave the transfer out.`
    await scan(() => {
      const lines = [{ sku: 'Item1', count: '5' }]
      day.shop.sendTransfer({ from: mainOutlet, to: airport, reference: 'TRF-12', lines })
    })
    expect(words(day)).toEqual([held('Airport')])
    day.shop.renameOutlet(airport, 'Gate 5')
    await day.night()
    expect(words(day)).toEqual([held('Gate 5')])
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '12' })
    await expectRest(day)
  })

  it('and one that is opened later is called by its name at once', async () => {
    await open()
    await scan(() => {
      day.shop.openOutlet('Kiosk')
      const lines = [{ sku: 'Item1', count: '5' }]
      day.shop.sendTransfer({ from: mainOutlet, to: 'Kiosk', reference: 'TRF-13', lines })
    })
    expect(words(day)).toEqual([
      'Transfer Stock TRF-13: Outlet “Kiosk” has no location yet. Nothing was sent. Choose its location, or leave the transfer out.',
    ])
    await expectRest(day)
  })
})

it('an outlet whose name Vend may not tell any more is called by its id, and keeps nothing from its place', async () => {
  await open()
  await scan(() => {
    day.shop.openOutlet('Kiosk')
    day.shop.set({ forbidden: ['outlets'] })
    const lines = [{ sku: 'Item1', count: '5' }]
    day.shop.sendTransfer({ from: mainOutlet, to: 'Kiosk', reference: 'TRF-13', lines })
    receive(mainOutlet, 'CAR-25', '60')()
  })
  expect(words(day)).toEqual([expect.stringContaining(`Outlet “${idOf('Kiosk')}” has no location yet.`)])
  expect(stock(day.warehouse, cup)).toEqual({ [cup]: '72' })
  await expectRest(day)
})

describe('an outlet that moves to another location', () => {
  it('takes what was not told yet along, and what comes later', async () => {
    await open()
    await scan(receive(mainOutlet, 'CAR-25', '60'))
    await scan(receive(mainOutlet, 'CAR-26', '6', unknownSku))
    mapTo(mainOutlet, 'WH-SHED')
    day.warehouse.addItem({ sku: unknownSku, name: 'Gift box' })
    await day.sync()
    expect(stock(day.warehouse, cup, `WH-MAIN ${unknownSku}`, `WH-SHED ${unknownSku}`)).toEqual({
      [cup]: '72',
      [`WH-MAIN ${unknownSku}`]: '0',
      [`WH-SHED ${unknownSku}`]: '6',
    })
    await scan(receive(mainOutlet, 'CAR-27', '7'))
    expect(stock(day.warehouse, cup, shed)).toEqual({ [cup]: '72', [shed]: '7' })
    expect(words(day)).toEqual([])
    await expectRest(day)
  })

  it('leaves corrections where they were told, held for you: 10 of the cups at Main, then 9', async () => {
    await open()
    let id = ''
    await scan(() => {
      id = day.shop.sendReturn({ outlet: mainOutlet, reference: 'RET-4', lines: [{ sku: 'Item1', count: '2' }] })
    })
    mapTo(mainOutlet, 'WH-SHED')
    await scan(() => day.shop.editLine(id, { sku: 'Item1', count: '3' }))
    expect(stock(day.warehouse, cup, shed)).toEqual({ [cup]: '10', [shed]: '0' })
    expect(words(day)).toEqual([
      'Return Stock RET-4: Item1 was told to the location “WH-MAIN”, which no longer belongs to this outlet. The change would go there too.',
    ])
    await expectRest(day)
    expect(day.app.approve(day.app.state().holds[0]?.id ?? '')).toBeNull()
    await day.sync()
    expect(stock(day.warehouse, cup, shed)).toEqual({ [cup]: '9', [shed]: '0' })
    await expectRest(day)
  })

  it('while a transfer is on its way: what is missing of it is held at the old one', async () => {
    await open()
    let id = ''
    await scan(() => {
      const lines = [{ sku: 'Item1', count: '10' }]
      id = day.shop.sendTransfer({ from: mainOutlet, to: harbourStreet, reference: 'TRF-11', lines })
    })
    expect(stock(day.warehouse, cup, there)).toEqual({ [cup]: '2', [there]: '14' })
    mapTo(harbourStreet, 'WH-SHED')
    await scan(() => day.shop.receiveTransfer(id, [{ sku: 'Item1', received: '8' }]))
    expect(stock(day.warehouse, cup, there, shed)).toEqual({ [cup]: '2', [there]: '14', [shed]: '0' })
    expect(words(day)).toEqual([
      'Transfer Stock TRF-11: Item1 was told to the location “WH-HARBOUR”, which no longer belongs to this outlet. The change would go there too.',
    ])
    await expectRest(day)
  })
})

describe('an outlet that gets its location late', () => {
  /** Order A-1 of 20 came to the Airport at 10:01, A-2 of 30 at 10:02, both before it had a location. */
  async function twoOrders(): Promise<void> {
    await open()
    await scan(receive(airport, 'A-1', '20'))
    await scan(receive(airport, 'A-2', '30'))
    expect(day.warehouse.documents()).toEqual([])
    expect(words(day)).toEqual([])
    day.clock.turn(60_000)
  }

  it('says nothing of its past, and everything from then on: 0, then 7', async () => {
    await twoOrders()
    mapTo(airport, 'WH-GATE')
    await day.sync()
    expect(stock(day.warehouse, gate)).toEqual({ [gate]: '0' })
    await expectRest(day)
    await scan(receive(airport, 'A-3', '7'))
    expect(stock(day.warehouse, gate)).toEqual({ [gate]: '7' })
    await expectRest(day)
  })

  it('from a moment on says what came after it: 30, then 37', async () => {
    await twoOrders()
    mapTo(airport, 'WH-GATE', Date.parse('2026-11-02T10:01:30Z'))
    await day.sync()
    expect(stock(day.warehouse, gate)).toEqual({ [gate]: '30' })
    await expectRest(day)
    await scan(receive(airport, 'A-3', '7'))
    expect(stock(day.warehouse, gate)).toEqual({ [gate]: '37' })
    await expectRest(day)
  })

  it('while a transfer is on its way to it: 7 and 5, and a loss on the way is told', async () => {
    await open()
    let id = ''
    await scan(() => {
      const lines = [{ sku: 'Item1', count: '5' }]
      id = day.shop.sendTransfer({ from: mainOutlet, to: airport, reference: 'TRF-12', lines })
    })
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '12' })
    mapTo(airport, 'WH-GATE')
    await day.sync()
    expect(stock(day.warehouse, cup, gate)).toEqual({ [cup]: '7', [gate]: '5' })
    await scan(() => day.shop.receiveTransfer(id, [{ sku: 'Item1', received: '4' }]))
    expect(stock(day.warehouse, cup, gate)).toEqual({ [cup]: '7', [gate]: '4' })
    expect(words(day)).toEqual([])
    await expectRest(day)
  })

  it('after a transfer arrived there: the 5 have left Main, and the Airport counts from now', async () => {
    await open()
    await scan(() => {
      const lines = [{ sku: 'Item1', count: '5' }]
      day.shop.receiveTransfer(day.shop.sendTransfer({ from: mainOutlet, to: airport, reference: 'TRF-12', lines }))
    })
    day.clock.turn(60_000)
    mapTo(airport, 'WH-GATE')
    await day.sync()
    expect(stock(day.warehouse, cup, gate)).toEqual({ [cup]: '7', [gate]: '0' })
    expect(words(day)).toEqual([])
    await expectRest(day)
  })
})

describe('an outlet that loses its location and gets it back', () => {
  it('catches up with what changed meanwhile of what was told, and with nothing else', async () => {
    await open()
    let id = ''
    await scan(() => {
      id = day.shop.sendReturn({ outlet: mainOutlet, reference: 'RET-4', lines: [{ sku: 'Item1', count: '2' }] })
    })
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '10' })
    day.restart({ outlets: day.settings.outlets.filter(({ outlet }) => outlet.name !== mainOutlet) })
    await scan(() => day.shop.editLine(id, { sku: 'Item1', count: '5' }))
    await scan(receive(mainOutlet, 'CAR-25', '60'))
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '10' })
    expect(words(day)).toEqual([])
    await expectRest(day)
    day.clock.turn(60_000)
    mapTo(mainOutlet, 'WH-MAIN')
    await day.sync()
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '7' })
    await expectRest(day)
  })
})
