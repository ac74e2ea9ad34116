import { createHash } from 'node:crypto'
import type { Outlet, Product } from '../../src/core/consignment'
import type { Ids } from '../../src/core/ports/world'
import { parseQuantity } from '../../src/core/quantity'
import type { Settings } from '../../src/core/settings'
import type { Random } from './random'
import type { Habits } from './shop'
import { hour, minute, second } from './turned-clock'

/** How one simulated shop is made. */
export type ShopPlan = {
  readonly settings: Settings
  readonly habits: Habits
  readonly products: readonly Product[]
  readonly outlets: readonly Outlet[]
  /** Rare things happen too: cancels, flips, broken lines, products without SKU. */
  readonly odd: boolean
  /** Power cuts, lost answers, moods of the warehouse. */
  readonly stormy: boolean
  readonly warehouse: WarehouseKind
  /** Of a named warehouse: lines in one piece of a document. */
  readonly linesPerPiece: number
  readonly repeat: 'refused-by-key' | 'found-by-reference'
  readonly transfers: boolean
  readonly settleAfterMs: number
  readonly unknownSkus: readonly string[]
  readonly foreign: readonly string[]
  /** What may happen to this shop beside its work: what is true of few shops is tried in few, so that each stays judged. */
  readonly may: Readonly<Record<Fate, boolean>>
}

export const fates = [
  'token revoked',
  'outlet mapped late',
  'outlet mapped anew',
  'sending off and on',
  'warehouse replaced',
  'older ledger restored',
  'disk full',
  'clock set wrong',
  'old answers',
] as const
export type Fate = (typeof fates)[number]

export const outlets: readonly Outlet[] = [
  { id: 'main', name: 'Main Outlet' },
  { id: 'north', name: 'North' },
  { id: 'airport', name: 'Airport' },
]

/** Locations of the warehouse; at first the outlets use two of them. */
export const places: readonly string[] = ['L1', 'L2', 'L3', 'L4']

/** Where things happen: less at the outlet that is not ours. */
export const busy: readonly string[] = ['main', 'main', 'north', 'north', 'airport']

/**
 * `tame`: nothing odd, and no choice of settings that only the real app can follow. `wild`: everything. `loud`: everything,
 * but each change gives its consignment a new version, so that nothing waits for the nightly second look.
 */
export type Manner = 'tame' | 'loud' | 'wild'

/**
 * `coded`: an item's name is its SKU, and a document is booked at once, by its key or not at all. `named`: items have names
 * of their own, and a document is booked in pieces, each under a name that nothing else can have.
 */
export type WarehouseKind = 'coded' | 'named'

export function planShop(random: Random, now: number, manner: Manner, warehouse: WarehouseKind): ShopPlan {
  const named = warehouse === 'named'
  const wild = manner !== 'tame'
  const loud = manner === 'loud'
  const some = (probability: number) => wild && random.chance(probability)
  const odd = some(0.7)
  const repeat = random.pick(['refused-by-key', 'found-by-reference'] as const)
  const products = productsOf(odd, wild ? 14 : 6, named ? 'SKU-14' : 'SKU-13')
  return {
    settings: settingsOf(random, now, some),
    habits: {
      lineEditsBump: loud || !some(0.5),
      settlingBumps: random.chance(0.5),
      listsDeleted: loud || random.chance(0.5),
      deletedIsNotFound: random.chance(0.5),
      listsDeletedLines: random.chance(0.5),
      countsHaveReceivedAt: random.chance(0.5),
      returnsStayPending: random.chance(0.5),
      duplicateLines: some(0.5),
      linesFail: odd,
      lineWords: some(0.4) ? random.pick(['documented', 'missing'] as const) : 'observed',
      linesBookLater: some(0.2),
      showsReceivedAt: !some(0.15),
      returnsNegative: some(0.3),
      expectedFrozen: some(0.4) ? 'completion' : 'start',
      partlyReceived: random.pick(['closed-short', 'new-order'] as const),
      countsRing: random.pick(['all', 'counted', 'differing'] as const),
      returnsRing: some(0.2),
      webhooksLost: random.pick([0, 0.2, 0.2, 1]),
      webhooksDoubled: random.pick([0, 0.1, 0.6]),
      largestPage: random.pick([1, 3, 7, 7, 50]),
      datesAnswers: !some(0.15),
      renames: !named && some(0.25),
      fineQuantities: named && some(0.6),
      correctsOften: some(named ? 0.6 : 0.3),
      flipsOften: odd && some(0.6),
      clockAheadMs: some(0.4) ? random.between(-10, 10) * minute : 0,
    },
    products,
    outlets,
    odd,
    stormy: some(0.75),
    warehouse,
    linesPerPiece: named ? random.pick([1, 1, 2, 4]) : 1,
    repeat,
    transfers: !wild || random.chance(0.75),
    settleAfterMs: random.pick([30 * second, 10 * minute]),
    unknownSkus: odd && !named ? products.slice(0, 2).flatMap(({ sku }) => sku ?? []) : [],
    may: {
      'token revoked': some(0.3),
      'outlet mapped late': some(0.12),
      'outlet mapped anew': !named && some(0.12),
      'sending off and on': some(0.1),
      'warehouse replaced': !named && some(0.1),
      'older ledger restored': !named && some(0.1),
      'disk full': some(0.4),
      'clock set wrong': some(0.3),
      'old answers': some(0.2),
    },
    // A warehouse that does not refuse a used reference would book ours beside the other's.
    foreign: (named || repeat === 'refused-by-key') && some(0.4) ? usedReferences(random) : [],
  }
}

function settingsOf(random: Random, now: number, some: (probability: number) => boolean): Settings {
  const north = some(0.15) ? 'L1' : 'L2'
  return {
    vend: { store: 'https://example.retail.lightspeed.app', apiVersion: '2026-07' },
    warehouse: { kind: 'fake', url: 'https://warehouse.example' },
    outlets: [
      { outlet: { id: 'main', name: 'Main Outlet' }, location: { id: 'L1', name: 'Place L1' } },
      { outlet: { id: 'north', name: 'North' }, location: { id: north, name: `Place ${north}` } },
    ],
    sendStockAdjustments: !some(0.04),
    from: some(0.3) ? now - random.between(10, 100) * hour : null,
    scanEveryMinutes: random.pick([5, 30, 120]),
    transferOn: some(0.25) ? 'received' : 'sent',
    limits: {
      units: some(0.25) ? random.between(20, 80).toString() : null,
      lines: some(0.15) ? random.between(3, 8) : null,
    },
    realTime: {
      via: 'own-address',
      publicUrl: 'https://shop.example',
      ssh: null,
      port: 0,
      stocktakes: random.pick(['per-item', 'whole'] as const),
      perItemUpTo: random.pick([2, 50]),
    },
  }
}

/** What somebody else entered before, under numbers that our consignments will have. */
const usedReferences = (random: Random) =>
  Array.from({ length: 80 }, (_, number) => `CAR-${number.toString()}`)
    .flatMap((reference) => [reference, `${reference}-2`])
    .filter(() => random.chance(0.3))

/** What the product without a SKU gets once somebody notices. */
export const lateSku = 'SKU-15'

/** A SKU that a product gets later in life. */
export const newSku = (productId: string, time: number): string => `NEW-${productId}-${time}`

function productsOf(odd: boolean, usual: number, fourteenth: string): Product[] {
  return Array.from({ length: odd ? 17 : usual }, (_, index): Product => {
    const number = (index + 1).toString()
    return {
      id: `p${number}`,
      // Where an item's name is its SKU, the last two that are whole lie on one item of the warehouse.
      sku: odd && number === '15' ? null : odd && number === '14' ? fourteenth : `SKU-${number}`,
      name: `Product ${number}`,
      codes: [],
      tracked: !(odd && number === '16'),
      composite: odd && number === '17',
      version: BigInt(index + 1),
    }
  })
}

export const unitsOf = ({ limits }: Settings) => (limits.units === null ? null : parseQuantity(limits.units))

/** Ids that repeat with the seed. */
export function seededIds(random: Random): Ids {
  let count = 0
  return {
    fresh: () => uuid(`fresh ${(count += 1).toString()} ${random.next().toString()}`),
    derived: (parts) => uuid(`derived ${JSON.stringify(parts)}`),
  }
}

function uuid(text: string): string {
  const hex = createHash('sha1').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
