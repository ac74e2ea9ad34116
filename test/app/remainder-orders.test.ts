import { afterEach, describe, expect, it } from 'vitest'
import { mainOutlet } from '../../src/sample/sample-catalogue'
import type { ShopSwitches } from '../../src/sample/shop-switches'
import { openShopDay, type ShopDay } from './shop-day'
import { expectRest, stock, words } from './shop-stock'

const cup = 'WH-MAIN Item1'
let day: ShopDay
afterEach(() => day.close())

/** Of 60 ordered cups 40 arrive beside the 12 that are there. */
async function receivedInPart(switches: Partial<ShopSwitches>): Promise<void> {
  day = await openShopDay({ switches })
  await day.live([
    {
      say: 'Order CAR-25 of 60 cups is received with 40.',
      do: (shop) => {
        const lines = [{ sku: 'Item1', count: '60', received: '40' }]
        shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-25', lines })
        return shop.settled()
      },
      then: 'webhook',
    },
  ])
  expect(stock(day.warehouse, cup)).toEqual({ [cup]: '52' })
}

/** The order that Vend made for the rest: it stands at SENT. */
async function restOrder(): Promise<string | undefined> {
  const answer = await fetch(`${day.shop.url}/api/2026-07/consignments?status=SENT`, {
    headers: { authorization: 'Bearer vend' },
  })
  const { data } = (await answer.json()) as { data: { id: string }[] }
  return data[0]?.id
}

async function receiveRest(received: string): Promise<void> {
  const id = (await restOrder()) ?? ''
  day.clock.turn(60_000)
  day.shop.editLine(id, { sku: 'Item1', received })
  day.shop.changeStatus(id, 'RECEIVED')
  await day.shop.settled()
  day.clock.turn(2_000)
  await day.app.work(new AbortController().signal)
}

describe('an order of which a part was received', () => {
  it('and the rest under a new order of the same number: 52, then 72, each part once', async () => {
    await receivedInPart({ partlyReceived: 'new-order' })
    await expectRest(day)
    await receiveRest('20')
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '72' })
    expect(words(day)).toEqual([])
    await expectRest(day)
    expect(day.warehouse.documents().map(({ reference }) => reference)).toEqual(['CAR-25', 'CAR-25-2'])
  })

  it('and the rest in two more parts: 52, 67, 72', async () => {
    await receivedInPart({ partlyReceived: 'new-order' })
    await receiveRest('15')
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '67' })
    await receiveRest('5')
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '72' })
    expect(await restOrder()).toBeUndefined()
    await expectRest(day)
    expect(day.warehouse.documents().map(({ reference }) => reference)).toEqual(['CAR-25', 'CAR-25-2', 'CAR-25-3'])
  })

  it('and the rest is cancelled: it stays at 52, and nothing is taken back', async () => {
    await receivedInPart({ partlyReceived: 'new-order' })
    day.shop.cancel((await restOrder()) ?? '')
    await day.sync()
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '52' })
    expect(words(day)).toEqual([])
    await expectRest(day)
  })

  it('and closed with that: 52 and no more', async () => {
    await receivedInPart({ partlyReceived: 'closed-short' })
    expect(await restOrder()).toBeUndefined()
    await expectRest(day)
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '52' })
  })
})
