import type { World } from '../../src/app'
import type { SimulatedApp } from './simulated-app'
import { accountOf } from '../../src/core/account'
import type { AppState, HistoryDocument, StateHold } from '../../src/core/app-state'
import type { Consignment } from '../../src/core/consignment'
import { documentStatuses, type DocumentStatus } from '../../src/core/document'
import type { HoldCode } from '../../src/core/hold'
import { formatQuantity, type Quantity } from '../../src/core/quantity'
import { add, type Sums } from './case'

type Memory = {
  readonly told: Map<string, Sums>
  /** Status of each consignment at the first walk. */
  readonly past: Map<string, string>
  readonly history: HistoryDocument[]
  /** Transfers of which one outlet has no location. */
  readonly halfMapped: Set<string>
  walked: boolean
  made: number
}

/** What a naive app can get wrong. */
export type Mistake =
  | 'none'
  | 'tells twice'
  | 'forgets one'
  | 'wrong sign'
  | 'tells the past'
  | 'invents a hold'
  | 'hides holds'
  | 'no history'

/**
 * An app that trusts the world: in a tame shop it is right. It shows that the model accepts what is right and refuses
 * each mistake, before the model judges the real app.
 */
export function naiveApp(mistake: Mistake): (world: World) => SimulatedApp {
  // It remembers over restarts without a disk: one memory per shop, whose clock never changes.
  const memories = new WeakMap<World['clock'], Memory>()
  return (world) => {
    const memory: Memory = memories.get(world.clock) ?? {
      told: new Map(),
      past: new Map(),
      history: [],
      halfMapped: new Set(),
      walked: false,
      made: 0,
    }
    memories.set(world.clock, memory)
    const { told, past, history } = memory
    const sync = async (signal: AbortSignal) => {
      for (const consignment of await allOf((after) => world.vend.consignments(after, signal))) {
        const lines = await allOf((after) => world.vend.lines(consignment.id, after, signal))
        const target: Sums = new Map<string, Quantity>()
        const before = past.get(consignment.id)
        if (!memory.walked && mistake !== 'tells the past') past.set(consignment.id, consignment.vendStatus)
        for (const { productId, count, received } of lines) {
          for (const [outlet, quantity] of effects(consignment, count ?? 0n, received ?? 0n, before)) {
            const location = world.settings.outlets.find((one) => one.outlet.id === outlet)?.location.id
            if (location !== undefined) add(target, `${location} ${productId.replace('p', 'SKU-')}`, quantity)
          }
        }
        if (memory.walked || mistake === 'tells the past') await tell(consignment, target, signal)
      }
      memory.walked = true
    }
    const tell = async (
      { id, vendType, reference, sourceOutletId, outletId }: Consignment,
      target: Sums,
      signal: AbortSignal,
    ) => {
      const mapped = (one: string) => world.settings.outlets.some(({ outlet }) => outlet.id === one)
      if (!mapped(outletId) || !mapped(sourceOutletId ?? outletId)) {
        if ([...target.values()].some((quantity) => quantity !== 0n)) memory.halfMapped.add(id)
        return
      }
      const before = told.get(id) ?? new Map<string, Quantity>()
      told.set(id, target)
      for (const [key, quantity] of target) {
        const difference = quantity - (before.get(key) ?? 0n)
        if (difference === 0n) continue
        memory.made += 1
        if (mistake === 'forgets one' && memory.made === 7) continue
        for (let times = mistake === 'tells twice' && memory.made === 7 ? 2 : 1; times > 0; times--) {
          const [location = '', sku = ''] = key.split(' ')
          const change = mistake === 'wrong sign' && memory.made === 7 ? -difference : difference
          const name = `N-${memory.made.toString()}-${times.toString()}`
          const lines = [{ item: sku, sku, quantity: change, counted: null }]
          const source = { consignmentId: id, reference, type: vendType, cause: 'scan' } as const
          const place = { kind: 'stocktake', location } as const
          const outcome = await world.warehouse.push(
            { place, reference: name, key: world.ids.fresh(), lines, source },
            signal,
          )
          if (mistake === 'no history' && memory.made === 7) continue
          history.push({
            id: name,
            reference: name,
            kind: 'stocktake',
            cause: 'scan',
            waits: null,
            vend: { consignmentId: id, reference, type: vendType, name: null },
            location,
            from: null,
            to: null,
            lines: [{ sku, quantity: formatQuantity(change) }],
            status: 'delivered',
            note: null,
            warehouseNumber: outcome.kind === 'delivered' ? outcome.number : null,
            holds: [],
            createdAt: '',
            deliveredAt: '',
          })
        }
      }
    }
    const hold = (code: HoldCode, consignmentId: string): StateHold => ({
      code,
      text: '',
      id: `hold of ${consignmentId}`,
      title: consignmentId,
      documentId: null,
      consignmentId,
      reference: null,
    })
    const holds = () => [
      ...(mistake === 'hides holds' ? [] : [...memory.halfMapped].map((id) => hold('outlet-without-location', id))),
      ...(mistake === 'invents a hold' ? [hold('cancelled', 'order-1')] : []),
    ]
    return {
      sync,
      work: sync,
      nextDue: () => world.clock.now() + 60_000,
      hear: () => undefined,
      history: () => history,
      state: () => ({ ...stateOf(history, memory.walked), holds: holds() }),
      pause: () => 'no',
      resume: () => undefined,
      watch: () => 'no',
      goLive: () => Promise.resolve('no'),
      retry: () => 'no',
      approve: () => 'no',
      dismiss: () => 'no',
      match: () => Promise.resolve({ kind: 'wrong', text: 'no' }),
      unmatch: () => ({ kind: 'wrong', text: 'no' }),
      undo: () => ({ kind: 'obstacle', text: 'It cannot.' }) as const,
      settle: () => 'It cannot.',
      matches: () => [],
    }
  }
}

/** Only for a tame shop: no cancel, no flip, no broken line. `before`: the status at the first walk. */
function effects(
  { kind, vendStatus: now, outletId, sourceOutletId }: Consignment,
  count: Quantity,
  received: Quantity,
  before?: string,
) {
  const wasSent = before === 'SENT' || before === 'DISPATCHED' || before === 'RECEIVED'
  const done: [string | null, Quantity][] = []
  if (kind === 'order' && now === 'RECEIVED' && before !== now) done.push([outletId, received])
  if (kind === 'return' && now === 'SENT' && before !== now) done.push([outletId, -count])
  if (kind === 'count' && now === 'STOCKTAKE_COMPLETE' && before !== now) done.push([outletId, received - count])
  if (kind === 'transfer' && ['SENT', 'DISPATCHED', 'RECEIVED'].includes(now)) {
    if (!wasSent) done.push([sourceOutletId, -count])
    if (now === 'RECEIVED' ? before !== now : !wasSent) done.push([outletId, now === 'RECEIVED' ? received : count])
  }
  return done
}

type Pages<T> = (
  after: bigint,
) => Promise<{ ok: true; value: { rows: readonly T[]; next: bigint | null } | null } | { ok: false }>

async function allOf<T>(ask: Pages<T>): Promise<T[]> {
  const all: T[] = []
  for (let after: bigint | null = 0n; after !== null;) {
    const answer = await ask(after)
    if (!answer.ok) throw new Error('a tame world answers')
    all.push(...(answer.value?.rows ?? []))
    after = answer.value?.next ?? null
  }
  return all
}

function stateOf(history: readonly HistoryDocument[], walked: boolean): AppState {
  const count = (status: DocumentStatus) => history.filter((document) => document.status === status).length
  const counts: AppState['counts'] = {
    waiting: 0,
    sending: 0,
    unsure: 0,
    'needs-you': 0,
    delivered: count('delivered'),
    dismissed: 0,
    withdrawn: 0,
  }
  return {
    shape: 'working',
    sentence: `${documentStatuses.length.toString()} kinds of documents`,
    sending: true,
    paused: null,
    notices: [],
    lastScan: null,
    nextScanAt: null,
    clock: null,
    vendProblem: null,
    warehouseProblem: null,
    stoppage: null,
    realTime: null,
    webhooks: null,
    lastTest: null,
    refusedWebhooks: null,
    firstWalk: { seen: 0, done: walked },
    counts,
    toRead: 0,
    holds: [],
    progress: null,
    account: { ...accountOf({ groups: [], seen: 0, strangers: 0 }, true), upToVersion: null, since: [] },
    budget: { limit: null, used: 0, waitingUntil: null, made: 0, oldestAt: null },
    lastDelivered: null,
    lastMovement: null,
  }
}
