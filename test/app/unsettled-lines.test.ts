import { afterEach, describe, expect, it } from 'vitest'
import { harbourStreet, mainOutlet } from '../../src/sample/sample-catalogue'
import { openShopDay, type ShopDay } from './shop-day'
import { expectRest, stock, words } from './shop-stock'

const [cup, saucer, there] = ['WH-MAIN Item1', 'WH-MAIN Item2', 'WH-HARBOUR Item1'] as const
let day: ShopDay
afterEach(() => day.close())

async function scan(deed: () => void): Promise<void> {
  day.clock.turn(60_000)
  deed()
  await day.sync()
}

describe('a line that Vend could not book', () => {
  it('waits alone and is looked at by every scan: 72 cups at once, 60 saucers once Vend has booked them', async () => {
    day = await openShopDay({ switches: { failingSkus: ['Item2'], webhooksLost: 1 } })
    let id = ''
    await scan(() => {
      const lines = [
        { sku: 'Item1', count: '60' },
        { sku: 'Item2', count: '50' },
      ]
      id = day.shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-25', lines })
    })
    expect(stock(day.warehouse, cup, saucer)).toEqual({ [cup]: '72', [saucer]: '10' })
    expect(words(day)).toEqual([
      'Order Stock CAR-25: Item2 (Coffee saucer) could not be booked in Vend. Book it there again; Stocktray looks with every scan.',
    ])
    await expectRest(day)
    await scan(() => {
      day.shop.set({ failingSkus: [] })
      day.shop.bookLines(id)
    })
    expect(stock(day.warehouse, cup, saucer)).toEqual({ [cup]: '72', [saucer]: '60' })
    expect(words(day)).toEqual([])
    await expectRest(day)
  })

  it('keeps a whole count undecided: 12 and 10 until Vend has booked it, then 11 and 7', async () => {
    day = await openShopDay({ switches: { failingSkus: ['Item2'], webhooksLost: 1 } })
    let id = ''
    await scan(() => {
      const counted = { Item1: '11', Item2: '7' }
      id = day.shop.completeCount({ outlet: mainOutlet, name: 'Shelf', products: ['Item1', 'Item2'], counted })
    })
    expect(stock(day.warehouse, cup, saucer)).toEqual({ [cup]: '12', [saucer]: '10' })
    expect(words(day)).toEqual([
      'Inventory Count “Shelf”: Item2 (Coffee saucer) could not be booked in Vend. Book it there again; Stocktray looks with every scan.',
    ])
    await expectRest(day)
    await scan(() => {
      day.shop.set({ failingSkus: [] })
      day.shop.bookLines(id)
    })
    expect(stock(day.warehouse, cup, saucer)).toEqual({ [cup]: '11', [saucer]: '7' })
    await expectRest(day)
  })

  it('of a transfer leaves what was told of its leaving: 2 and 14, and 12 once 8 of 10 are booked as arrived', async () => {
    day = await openShopDay({ switches: { webhooksLost: 1 } })
    let id = ''
    await scan(() => {
      const lines = [{ sku: 'Item1', count: '10' }]
      id = day.shop.sendTransfer({ from: mainOutlet, to: harbourStreet, reference: 'TRF-11', lines })
    })
    expect(stock(day.warehouse, cup, there)).toEqual({ [cup]: '2', [there]: '14' })
    await scan(() => {
      day.shop.set({ failingSkus: ['Item1'] })
      day.shop.receiveTransfer(id, [{ sku: 'Item1', received: '8' }])
    })
    expect(stock(day.warehouse, cup, there)).toEqual({ [cup]: '2', [there]: '14' })
    expect(words(day)).toEqual([
      'Transfer Stock TRF-11: Item1 (Coffee cup) could not be booked in Vend. Book it there again; Stocktray looks with every scan.',
    ])
    await expectRest(day)
    await scan(() => {
      day.shop.set({ failingSkus: [] })
      day.shop.bookLines(id)
    })
    expect(stock(day.warehouse, cup, there)).toEqual({ [cup]: '2', [there]: '12' })
    expect(words(day)).toEqual([])
    await expectRest(day)
  })
})

describe('the lines of a transfer that Vend books later than its status', () => {
  it('wait each time: 12 and 4; then 2 and 14; then, when 8 have arrived, 2 and 12', async () => {
    day = await openShopDay({ switches: { linesBook: 'later', webhooksLost: 1 } })
    const pending =
      'Transfer Stock TRF-11: Item1 (Coffee cup) is not booked in Vend yet. Stocktray looks again with every scan.'
    let id = ''
    await scan(() => {
      const lines = [{ sku: 'Item1', count: '10' }]
      id = day.shop.sendTransfer({ from: mainOutlet, to: harbourStreet, reference: 'TRF-11', lines })
    })
    expect(stock(day.warehouse, cup, there)).toEqual({ [cup]: '12', [there]: '4' })
    expect(words(day)).toEqual([pending])
    await expectRest(day)
    await scan(() => day.shop.bookLines(id))
    expect(stock(day.warehouse, cup, there)).toEqual({ [cup]: '2', [there]: '14' })
    expect(words(day)).toEqual([])
    await scan(() => day.shop.receiveTransfer(id, [{ sku: 'Item1', received: '8' }]))
    expect(stock(day.warehouse, cup, there)).toEqual({ [cup]: '2', [there]: '14' })
    expect(words(day)).toEqual([pending])
    await expectRest(day)
    await scan(() => day.shop.bookLines(id))
    expect(stock(day.warehouse, cup, there)).toEqual({ [cup]: '2', [there]: '12' })
    await expectRest(day)
  })
})
