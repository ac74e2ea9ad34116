import type {
  Consignment,
  ConsignmentKind,
  ConsignmentLine,
  ConsignmentStatus,
  LineStatus,
  Outlet,
} from '../../src/core/consignment'
import type { VendAnswer, VendPage, VendPort } from '../../src/core/ports/vend'
import { sum } from '../../src/core/quantity'
import type { Random } from './random'
import type { Shop, ShopConsignment, ShopLine } from './shop'
import type { PcClock, TurnedClock } from './turned-clock'
import { problemNow } from './vend-faults'
import type { Weather } from './weather'

export type VendWorld = {
  readonly shop: Shop
  readonly clock: TurnedClock
  /** The clock of the PC that asks. */
  readonly pc: PcClock
  readonly random: Random
  readonly weather: () => Weather
  readonly outlets: readonly Outlet[]
  readonly isTokenRevoked: () => boolean
  /** Answers that are behind, or cut off, come only once the first walk is done. */
  readonly isWalked: () => boolean
  /** Called for each fault, by its name. */
  readonly count: (fault: string) => void
  /** Called with a consignment of which Vend shows header and lines that do not belong together, and no version says so. */
  readonly torn: (consignmentId: string) => void
  /** Called while an answer is under way, before Vend reads what it answers. */
  readonly interrupt: () => void
}

/** Vend without HTTP: answers from the shop's books as they are now, or not at all. */
export function fakeVend(world: VendWorld): VendPort {
  const { shop, clock, random } = world
  const page = <T extends { readonly version: bigint }>(rows: readonly T[], after: bigint): VendPage<T> => {
    const later = rows.filter((row) => row.version > after).sort((a, b) => (a.version < b.version ? -1 : 1))
    const shown = later.slice(0, random.between(1, shop.habits.largestPage))
    return { rows: shown, next: shown.at(-1)?.version ?? null }
  }
  let made = 0
  const answer = async <T>(signal: AbortSignal, read: () => T): Promise<VendAnswer<T>> => {
    for (let turns = random.between(0, 2); turns > 0; turns--) await Promise.resolve()
    made += 1
    if (random.chance(world.weather().shopInterrupts)) world.interrupt()
    const problem = problemNow(world, signal)
    clock.turn(random.between(20, 300))
    if (problem) return { ok: false, problem }
    return { ok: true, value: read(), at: shop.habits.datesAnswers ? shop.now() : null }
  }
  /** What Vend knows of a consignment; it may be behind. */
  const seen = (states: readonly ShopConsignment[] | undefined): ShopConsignment | undefined => {
    const until = world.isWalked() ? clock.now() - world.weather().vendBehindMs : Infinity
    const state = states?.findLast(({ at }) => at <= until)
    if (state !== states?.at(-1)) {
      world.count('an old answer')
      for (const { id } of states ?? []) world.torn(id)
    }
    return state
  }
  const latest = (id: string) => {
    const state = seen(shop.states.get(id))
    return state && !(state.deleted && shop.habits.deletedIsNotFound) ? state : null
  }
  const listed = () =>
    [...shop.states.values()].flatMap((states) => {
      const state = seen(states)
      return state && (shop.habits.listsDeleted || !state.deleted) ? [state] : []
    })
  return {
    store: 'https://example.retail.lightspeed.app',
    consignments: (after, signal) =>
      answer(signal, () => {
        const { rows, next } = page(listed(), after)
        return { rows: rows.map(header), next }
      }),
    consignment: (id, signal) =>
      answer(signal, () => {
        const state = latest(id)
        return state && header(state)
      }),
    lines: (id, after, signal) =>
      answer(signal, () => {
        const state = latest(id)
        if (!state) return null
        if (random.chance(world.weather().vendCutsShort) && world.isWalked()) {
          world.count('lines cut short')
          world.torn(id)
          return { rows: [], next: null }
        }
        const { rows, next } = page(
          state.lines.filter((line) => shop.habits.listsDeletedLines || !line.deleted),
          after,
        )
        return { rows: rows.map((row) => line(row, state)), next }
      }),
    totals: (id, signal) =>
      answer(signal, () => {
        const lines = latest(id)?.lines.filter((line) => !line.deleted)
        return lines
          ? {
              sent: sum(lines.map(({ count }) => count ?? 0n)),
              received: sum(lines.map((line) => line.received ?? 0n)),
            }
          : null
      }),
    products: (after, signal) => answer(signal, () => page([...shop.products.values()], after)),
    product: (id, signal) => answer(signal, () => shop.products.get(id) ?? null),
    outlets: (signal) => answer(signal, () => world.outlets),
    budget: () => ({ limit: 350, used: 0, waitingUntil: null, made, oldestAt: null }),
  }
}

const vendTypes = {
  order: 'SUPPLIER',
  return: 'RETURN',
  transfer: 'OUTLET',
  count: 'STOCKTAKE',
} as const satisfies Record<ConsignmentKind, string>

const vendStatuses = {
  open: 'OPEN',
  sent: 'SENT',
  dispatched: 'DISPATCHED',
  received: 'RECEIVED',
  scheduled: 'STOCKTAKE_SCHEDULED',
  counting: 'STOCKTAKE_IN_PROGRESS',
  counted: 'STOCKTAKE_IN_PROGRESS_PROCESSED',
  complete: 'STOCKTAKE_COMPLETE',
  closed: 'CLOSED',
  cancelled: 'CANCELLED',
} as const satisfies Record<ConsignmentStatus, string>

const lineWords = {
  pending: 'PENDING',
  success: 'SUCCESS',
  sent: 'SENT_SUCCESS',
  received: 'RECEIVE_SUCCESS',
  counted: 'STOCKTAKE_SUCCESS',
  failed: 'RECEIVE_FAIL',
  unstated: null,
  unknown: 'QUARANTINED',
} as const satisfies Record<LineStatus, string | null>

const header = (state: ShopConsignment): Consignment => ({
  id: state.id,
  kind: state.strange ? null : state.kind,
  status: state.status,
  vendType: state.strange ? 'CONSIGNMENT_2' : vendTypes[state.kind],
  vendStatus: state.status === null ? 'UNDER_REVIEW' : vendStatuses[state.status],
  outletId: state.outletId,
  sourceOutletId: state.sourceOutletId,
  reference: state.reference,
  name: `${state.kind} note`,
  version: state.version,
  createdAt: state.createdAt,
  updatedAt: state.updatedAt,
  receivedAt: state.receivedAt,
  deleted: state.deleted,
})

const line = (row: ShopLine, state: ShopConsignment): ConsignmentLine & { readonly version: bigint } => ({
  productId: row.productId,
  count: row.count,
  received: row.received,
  status: row.status,
  vendStatus: lineWords[row.status],
  included: row.included,
  deleted: row.deleted || state.deleted,
  version: row.version,
})
