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

const orderSetBack =
  'Order Stock CAR-25 was set back to SENT in Vend after the warehouse was told. Nothing was taken back yet. Take it back, or leave it as it is.'

describe('an order that Vend sets from RECEIVED back to SENT', () => {
  const received = { [cup]: '72', [saucer]: '60' }

  /** CAR-25 brought 60 and 50 to the 12 and 10 that were there; then Vend set it back. */
  async function setBack(): Promise<string> {
    day = await openShopDay({ switches: { webhooksLost: 1 } })
    let id = ''
    await scan(() => {
      const lines = [
        { sku: 'Item1', count: '60' },
        { sku: 'Item2', count: '50' },
      ]
      id = day.shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-25', lines })
    })
    expect(stock(day.warehouse, cup, saucer)).toEqual(received)
    await scan(() => day.shop.flipStatus(id, 'SENT'))
    expect(stock(day.warehouse, cup, saucer)).toEqual(received)
    expect(words(day)).toEqual([orderSetBack])
    return id
  }

  it('and forth again: it is held meanwhile, then nothing is, and the warehouse keeps 72 and 60', async () => {
    const id = await setBack()
    await expectRest(day)
    await scan(() => day.shop.flipStatus(id, 'RECEIVED'))
    expect(stock(day.warehouse, cup, saucer)).toEqual(received)
    expect(words(day)).toEqual([])
    await expectRest(day)
    expect(day.warehouse.documents()).toHaveLength(1)
  })

  it('back and forth three times moves nothing either', async () => {
    const id = await setBack()
    for (const status of ['RECEIVED', 'SENT', 'RECEIVED', 'SENT', 'RECEIVED'] as const)
      await scan(() => day.shop.flipStatus(id, status))
    expect(stock(day.warehouse, cup, saucer)).toEqual(received)
    await expectRest(day)
    expect(day.warehouse.documents()).toHaveLength(1)
  })

  it('and you take it back: 12 and 10; received again after all, 72 and 60 by itself', async () => {
    const id = await setBack()
    expect(day.app.approve(day.app.state().holds[0]?.id ?? '')).toBeNull()
    await day.sync()
    expect(stock(day.warehouse, cup, saucer)).toEqual({ [cup]: '12', [saucer]: '10' })
    expect(words(day)).toEqual([])
    await expectRest(day)
    await scan(() => day.shop.flipStatus(id, 'RECEIVED'))
    expect(stock(day.warehouse, cup, saucer)).toEqual(received)
    await expectRest(day)
    expect(day.warehouse.documents().map(({ reference }) => reference)).toEqual(['CAR-25', 'CAR-25-2', 'CAR-25-3'])
  })

  it('before the warehouse was told of it waits for its receipt: 12, and then 72', async () => {
    day = await openShopDay({ switches: { webhooksLost: 1 } })
    let id = ''
    await scan(() => {
      id = day.shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-25', lines: [{ sku: 'Item1', count: '60' }] })
      day.shop.flipStatus(id, 'SENT')
    })
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '12' })
    expect(words(day)).toEqual([])
    await scan(() => day.shop.flipStatus(id, 'RECEIVED'))
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '72' })
    await expectRest(day)
  })
})

describe('a transfer of 10 of which 8 arrived', () => {
  it('set back to SENT holds the 2 for you, and forgets it when it is RECEIVED again', async () => {
    day = await openShopDay({ switches: { webhooksLost: 1 } })
    const told = { [cup]: '2', [there]: '12' }
    let id = ''
    await scan(() => {
      const lines = [{ sku: 'Item1', count: '10' }]
      id = day.shop.sendTransfer({ from: mainOutlet, to: harbourStreet, reference: 'TRF-11', lines })
    })
    expect(stock(day.warehouse, cup, there)).toEqual({ [cup]: '2', [there]: '14' })
    await scan(() => day.shop.receiveTransfer(id, [{ sku: 'Item1', received: '8' }]))
    expect(stock(day.warehouse, cup, there)).toEqual(told)

    await scan(() => day.shop.flipStatus(id, 'SENT'))
    expect(stock(day.warehouse, cup, there)).toEqual(told)
    expect(words(day)).toEqual([
      'Transfer Stock TRF-11 was set back to SENT in Vend after the warehouse was told. Nothing was taken back yet. Take it back, or leave it as it is.',
    ])
    expect(day.held()).toEqual({ [there]: '2' })
    await expectRest(day)

    await scan(() => day.shop.flipStatus(id, 'RECEIVED'))
    expect(stock(day.warehouse, cup, there)).toEqual(told)
    expect(words(day)).toEqual([])
    await expectRest(day)
  })
})
