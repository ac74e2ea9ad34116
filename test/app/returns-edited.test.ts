import { afterEach, describe, expect, it } from 'vitest'
import { mainOutlet } from '../../src/sample/sample-catalogue'
import type { ShopSwitches } from '../../src/sample/shop-switches'
import { openShopDay, type ShopDay } from './shop-day'
import { expectRest, stock, words } from './shop-stock'

const tea = 'WH-MAIN TEA-BLACK'
let day: ShopDay
afterEach(() => day.close())

/** Return RET-4 sends 3 of the 25 black teas back, and the warehouse is told. */
async function returned(switches: Partial<ShopSwitches>): Promise<string> {
  day = await openShopDay({ switches })
  day.clock.turn(60_000)
  const id = day.shop.sendReturn({ outlet: mainOutlet, reference: 'RET-4', lines: [{ sku: 'TEA-BLACK', count: '3' }] })
  await day.sync()
  expect(stock(day.warehouse, tea)).toEqual({ [tea]: '22' })
  return id
}

async function edited(id: string, count: string, look: () => Promise<void>): Promise<string | undefined> {
  day.clock.turn(60_000)
  day.shop.editLine(id, { sku: 'TEA-BLACK', count })
  await look()
  expect(words(day)).toEqual([])
  return stock(day.warehouse, tea)[tea]
}

describe('a return that is edited after it was sent', () => {
  it('under a new version is corrected by the next scan: 22, then 20, then 24, then all 25 again', async () => {
    const id = await returned({ lineEditsBumpParent: true })
    expect(await edited(id, '5', day.sync)).toBe('20')
    expect(await edited(id, '1', day.sync)).toBe('24')
    await expectRest(day)
    expect(await edited(id, '0', day.sync)).toBe('25')
    await expectRest(day)
    expect(day.warehouse.documents().map(({ reference }) => reference)).toEqual([
      'RET-4',
      'RET-4-2',
      'RET-4-3',
      'RET-4-4',
    ])
  })

  it('without a new version stays at 22 by day, and the night corrects it to 20', async () => {
    const id = await returned({})
    expect(await edited(id, '5', day.sync)).toBe('22')
    await day.night()
    expect(stock(day.warehouse, tea)).toEqual({ [tea]: '20' })
    await expectRest(day)
  })

  it('twice before anybody looked is corrected once: 3, then 9, then 4 is one more out', async () => {
    const id = await returned({})
    day.shop.editLine(id, { sku: 'TEA-BLACK', count: '9' })
    expect(await edited(id, '4', day.night)).toBe('21')
    expect(day.warehouse.documents()).toHaveLength(2)
    await expectRest(day)
  })

  it('whose lines stay PENDING in Vend is corrected all the same', async () => {
    const id = await returned({ sentReturnLines: 'pending' })
    expect(await edited(id, '5', day.night)).toBe('20')
    await expectRest(day)
  })
})
