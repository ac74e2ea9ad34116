import { afterEach, describe, expect, it } from 'vitest'
import { unknownSku } from '../../src/sample/sample-catalogue'
import { sampleDay } from '../../src/sample/sample-day'
import { less, type Books } from './books'
import { openInPosition } from './open-in-position'
import { openShopDay, type ShopDay } from './shop-day'
import { positions, type Position } from './switch-positions'

/** Several that might get in each other's way. */
const together: readonly Position[] = [
  {
    what: 'webhooks come twice, in any order, six at once',
    switches: { webhooksDoubled: 1, webhooksShuffled: true, webhooksAtOnce: 6 },
  },
  {
    what: 'returns say PENDING, in documented words',
    switches: { sentReturnLines: 'pending', lineStatuses: 'documented' },
  },
  {
    what: 'many odd ones are together',
    switches: {
      ...{ emptyFields: 'null', largestPage: 1, lineStatuses: 'documented', sentReturnLines: 'pending' },
      ...{ webhooksDoubled: 0.5, webhooksLost: 0.3, webhooksShuffled: true, countsHaveReceivedAt: false },
      ...{ versionsFrom: '53-bits', returnCounts: 'negative', deletedLines: 'listed', lineEditsBumpParent: true },
    },
  },
]

/** By hand, from the sentences of the day. */
const fullCount: Books = {
  'WH-HARBOUR BEANS': '-7.25',
  'WH-HARBOUR FILTER': '-20',
  'WH-HARBOUR HONEY': '-23',
  'WH-HARBOUR Item1': '-12',
  'WH-HARBOUR Item2': '-6',
  'WH-HARBOUR JAM-PLUM': '-7',
  'WH-HARBOUR KETTLE': '-2',
  'WH-HARBOUR SYRUP': '-3',
  'WH-HARBOUR TEA-BLACK': '-12',
  'WH-HARBOUR TEA-GREEN': '-39',
  'WH-HARBOUR TEA-MINT': '-10',
  'WH-HARBOUR TOWEL': '-9',
}
/** The full count at Harbour Street, by what it expected. */
function countedToZero({ expected = {} }: Position): Books {
  const other = Object.entries(expected).map(([sku, level]) => [`WH-HARBOUR ${sku}`, `-${level}`] as const)
  return { ...fullCount, ...Object.fromEntries(other) }
}
const giftBoxes: Books = { 'WH-MAIN GIFT-BOX': '6' }
const toTheAirport: Books = { 'WH-MAIN Item2': '-5' }
const went: Books = {
  'WH-HARBOUR HONEY': '12',
  'WH-HARBOUR Item1': '8',
  'WH-HARBOUR TEA-GREEN': '24',
  'WH-MAIN HONEY': '2',
  'WH-MAIN Item1': '50',
  'WH-MAIN Item2': '50',
  'WH-MAIN JAM-PLUM': '-4',
  'WH-MAIN TEA-BLACK': '-3',
  'WH-MAIN TEA-MINT': '-3',
  'WH-MAIN TOWEL': '12',
}

let day: ShopDay
afterEach(() => day.close())

/** The app's figures against both sides' own books; what is held is exactly what the day says. */
function expectBooks(held: Books): void {
  expect(day.held()).toEqual(held)
  expect(day.booked()).toEqual(less(day.recorded(), held))
  expect(day.app.state()).toMatchObject({ vendProblem: null, warehouseProblem: null, toRead: 0 })
}

/** What the person who looks at the holds does about the count and the gift boxes. */
async function settleHolds(): Promise<void> {
  day.warehouse.addItem({ sku: unknownSku, name: 'Gift box' })
  for (const { id, code } of day.app.state().holds) {
    if (code === 'count-zeroes') expect(day.app.approve(id)).toBeNull()
    if (code === 'sku-not-in-warehouse') expect(day.app.retry(id)).toBeNull()
  }
  await day.sync()
}

describe('at the end of the sample day the warehouse has what Vend recorded, less what is held, where', () => {
  it.each([...positions, ...together].map((one) => [one.what, one] as const))('%s', async (_, position) => {
    day = await openInPosition(position)
    await day.live(sampleDay())
    await day.sync()
    expect(day.app.state().sentence).toMatch(position.says ?? /./)
    await position.then?.(day)
    expectBooks({ ...countedToZero(position), ...giftBoxes, ...toTheAirport })
    expect(day.booked()).toEqual(went)

    const told = day.warehouse.documents().length
    day.restart()
    await day.sync()
    expect(day.warehouse.documents()).toHaveLength(told)

    await settleHolds()
    expectBooks(toTheAirport)
  })

  it.each(['hex', 'base64'] as const)(
    'webhooks are signed in %s, and only signed ones are heard',
    async (signature) => {
      day = await openShopDay({ switches: { signature, signatureSpaced: signature === 'hex' }, signed: true })
      const [order] = sampleDay()
      await day.live([order!])
      expect(day.booked()).toEqual({ 'WH-MAIN Item1': '60', 'WH-MAIN Item2': '50' })
      expect(day.shop.webhookCounts).toMatchObject({ delivered: 2, waiting: 0 })

      day.shop.set({ signature: 'none' })
      await day.live([order!])
      expect(day.shop.webhookCounts).toMatchObject({ delivered: 2, waiting: 2 })
      expect(day.warehouse.documents()).toHaveLength(2)
      await day.sync()
      expect(day.booked()).toEqual({ 'WH-MAIN Item1': '120', 'WH-MAIN Item2': '100' })
    },
  )

  it('lines are booked later than their consignment: each waits until Vend has booked it', async () => {
    day = await openShopDay({ switches: { linesBook: 'later' } })
    const [order, lost] = sampleDay()
    await day.live([order!, lost!])
    expect(day.booked()).toEqual({})
    expect(day.app.state().holds.map(({ code }) => code)).toEqual(Array(4).fill('line-pending'))
    for (const { consignmentId } of day.app.state().holds) day.shop.bookLines(consignmentId)
    await day.sync()
    expectBooks({})
    expect(day.booked()).toEqual({
      'WH-HARBOUR HONEY': '12',
      'WH-HARBOUR TEA-GREEN': '24',
      'WH-MAIN Item1': '60',
      'WH-MAIN Item2': '50',
    })
  })
})

describe('what the webhooks of the sample day make', () => {
  it('is one Stocktake per item; what the scan finds goes whole', async () => {
    day = await openShopDay()
    await day.live(sampleDay().slice(0, 4))
    const documents = day.warehouse.documents().map(({ reference, lines }) => [reference, lines.map(({ sku }) => sku)])
    expect(documents).toEqual([
      ['CAR-25', ['Item1']],
      ['CAR-25-2', ['Item2']],
      ['CAR-26', ['TEA-GREEN', 'HONEY']],
      ['RET-4', ['TEA-BLACK']],
      ['TRF-11', ['Item1']],
    ])
    expect(day.app.history().map(({ cause, kind }) => `${kind} by ${cause}`)).toEqual([
      'stocktake by webhook',
      'stocktake by webhook',
      'stocktake by scan',
      'stocktake by scan',
      'stock-transfer by webhook',
    ])
  })
})
