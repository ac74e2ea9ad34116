import { afterEach, describe, expect, it } from 'vitest'
import { mainOutlet, unknownSku } from '../../src/sample/sample-catalogue'
import { openShopDay, type ShopDay } from './shop-day'
import { expectRest, stock, words } from './shop-stock'

const [cup, tea, box] = ['WH-MAIN Item1', 'WH-MAIN TEA-BLACK', `WH-MAIN ${unknownSku}`] as const
let day: ShopDay
afterEach(() => day.close())

async function scan(deed: () => void): Promise<void> {
  day.clock.turn(60_000)
  deed()
  await day.sync()
}

const receive =
  (reference: string, ...lines: readonly { sku: string; count: string }[]) =>
  () =>
    void day.shop.receiveOrder({ outlet: mainOutlet, reference, lines })

async function switched(on: boolean, from: number | null = null): Promise<void> {
  day.clock.turn(60_000)
  day.restart({ sendStockAdjustments: on, from })
  await day.sync()
}

const noon = Date.parse('2026-11-02T12:00:00Z')
/** Of the shop day, which begins at ten: nothing has happened yet. */
const tenOClock = Date.parse('2026-11-02T10:00:00Z')

describe('what happens while sending is switched off', () => {
  async function orderWhileOff(): Promise<void> {
    day = await openShopDay({ switches: { webhooksLost: 1 } })
    await switched(false)
    await scan(receive('CAR-25', { sku: 'Item1', count: '60' }))
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '12' })
    expect(day.app.state()).toMatchObject({ shape: 'off', holds: [] })
    await expectRest(day)
  }

  it('is past when it is switched on again: 12 stay, and 7 more are 19', async () => {
    await orderWhileOff()
    await switched(true)
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '12' })
    expect(words(day)).toEqual([])
    await expectRest(day)
    await scan(receive('CAR-26', { sku: 'Item1', count: '7' }))
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '19' })
    await expectRest(day)
  })

  it('is sent when it is switched on from a moment before: 72', async () => {
    await orderWhileOff()
    await switched(true, tenOClock)
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '72' })
    await expectRest(day)
  })

  it('is past when it is switched on from a moment after: 12', async () => {
    await orderWhileOff()
    await switched(true, noon)
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '12' })
    await expectRest(day)
  })
})

describe('what was told before sending was switched off', () => {
  /** 3 of 25 black teas went back and were told; then sending was switched off. */
  async function toldAndOff(bump = true): Promise<string> {
    day = await openShopDay({ switches: { lineEditsBumpParent: bump } })
    let id = ''
    await scan(() => {
      id = day.shop.sendReturn({ outlet: mainOutlet, reference: 'RET-4', lines: [{ sku: 'TEA-BLACK', count: '3' }] })
    })
    expect(stock(day.warehouse, tea)).toEqual({ [tea]: '22' })
    await switched(false)
    return id
  }

  it('stays told and is not sent again when it is switched on from a moment before: 22', async () => {
    await toldAndOff()
    await expectRest(day)
    await switched(true, tenOClock)
    expect(stock(day.warehouse, tea)).toEqual({ [tea]: '22' })
    expect(day.warehouse.documents()).toHaveLength(1)
    await expectRest(day)
  })

  it('and changed meanwhile is corrected when it is switched on again: 22, then 20', async () => {
    const id = await toldAndOff()
    await scan(() => day.shop.editLine(id, { sku: 'TEA-BLACK', count: '5' }))
    expect(stock(day.warehouse, tea)).toEqual({ [tea]: '22' })
    await expectRest(day)
    await switched(true)
    expect(stock(day.warehouse, tea)).toEqual({ [tea]: '20' })
    await expectRest(day)
  })

  it('and changed meanwhile without a new version is corrected then, too', async () => {
    const id = await toldAndOff(false)
    await scan(() => day.shop.editLine(id, { sku: 'TEA-BLACK', count: '5' }))
    expect(stock(day.warehouse, tea)).toEqual({ [tea]: '22' })
    await switched(true)
    expect(stock(day.warehouse, tea)).toEqual({ [tea]: '20' })
    await expectRest(day)
  })

  it('and cancelled meanwhile waits for you when it is switched on again: 22 until you take it back, then 25', async () => {
    const id = await toldAndOff()
    await scan(() => day.shop.cancel(id))
    expect(words(day)).toEqual([])
    await switched(true)
    expect(stock(day.warehouse, tea)).toEqual({ [tea]: '22' })
    expect(words(day)).toEqual([
      'Return Stock RET-4 was cancelled in Vend after the warehouse was told. Nothing was taken back yet. Take it back, or leave it as it is.',
    ])
    await expectRest(day)
    expect(day.app.approve(day.app.state().holds[0]?.id ?? '')).toBeNull()
    await day.sync()
    expect(stock(day.warehouse, tea)).toEqual({ [tea]: '25' })
    await expectRest(day)
  })
})

describe('what waited when sending was switched off', () => {
  it('of an order that was told in part waits again when it is switched on: 72 cups, and 6 boxes once they are known', async () => {
    day = await openShopDay({ switches: { webhooksLost: 1 } })
    await scan(receive('CAR-27', { sku: 'Item1', count: '60' }, { sku: unknownSku, count: '6' }))
    expect(stock(day.warehouse, cup, box)).toEqual({ [cup]: '72', [box]: '0' })
    expect(day.app.state().holds.map(({ code }) => code)).toEqual(['sku-not-in-warehouse'])
    await switched(false)
    expect(words(day)).toEqual([])
    day.warehouse.addItem({ sku: unknownSku, name: 'Gift box' })
    await expectRest(day)
    await switched(true)
    expect(stock(day.warehouse, cup, box)).toEqual({ [cup]: '72', [box]: '6' })
    await expectRest(day)
  })

  it('and was never told is past when it is switched on, unless it is from a moment before: 0, or 6', async () => {
    day = await openShopDay({ switches: { webhooksLost: 1 } })
    await scan(receive('CAR-27', { sku: unknownSku, count: '6' }))
    await switched(false)
    day.warehouse.addItem({ sku: unknownSku, name: 'Gift box' })
    await switched(true)
    expect(stock(day.warehouse, box)).toEqual({ [box]: '0' })
    await switched(false)
    await switched(true, tenOClock)
    expect(stock(day.warehouse, box)).toEqual({ [box]: '6' })
    await expectRest(day)
  })
})
