import { afterEach, describe, expect, it } from 'vitest'
import type { AppState } from '../../src/core/app-state'
import { harbourStreet, mainOutlet } from '../../src/sample/sample-catalogue'
import type { SampleShop } from '../../src/sample/sample-shop'
import type { Fault, FaultAnswer } from '../../src/sample/scripted-faults'
import { less } from './books'
import { openShopDay, type ShopDay } from './shop-day'

let day: ShopDay
afterEach(() => day.close())

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

/** What of the API is in trouble. */
const places = {
  'the whole of Vend': /^GET /,
  'the list of movements': /\/consignments$/,
  'the lines': /\/consignments\/[^/]+\/products$/,
  'the list of products': /\/api\/[^/]+\/products$/,
} as const
type Place = keyof typeof places

type Trouble = {
  readonly what: string
  readonly answer: FaultAnswer
  readonly when?: Fault['when']
  readonly timeoutMs?: number
  /** What the app says meanwhile: once of Vend, or of each movement that it keeps from being read. */
  readonly says: RegExp
  /** `away`: ask again. `unreadable`: it answers, and not as documented. `shut`: nothing else would be answered either. */
  readonly kind: 'away' | 'unreadable' | 'shut'
  /** Where it is said of Vend as a whole; "offline", unless given. */
  readonly shape?: AppState['shape']
}

const away = { kind: 'away' } as const
const unreadable = { kind: 'unreadable' } as const
const troubles: readonly Trouble[] = [
  { what: '500', answer: { status: 500 }, says: /has trouble of its own \(it answered 500\)/, ...away },
  {
    what: 'a gateway’s 502',
    answer: { status: 502, body: '<html>Bad gateway</html>' },
    says: /it answered 502/,
    ...away,
  },
  { what: '503', answer: { status: 503 }, says: /it answered 503/, ...away },
  { what: '504', answer: { status: 504 }, says: /it answered 504/, ...away },
  { what: 'torn connections', answer: 'drop', says: /cannot be reached: the connection broke/, ...away },
  { what: 'answers that break off', answer: 'cut', says: /cannot be reached: the connection broke/, ...away },
  {
    what: 'silence',
    answer: { wait: new Promise(() => undefined) },
    timeoutMs: 30,
    says: /cannot be reached: it took too long to answer/,
    ...away,
  },
  {
    what: '429 without end',
    answer: { status: 429, headers: { 'retry-after': '60' } },
    says: /keeps asking us to wait/,
    kind: 'shut',
  },
  { what: 'a page of the guest network', answer: 'html', says: /sent a web page instead of data/, ...unreadable },
  {
    what: 'half a JSON text',
    when: 'after',
    answer: { rewrite: (text) => text.slice(0, text.length / 2) },
    says: /sent data that cannot be read, perhaps cut off/,
    ...unreadable,
  },
  {
    what: 'another shape',
    answer: { status: 200, body: '{"consignments":[],"pagination":{}}' },
    says: /sent something Stocktray does not understand/,
    ...unreadable,
  },
  { what: '204', answer: { status: 204 }, says: /answered 204/, ...unreadable },
  {
    what: 'a move to another address',
    answer: { status: 308, headers: { location: 'http://127.0.0.1:9/api/2026-07/consignments' } },
    says: /sent us on to another address/,
    ...unreadable,
  },
  { what: 'a refused question', answer: { status: 400 }, says: /did not accept the question \(400\)/, ...unreadable },
  {
    what: 'a 404 of a gateway',
    answer: { status: 404, body: '<html>No such host</html>' },
    says: /answered 404 with a page that is not Vend's/,
    ...unreadable,
  },
  {
    what: 'a cursor that stands still',
    when: 'after',
    answer: { rewrite: (text) => text.replace(/"version":\{"min":\d+,"max":\d+\}/, '"version":{"min":1,"max":1}') },
    says: /does not move on/,
    ...unreadable,
  },
  {
    what: 'a token that is no longer taken',
    answer: { status: 401 },
    says: /does not accept the access token: .* Nothing has been read since/,
    shape: 'signed-out',
    kind: 'shut',
  },
  {
    what: 'a right that was taken away',
    answer: { status: 403 },
    says: /does not let the access token read .* Nothing has been read since/,
    shape: 'signed-out',
    kind: 'shut',
  },
]

/** Where the list of movements or of products has a trouble, its kind is all that matters: one of each. */
const oneOfEach = ['503', 'half a JSON text', 'a right that was taken away']
const cases = troubles.flatMap((trouble) =>
  (Object.keys(places) as Place[])
    .filter((place) => !place.includes('list') || oneOfEach.includes(trouble.what))
    .map((place) => [trouble.what, place, trouble] as const),
)

/** Whether it is said of Vend as a whole: what only the lines have is said of each movement, unless all is shut. */
function isOfAll(place: Place, kind: Trouble['kind']): boolean {
  if (place === 'the lines') return kind === 'shut'
  return place !== 'the list of products' || kind !== 'unreadable'
}

/** In 20 minutes: at first after 15 s, then more and more seldom, three tries each. */
const mostRequests = 100

describe('nothing is skipped, nothing spins, and the app says what is so, while', () => {
  it.each(cases)('%s is the answer of %s', async (_, place, { timeoutMs, answer, when = 'before', ...trouble }) => {
    day = await openShopDay(timeoutMs === undefined ? {} : { timeoutMs })
    day.shop.fail({ when, only: places[place], times: Infinity, answer })
    trade(day.shop)
    await day.shop.settled()
    const before = day.shop.requests
    await day.pass(20 * minutes)

    const state = day.app.state()
    const asAWhole = isOfAll(place, trouble.kind)
    expect(state.shape).toBe(asAWhole ? (trouble.shape ?? 'offline') : 'needs-you')
    const said = asAWhole ? [state.sentence] : state.holds.map(({ text }) => text)
    for (const text of said) expect(text).toMatch(trouble.says)
    if (!asAWhole) expect(state.holds.map(({ code }) => code)).toEqual(Array(4).fill('unreadable'))
    // What Vend called for is read without the list.
    expect(day.booked()).toEqual(place === 'the list of movements' ? called : {})
    expect(day.shop.requests - before).toBeLessThan(mostRequests)

    day.shop.heal()
    await day.pass(20 * minutes)
    expect(day.booked()).toEqual(traded)
    expect(day.recorded()).toEqual(traded)
    expect(day.app.state()).toMatchObject({ shape: 'ok', vendProblem: null, holds: [], toRead: 0 })
  })
})
