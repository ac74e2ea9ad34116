import { defaultSwitches, type ShopSwitches } from '../../src/sample/shop-switches'
import type { Books } from './books'
import type { ShopDay, ShopDayOptions } from './shop-day'

/** How the shop stands for one run of the sample day. */
export type Position = {
  readonly what: string
  readonly switches: Partial<ShopSwitches>
} & Details

type Details = Pick<ShopDayOptions, 'signed' | 'apiVersion'> & {
  /** Turned once the app has read the shop for the first time, since nothing could begin with it. */
  readonly afterOpening?: boolean
  /** What the state says at the end of the day, before `then`. */
  readonly says?: RegExp
  /** What ends it, before the day is judged. */
  readonly then?: (day: ShopDay) => Promise<void>
  /** What the full count at Harbour Street found expected there, where that is not what it usually is. */
  readonly expected?: Readonly<Record<string, string>>
  /** What the warehouse comes to beside the shop's shelves: it follows Vend's paper. */
  readonly paper?: Books
}

/** One position of a switch in a sentence; `with`: other switches, without which it would make no difference. */
type Entry = string | (Details & { readonly what: string; readonly with?: Partial<ShopSwitches> })
/** The position in which the day runs anyway. */
const usual = Symbol('usual')

type Entries<Value> = [Value] extends [boolean]
  ? Readonly<Record<'true' | 'false', Entry | typeof usual>>
  : [Value] extends [string]
    ? Readonly<Record<Value, Entry | typeof usual>>
    : readonly [Listed<Value>, ...(readonly Listed<Value>[])]
type Listed<Value> = readonly [is: Value, Entry]

const minutes = 60_000
const syncs = (day: ShopDay) => day.sync()
const waits = (day: ShopDay) => day.pass(16 * minutes)
const books = async (day: ShopDay) => {
  day.shop.set({ failingSkus: [] })
  day.shop.bookAllLines()
  await day.shop.settled()
  await day.sync()
}
/** Nothing of the day was on the shelves yet when Harbour Street was counted. */
const later = { then: books, expected: { HONEY: '11', Item1: '4', 'TEA-GREEN': '15' } }
const allows = async (day: ShopDay) => {
  day.shop.set({ forbidden: [] })
  await waits(day)
}
const failing = { failingSkus: ['TOWEL', 'Item1', 'HONEY'] }
const bookedByHand = { then: books, expected: { HONEY: '11', Item1: '4' } }
const signed = { signed: true }
/** Few calls, and none of them says how many are left: Vend has to refuse some. */
const tight = { registers: 0, limitTold: false, largestPage: 1 }

/** Every position of every switch. A switch that is missing here, or a word of one, does not compile. */
const table: { readonly [Name in keyof ShopSwitches]-?: Entries<ShopSwitches[Name]> } = {
  versionsFrom: {
    thousands: 'versions are those of a young shop',
    '32-bits': usual,
    '53-bits': 'versions are beyond what a binary float holds',
  },
  otherVersions: {
    served: { what: 'a version of the API that Vend has retired is asked for', apiVersion: '2019-04' },
    refused: {
      what: 'a version of the API that Vend has retired is no longer answered, until another is set',
      ...{ apiVersion: '2019-04', afterOpening: true },
      says: /the version of Vend's API in Stocktray's settings/,
      then: async (day) => {
        day.restart({ apiVersion: '2026-07' })
        await day.sync()
      },
    },
  },
  userAgent: { any: usual, required: 'every call must say who calls' },
  emptyFields: { missing: usual, null: 'fields without a value say null' },
  largestPage: [
    [1, 'a page has one row'],
    [3, 'a page has three rows'],
  ],
  usualPage: [
    [1, { what: 'page_size is refused, and a page then has one row', with: { pageSize: 'refused' } }],
    [3, { what: 'page_size is refused, and a page then has three rows', with: { pageSize: 'refused' } }],
  ],
  pageSize: { honoured: usual, refused: 'page_size is refused' },
  linesCarrySku: { true: 'lines say their SKU', false: usual },
  lineStatuses: {
    observed: usual,
    documented: 'lines have their statuses as the page spells them',
    missing: 'lines have no statuses',
  },
  totals: {
    given: { what: 'Vend says what lines add up to, and a page has one row', with: { largestPage: 1 } },
    missing: { what: 'Vend does not say what lines add up to', with: { largestPage: 1 } },
  },
  failedInTotals: {
    true: { what: 'lines that failed are in the totals', with: { ...failing, largestPage: 1 }, ...bookedByHand },
    false: { what: 'lines that failed are not in the totals', with: { ...failing, largestPage: 1 }, ...bookedByHand },
  },
  countLoss: { positive: { what: 'the loss of a count has no sign', with: { largestPage: 1 } }, negative: usual },
  sentReturnLines: { booked: usual, pending: 'the lines of a return that was sent say PENDING' },
  linesBook: { 'with-status': usual, later: { what: 'lines are booked later than their consignment', ...later } },
  failingSkus: [[failing.failingSkus, { what: 'some lines fail, and are booked again by hand', ...bookedByHand }]],
  lineEditsBumpParent: { true: 'an edited line gives its consignment a new version', false: usual },
  bookingBumpsParent: {
    true: { what: 'a line booked later gives its consignment a new version', with: { linesBook: 'later' }, ...later },
    false: { what: 'a line booked later gives it none', with: { linesBook: 'later' }, ...later },
  },
  outletFilter: { destination: usual, either: 'a transfer is found by its source too' },
  deletedConsignments: {
    listed: 'deleted consignments are listed',
    'on-demand': usual,
    hidden: 'deleted consignments are never listed',
  },
  deletedById: { 'not-found': usual, shown: 'a deleted consignment is shown to who asks for it' },
  deletedLines: { hidden: usual, listed: 'deleted lines stay in the list' },
  expectedFrozen: {
    start: 'a count fixes what it expects as it starts',
    'each-count': 'a count fixes what it expects product by product',
    completion: usual,
  },
  countStartMs: [
    [0, 'a count has its lines at once'],
    [900_000, 'a count waits a quarter of an hour for its lines'],
  ],
  countsHaveReceivedAt: { true: usual, false: 'a count has no time of receipt' },
  returnEditsMoveStock: {
    true: usual,
    // Nobody outside Vend knows whether it moves; the app goes by what the return says now (design, section 2).
    false: { what: 'an edited return moves no stock', paper: { 'WH-MAIN TEA-BLACK': '-2' } },
  },
  returnLeaves: { written: 'the stock of a return leaves as it is written', sent: usual },
  returnCounts: { positive: usual, negative: 'a return counts below zero' },
  receivedFlipsMs: [[90_000, { what: 'received orders say SENT for a while', then: waits }]],
  cancelledStock: {
    'goes-back': usual, // What vanished on the way can be taken back or left out; neither is so, and a person enters it by hand.
    stays: { what: 'cancelling gives no stock back', paper: { 'WH-HARBOUR HONEY': '2' } },
  },
  partlyReceived: { 'closed-short': usual, 'new-order': 'the rest of an order becomes a new one' },
  deliveries: {
    'consignment-each': usual,
    'no-consignment': 'an order in several deliveries makes no consignments',
  },
  countWebhooks: {
    all: usual,
    counted: 'a count calls for what was counted alone',
    differing: 'a count calls for what differs alone',
  },
  returnWebhooks: { true: 'returns call too', false: usual },
  cancelWebhooks: { true: 'cancelling calls too', false: usual },
  webhooksListed: { all: usual, own: 'the list of webhooks shows only those of the token' },
  webhookForms: { both: usual, old: 'webhooks are made as up to version 0.9' },
  webhooksOffAfter: [
    [
      1,
      { what: 'webhooks are switched off when they had no answer in time', with: { webhookTimeoutMs: 1 }, then: syncs },
    ],
  ],
  webhooksLost: [
    [1, 'every webhook gets lost'],
    [0.5, 'half of the webhooks get lost'],
  ],
  webhooksDoubled: [
    [1, 'every webhook comes twice'],
    [0.5, 'half of the webhooks come twice'],
  ],
  webhooksShuffled: { true: { what: 'webhooks come in any order', with: { webhooksDoubled: 1 } }, false: usual },
  webhooksAtOnce: [[6, 'six webhooks come at once']],
  webhookTimeoutMs: [[1, 'webhooks are taken for lost after a millisecond']],
  webhookExtras: { true: usual, false: 'webhooks carry nothing but their payload' },
  signature: {
    none: usual,
    hex: { what: 'webhooks are signed in hex', ...signed },
    base64: { what: 'webhooks are signed in base64', ...signed },
  },
  signatureSpaced: { true: { what: 'signatures have a space', with: { signature: 'hex' }, ...signed }, false: usual },
  retryAfter: {
    date: { what: 'a limit is told by a date', with: tight, then: waits },
    seconds: { what: 'a limit is told in seconds', with: tight, then: waits },
    absent: { what: 'a limit says nothing of its end', with: tight, then: waits },
    body: { what: 'a limit is told in the body', with: tight, then: waits },
  },
  limitTold: { true: usual, false: 'answers say nothing of the limit' },
  registers: [
    [null, 'there is no limit'],
    [0, { what: 'there are fifty calls in five minutes', with: { largestPage: 1 }, then: waits }],
  ],
  forbidden: [
    [['consignments'], forbidden('read stock movements')],
    [['products'], forbidden('read products')],
    [['outlets'], { what: 'the token may not read outlets any more', afterOpening: true, then: allows }],
    [['webhooks'], 'the token may not register webhooks'],
  ],
}

function forbidden(what: string): Entry {
  const says = new RegExp(`does not let the access token ${what}`)
  return { what: `the token may not ${what} any more`, afterOpening: true, says, then: allows }
}

/** All of them one by one, after the one where everything is as usual. */
export const positions: readonly Position[] = [
  { what: 'everything as documented, or else most likely', switches: {} },
  ...Object.entries<object>(table).flatMap(([name, entries]) =>
    valuesIn(entries).flatMap(([is, entry]) => (entry === usual ? [] : [positionOf(name, is, entry)])),
  ),
]

/** The words that the table takes for usual, to be held against the shop's own defaults. */
export const usualOnes: readonly (readonly [name: string, is: unknown, byDefault: unknown])[] = Object.entries<object>(
  table,
).flatMap(([name, entries]) =>
  valuesIn(entries).flatMap(([is, entry]) =>
    entry === usual ? [[name, is, defaultSwitches[name as keyof ShopSwitches]] as const] : [],
  ),
)

function valuesIn(entries: object): (readonly [unknown, Entry | typeof usual])[] {
  if (Array.isArray(entries)) return entries as (readonly [unknown, Entry])[]
  const words = new Map<string, unknown>([
    ['true', true],
    ['false', false],
  ])
  return Object.entries(entries as Record<string, Entry | typeof usual>).map(
    ([word, entry]) => [words.has(word) ? words.get(word) : word, entry] as const,
  )
}

function positionOf(name: string, is: unknown, entry: Entry): Position {
  if (typeof entry === 'string') return { what: entry, switches: { [name]: is } }
  const { with: others, ...details } = entry
  return { ...details, switches: { ...others, [name]: is } }
}
