import { expect } from 'vitest'
import { harbourStreet, mainOutlet } from '../../src/sample/sample-catalogue'
import type { SampleShop } from '../../src/sample/sample-shop'
import { less } from './books'
import type { ShopDay } from './shop-day'
import { places, type Place, type Trouble } from './vend-troubles'

const minutes = 60_000

/** One of each kind; Vend calls for all but the return. */
function trade(shop: SampleShop): void {
  shop.receiveOrder({
    outlet: mainOutlet,
    reference: 'CAR-25',
    lines: [
      { sku: 'Item1', count: '60' },
      { sku: 'Item2', count: '50' },
    ],
  })
  shop.sendReturn({ outlet: mainOutlet, reference: 'RET-4', lines: [{ sku: 'TEA-BLACK', count: '3' }] })
  const transfer = shop.sendTransfer({
    from: mainOutlet,
    to: harbourStreet,
    reference: 'TRF-11',
    lines: [{ sku: 'KETTLE', count: '2' }],
  })
  shop.receiveTransfer(transfer, [{ sku: 'KETTLE', received: '1' }])
  shop.completeCount({ outlet: mainOutlet, name: 'Shelf', products: ['HONEY'], counted: { HONEY: '7' } })
}

const traded = {
  'WH-HARBOUR KETTLE': '1',
  'WH-MAIN HONEY': '-2',
  'WH-MAIN Item1': '60',
  'WH-MAIN Item2': '50',
  'WH-MAIN KETTLE': '-2',
  'WH-MAIN TEA-BLACK': '-3',
}

/** The return is found by the scan alone. */
const called = less(traded, { 'WH-MAIN TEA-BLACK': '-3' })

/** Whether it is said of Vend as a whole: what only the lines have is said of each movement, unless all is shut. */
function isOfAll(place: Place, kind: Trouble['kind']): boolean {
  if (place === 'the lines') return kind === 'shut'
  return place !== 'the list of products' || kind !== 'unreadable'
}

/** In 20 minutes: at first after 15 s, then more and more seldom, three tries each. */
const mostRequests = 100

/** A place of Vend has a trouble for twenty minutes, in which the shop trades; and then it is over. */
export async function liveThrough(day: ShopDay, place: Place, trouble: Trouble): Promise<void> {
  const { answer, when = 'before', kind, shape = 'offline', says } = trouble
  day.shop.fail({ when, only: places[place], times: Infinity, answer })
  trade(day.shop)
  await day.shop.settled()
  const before = day.shop.requests
  await day.pass(20 * minutes)

  const state = day.app.state()
  const asAWhole = isOfAll(place, kind)
  expect(state.shape).toBe(asAWhole ? shape : 'needs-you')
  const said = asAWhole ? [state.sentence] : state.holds.map(({ text }) => text)
  for (const text of said) expect(text).toMatch(says)
  if (!asAWhole) expect(state.holds.map(({ code }) => code)).toEqual(Array(4).fill('unreadable'))
  // What Vend called for is read without the list.
  expect(day.booked()).toEqual(place === 'the list of movements' ? called : {})
  expect(day.shop.requests - before).toBeLessThan(mostRequests)

  day.shop.heal()
  await day.pass(20 * minutes)
  expect(day.booked()).toEqual(traded)
  expect(day.recorded()).toEqual(traded)
  expect(day.app.state()).toMatchObject({ shape: 'ok', vendProblem: null, holds: [], toRead: 0 })
}
