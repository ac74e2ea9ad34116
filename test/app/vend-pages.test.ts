import { afterEach, describe, expect, it } from 'vitest'
import { mainOutlet } from '../../src/sample/sample-catalogue'
import { faultHands } from './fault-hands'
import { openShopDay, type ShopDay } from './shop-day'

let day: ShopDay
afterEach(() => day.close())

const minutes = 60_000
const list = /\/consignments$/

const { order, rewrite, once, expectAllDone } = faultHands(() => day)

describe('a consignment whose lines Vend cannot give', () => {
  it('holds nothing else up, says so, and goes when it can be read', async () => {
    day = await openShopDay()
    const large = order('CAR-25')
    day.shop.fail({ when: 'before', only: new RegExp(`${large}/products`), times: Infinity, answer: { status: 504 } })
    await day.shop.settled()
    await day.pass(30 * minutes)
    expect(day.app.state()).toMatchObject({ shape: 'needs-you', vendProblem: null, toRead: 1 })

    order('CAR-26', 'Item2')
    await day.shop.settled()
    await day.pass(30 * minutes)
    order('CAR-27', 'HONEY')
    day.shop.sendReturn({ outlet: mainOutlet, reference: 'RET-4', lines: [{ sku: 'TEA-BLACK', count: '3' }] })
    await day.shop.settled()
    await day.pass(30 * minutes)
    expect(day.booked()).toEqual({ 'WH-MAIN HONEY': '10', 'WH-MAIN Item2': '10', 'WH-MAIN TEA-BLACK': '-3' })
    expect(day.app.state().holds).toMatchObject([{ code: 'unreadable', consignmentId: large }])
    expect(day.app.state().holds[0]?.text).toMatch(/“?CAR-25”? could not be read: .*504.*tries again every 5 minutes/)

    day.shop.heal()
    await day.pass(10 * minutes)
    expectAllDone()
  })
})

describe('a list that changes while it is walked', () => {
  it('shows what is received meanwhile once, at its newest', async () => {
    day = await openShopDay({ switches: { largestPage: 2, webhooksLost: 1 } })
    const written = ['CAR-1', 'CAR-2', 'CAR-3', 'CAR-4', 'CAR-5'].map((reference) =>
      day.shop.createConsignment({
        ...{ type: 'OUTLET', outlet: 'Harbour Street', source: mainOutlet, reference },
        lines: [{ sku: 'Item1', count: '1' }],
      }),
    )
    once(list, {
      meanwhile: () => {
        for (const id of written.slice(0, 4)) day.shop.changeStatus(id, 'SENT')
      },
    })
    once(list, {
      meanwhile: () => {
        for (const id of [written[0]!, written[3]!]) day.shop.receiveTransfer(id, [])
      },
    })
    await day.sync()
    // What is on its way is taken to arrive; two have arrived, and the fifth was never sent.
    expect(day.booked()).toEqual({ 'WH-HARBOUR Item1': '4', 'WH-MAIN Item1': '-4' })
    expect(day.app.state()).toMatchObject({ shape: 'ok', holds: [] })
    expect(day.warehouse.documents().map(({ reference }) => reference)).toEqual(['CAR-2', 'CAR-3', 'CAR-1', 'CAR-4'])
    expect(day.app.history().every(({ status }) => status === 'delivered')).toBe(true)
  })

  it('gives lines that are edited between two pages once, at their newest', async () => {
    day = await openShopDay({ switches: { largestPage: 2, webhooksLost: 1 } })
    const lines = ['Item1', 'Item2', 'HONEY', 'SYRUP', 'TOWEL'].map((sku) => ({ sku, count: '2' }))
    const id = day.shop.sendReturn({ outlet: mainOutlet, reference: 'RET-4', lines })
    // The first line was read already; under its new version it comes once more, on the last page.
    once(/\/products$/, { meanwhile: () => day.shop.editLine(id, { sku: 'Item1', count: '1' }) })
    await day.sync()
    expectAllDone()
    expect(day.booked()).toMatchObject({ 'WH-MAIN Item1': '-1', 'WH-MAIN TOWEL': '-2' })
    expect(day.warehouse.documents()).toHaveLength(1)
  })
})

describe('a page without rows', () => {
  const emptied = (text: string) => text.replace(/"data":\[.*\]/s, '"data":[]')
  const written = () =>
    day.shop.createConsignment({ type: 'SUPPLIER', outlet: mainOutlet, lines: [{ sku: 'Item1', count: '1' }] })

  it('is not the end of a list that says that it goes on', async () => {
    day = await openShopDay({ switches: { largestPage: 2, webhooksLost: 1 } })
    for (let hidden = 0; hidden < 4; hidden += 1) written()
    order('CAR-25')
    rewrite(list, emptied, 2)
    await day.sync()
    expectAllDone()
    expect(day.booked()).toEqual({ 'WH-MAIN Item1': '10' })
  })

  it('does not move our cursor: what Vend shows a moment later is found', async () => {
    day = await openShopDay({ switches: { webhooksLost: 1 } })
    order('CAR-25')
    rewrite(list, emptied)
    await day.sync()
    expect(day.booked()).toEqual({})
    await day.sync()
    expectAllDone()
    expect(day.booked()).toEqual({ 'WH-MAIN Item1': '10' })
  })

  it('does not keep us walking for ever', async () => {
    day = await openShopDay({ switches: { webhooksLost: 1 } })
    order('CAR-25')
    let max = 2n ** 40n
    rewrite(list, () => `{"data":[],"version":{"min":null,"max":${(++max).toString()}}}`, Infinity)
    const before = day.shop.requests
    await day.sync()
    expect(day.shop.requests - before).toBe(11)
    expect(day.app.state().sentence).toMatch(/moves on without a row/)
    day.shop.heal()
    await day.pass(minutes)
    expectAllDone()
  })

  it('but null, is its end only where it has no version either', async () => {
    day = await openShopDay({ switches: { webhooksLost: 1 } })
    order('CAR-25')
    rewrite(list, (text) => text.replace(/"data":\[.*\]/s, '"data":null'))
    await day.sync()
    expect(day.app.state()).toMatchObject({ shape: 'offline' })
    expect(day.app.state().sentence).toMatch(/does not understand/)
    rewrite(list, (text) => text.replace(/"data":\[\],"version":.*\}/s, '"data":null}'), Infinity)
    await day.pass(10 * minutes)
    expectAllDone()
  })
})
