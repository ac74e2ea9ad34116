import type { ConsignmentKind, ConsignmentStatus, LineStatus, Product } from '../../src/core/consignment'
import type { Quantity } from '../../src/core/quantity'
import { families, type Families } from './families'
import type { Random } from './random'
import { second, type TurnedClock } from './turned-clock'

/** What nobody outside Vend knows (design 9): every shop is given one position of each switch. */
export type Habits = {
  /** A line edit gives the consignment a new version. */
  readonly lineEditsBump: boolean
  /** A settled line (PENDING → SUCCESS) gives the consignment a new version. */
  readonly settlingBumps: boolean
  readonly listsDeleted: boolean
  readonly deletedIsNotFound: boolean
  readonly listsDeletedLines: boolean
  readonly countsHaveReceivedAt: boolean
  /** Lines of a SENT return stay PENDING. */
  readonly returnsStayPending: boolean
  readonly duplicateLines: boolean
  /** Vend's own work on lines hangs or fails now and then. */
  readonly linesFail: boolean
  /** What lines say that went well: what was seen, what is documented, or nothing at all. */
  readonly lineWords: 'observed' | 'documented' | 'missing'
  /** Vend books lines some time after the consignment has its status. */
  readonly linesBookLater: boolean
  /** Consignments say when they were received. */
  readonly showsReceivedAt: boolean
  /** The counts of returns are below zero. */
  readonly returnsNegative: boolean
  /** When a count fixes what it expects. */
  readonly expectedFrozen: 'start' | 'completion'
  /** What becomes of the rest of an order that is received in part. */
  readonly partlyReceived: 'closed-short' | 'new-order'
  /** Which lines of a completed count call the webhook. */
  readonly countsRing: 'all' | 'counted' | 'differing'
  readonly returnsRing: boolean
  /** The chances that a webhook is never sent, or twice: 0 to 1. */
  readonly webhooksLost: number
  readonly webhooksDoubled: number
  /** The most rows on a page; some pages are shorter. */
  readonly largestPage: number
  /** Answers say what time it is. */
  readonly datesAnswers: boolean
  /** Products get other SKUs, some of them one that another has, and lines get other products. */
  readonly renames: boolean
  /** Goods are sold by weight and length too: quantities with up to three decimals. */
  readonly fineQuantities: boolean
  /** Figures are corrected long after they were received, again and again. */
  readonly correctsOften: boolean
  /** Received goods are set back to sent, and forth, again and again. */
  readonly flipsOften: boolean
  /** Vend's clock runs ahead of the shop's computer by this much. */
  readonly clockAheadMs: number
}

export type ShopLine = {
  readonly productId: string
  readonly count: Quantity | null
  readonly received: Quantity | null
  readonly status: LineStatus
  readonly included: boolean | null
  readonly deleted: boolean
  readonly version: bigint
}

/** One state of a consignment. `status` null: one that Vend invented yesterday. */
export type ShopConsignment = {
  readonly id: string
  readonly kind: ConsignmentKind
  readonly status: ConsignmentStatus | null
  readonly outletId: string
  readonly sourceOutletId: string | null
  readonly reference: string | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly receivedAt: number | null
  readonly deleted: boolean
  /** Its type is one that Vend invented yesterday. */
  readonly strange: boolean
  readonly version: bigint
  readonly lines: readonly ShopLine[]
  /** When it became so, by the shop's computer. */
  readonly at: number
}

export type Webhook = { readonly consignmentId: string; readonly at: number }

/** The truth: what the shop did, every state of every consignment, oldest first. */
export type Shop = {
  readonly habits: Habits
  readonly products: Map<string, Product>
  readonly states: Map<string, readonly ShopConsignment[]>
  readonly journal: string[]
  /** SKUs that one product had after the other. */
  readonly skus: Families
  /** Products that had another SKU once. */
  readonly renamed: Set<string>
  /** On their way to us, in the order of their arrival. */
  webhooks: Webhook[]
  /** Vend's clock, whole seconds. */
  now(): number
  nextVersion(): bigint
  note(text: string): void
  current(): ShopConsignment[]
  create(first: NewConsignment): string
  giveSku(productId: string, sku: string): void
  /** Every consignment may mean something else now. */
  refresh(): void
  /** `bump` false: neither version nor `updated_at` show the change. */
  change(id: string, what: string, next: (now: ShopConsignment) => Partial<ShopConsignment>, bump?: boolean): void
}

type NewConsignment = Pick<ShopConsignment, 'kind' | 'status' | 'outletId' | 'sourceOutletId' | 'lines' | 'strange'>

export function openShop(clock: TurnedClock, random: Random, habits: Habits, products: readonly Product[]): Shop {
  let version = 2n ** 31n
  let number = 0
  const states = new Map<string, readonly ShopConsignment[]>()
  const shown = new Map(products.map((product) => [product.id, product]))
  const journal: string[] = []
  const skus = families()
  const renamed = new Set<string>()
  const refresh = () => {
    for (const [id, past] of states) states.set(id, [...past])
  }
  const now = () => Math.floor((clock.now() + habits.clockAheadMs) / second) * second
  const nextVersion = () => (version += BigInt(random.between(1, 9)))
  const note = (text: string) => void journal.push(`${new Date(clock.now()).toISOString().slice(5, 19)} ${text}`)
  const latest = (id: string) => {
    const found = states.get(id)?.at(-1)
    if (!found) throw new Error(`no consignment ${id}`)
    return found
  }
  return {
    habits,
    states,
    journal,
    skus,
    renamed,
    refresh,
    webhooks: [],
    products: shown,
    now,
    nextVersion,
    note,
    current: () => [...states.keys()].map(latest),
    create(first) {
      number += 1
      const id = `${first.kind}-${number.toString()}`
      const made = {
        ...first,
        id,
        reference: random.chance(0.9) ? `CAR-${number.toString()}` : null,
        createdAt: now(),
        updatedAt: now(),
        receivedAt: null,
        deleted: false,
        version: nextVersion(),
        at: clock.now(),
      }
      states.set(id, [made])
      note(`${id} created ${first.status ?? '?'} ${describe(made)}`)
      return id
    },
    giveSku(productId, sku) {
      const product = shown.get(productId)
      if (!product) return
      shown.set(productId, { ...product, sku, version: nextVersion() })
      if (product.sku !== null && product.sku !== sku) {
        skus.join(product.sku, sku)
        renamed.add(productId)
      }
      refresh()
      note(`${productId} gets SKU ${sku}`)
    },
    change(id, what, next, bump = true) {
      const before = latest(id)
      const dated = bump ? { updatedAt: now(), version: nextVersion() } : {}
      const after = { ...before, ...dated, ...next(before), at: clock.now() }
      states.set(id, [...(states.get(id) ?? []), after])
      note(`${id} ${what}${bump ? '' : ' (version kept)'} ${describe(after)}`)
    },
  }
}

function describe(state: ShopConsignment): string {
  const pieces = (quantity: Quantity | null) => (quantity === null ? '-' : (Number(quantity) / 100_000).toString())
  const lines = state.lines
    .filter((line) => !line.deleted)
    .map((line) => `${line.productId}:${pieces(line.count)}/${pieces(line.received)}${marks(line)}`)
  const kind = state.strange ? ' of a new kind' : ''
  const way = state.sourceOutletId === null ? state.outletId : `${state.sourceOutletId}>${state.outletId}`
  return `[${state.status ?? '?'}${state.deleted ? ' deleted' : ''}${kind} ${way} v${(state.version - 2n ** 31n).toString()} ${lines.join(' ')}]`
}

const marks = (line: ShopLine) =>
  (['pending', 'failed', 'unknown'].includes(line.status) ? line.status.slice(0, 1) : '') +
  (line.included === false ? 'x' : '')
