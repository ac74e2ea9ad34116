import { afterEach, describe, expect, it } from 'vitest'
import { mainOutlet } from '../../src/sample/sample-catalogue'
import { faultHands } from './fault-hands'
import { openShopDay, type ShopDay } from './shop-day'

let day: ShopDay
afterEach(() => day.close())

const [minutes, hours] = [60_000, 3_600_000]
const list = /\/consignments$/

const { order, rewrite, once, expectAllDone } = faultHands(() => day)

describe('what Vend invents after this program was written', () => {
  it.each([
    ['a type', /"SUPPLIER"/g, '"PALLET"', list, 'unknown-kind', /PALLET/],
    ['a status', /"RECEIVED"/g, '"SHELVED"', list, 'unknown-status', /SHELVED/],
    [
      'a state of a line',
      /"RECEIVE_SUCCESS"/g,
      '"SHELF_SUCCESS"',
      /\/products$/,
      'line-status-unknown',
      /SHELF_SUCCESS/,
    ],
  ] as const)('%s is held in its own words, and goes when it is known again', async (_, was, is, where, code, says) => {
    day = await openShopDay({ switches: { webhooksLost: 1 } })
    const id = order('CAR-25')
    rewrite(where, (text) => text.replace(was, is), Infinity)
    if (where === list) rewrite(/\/consignments\/[^/]+$/, (text) => text.replace(was, is), Infinity)
    await day.pass(20 * minutes)
    expect(day.booked()).toEqual({})
    const state = day.app.state()
    expect(state.holds).toMatchObject([{ code, consignmentId: id }])
    expect(state.holds[0]?.text).toMatch(says)
    expect(state).toMatchObject({ shape: 'needs-you', vendProblem: null })

    day.shop.heal()
    // Vend says it under the same version: the look back in the night finds it.
    day.clock.turn(24 * hours)
    await day.pass(10 * minutes)
    expectAllDone()
  })
})

describe('a PC clock that is wrong by hours', () => {
  it.each([
    ['behind', 5 * hours],
    ['ahead', -5 * hours],
  ])('%s of Vend’s, sends what happens from the start on, and nothing from before', async (_, vendAheadMs) => {
    day = await openShopDay({ vendAheadMs })
    order('CAR-25')
    await day.shop.settled()
    await day.pass(10 * minutes)
    expectAllDone()
    expect(day.booked()).toEqual({ 'WH-MAIN Item1': '10' })
    // How far it is accounted for is said by Vend's clock.
    expect(day.app.state().lastScan?.upTo).toBeGreaterThan(day.clock.now() + vendAheadMs - 10 * minutes)
    expect(day.app.state().lastScan?.upTo).toBeLessThanOrEqual(day.clock.now() + vendAheadMs)
  })

  it.each([-26, -5, -1.5, 5, 26])('or is set by %f hours in the middle of the day, costs no time', async (by) => {
    day = await openShopDay()
    order('CAR-25')
    await day.shop.settled()
    day.setClock(by * hours)
    await day.pass(6 * minutes)
    expectAllDone()
    order('CAR-26')
    await day.shop.settled()
    await day.pass(6 * minutes)
    expectAllDone()
  })

  it.each([-26, -5, -1.5, 5])('or is set by %f hours while Vend is away, does not make the wait longer', async (by) => {
    day = await openShopDay()
    order('CAR-25')
    day.shop.fail({ when: 'before', times: Infinity, answer: { status: 503 } })
    await day.shop.settled()
    await day.pass(30 * minutes)
    expect(day.app.state().shape).toBe('offline')
    day.setClock(by * hours)
    day.shop.heal()
    await day.pass(6 * minutes)
    expectAllDone()
  })
})

describe('a token that is revoked in the middle', () => {
  const newToken = () => {
    day.shop.changeToken('another')
  }

  it('of a scan, keeps what was read and goes on there with the next token', async () => {
    day = await openShopDay({ switches: { largestPage: 2, webhooksLost: 1 } })
    for (const reference of ['CAR-1', 'CAR-2', 'CAR-3', 'CAR-4', 'CAR-5']) order(reference)
    once(list, { meanwhile: newToken })
    const before = day.shop.requests
    await day.pass(4 * hours)
    expect(day.app.state()).toMatchObject({ shape: 'signed-out', toRead: 2 })
    expect(day.app.state().sentence).toMatch(/does not accept the access token.*Nothing has been read since/)
    expect(day.booked()).toEqual({})
    // Once in a quarter of an hour, in case it was only a moment.
    expect(day.shop.requests - before).toBeLessThanOrEqual(4 * 4 + 2)

    day.restart({ vendToken: 'another' })
    await day.pass(minutes)
    expectAllDone()
    expect(day.warehouse.documents()).toHaveLength(5)
  })

  it('of the lines of a movement, sends nothing of the half that was read', async () => {
    day = await openShopDay({ switches: { largestPage: 2 } })
    const counted = { HONEY: '7', SYRUP: '5', TOWEL: '20', BEANS: '14', KETTLE: '9' }
    day.shop.completeCount({ outlet: mainOutlet, name: 'Shelf', products: Object.keys(counted), counted })
    await day.shop.settled()
    once(/\/products$/, { meanwhile: newToken })
    await day.pass(hours)
    expect(day.booked()).toEqual({})
    expect(day.app.state().shape).toBe('signed-out')
    day.restart({ vendToken: 'another' })
    await day.pass(minutes)
    expectAllDone()
  })
})
