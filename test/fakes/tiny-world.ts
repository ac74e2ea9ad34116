import { openApp, type App } from '../../src/app'
import type { Consignment, ConsignmentLine, Product } from '../../src/core/consignment'
import type { LogEntry } from '../../src/core/ports/log'
import type { RateBudget, VendPort } from '../../src/core/ports/vend'
import type { WebhooksPort } from '../../src/core/ports/webhooks'
import { parseQuantity, type Quantity } from '../../src/core/quantity'
import type { VendTotals } from '../../src/core/totals'
import type { Settings } from '../../src/core/settings'
import { openDatabase, type Database } from '../../src/ledger/database'
import { tinyWarehouse, type TinyWarehouse, type TinyWarehouseOptions } from './tiny-warehouse'

export const startOfDay = Date.UTC(2026, 10, 23, 8)

export function amount(text: string | number): Quantity {
  const quantity = parseQuantity(String(text))
  if (quantity === null) throw new Error(`not a quantity: ${String(text)}`)
  return quantity
}

export const settings: Settings = {
  vend: { store: 'https://shop.retail.lightspeed.app', apiVersion: '2026-07' },
  warehouse: { kind: 'http', url: 'https://warehouse.example' },
  outlets: [
    { outlet: { id: 'main', name: 'Main Outlet' }, location: { id: 'WH', name: 'Main Warehouse' } },
    { outlet: { id: 'harbour', name: 'Harbour Street' }, location: { id: 'HS', name: 'Harbour Street' } },
  ],
  sendStockAdjustments: true,
  from: null,
  scanEveryMinutes: 5,
  transferOn: 'sent',
  limits: { units: null, lines: null },
  realTime: { via: 'off', publicUrl: null, port: 0, stocktakes: 'per-item', perItemUpTo: 50, ssh: null },
}

/** A shop and a warehouse in memory, a clock to turn, and the app between them; `restart` opens the app anew on the same ledger. */
export type TinyWorld = TinyWarehouse & {
  app: App
  now: number
  /** How much of `now` is no time that passed: somebody set the clock. */
  clockAhead: number
  readonly consignments: Map<string, Consignment>
  readonly lines: Map<string, ConsignmentLine[]>
  readonly products: Map<string, Product>
  /** What Vend says that lines add up to; of those that are missing it says nothing. */
  readonly totals: Map<string, VendTotals>
  /** Every request that Vend was asked, by name. */
  readonly asked: string[]
  /** What the log was told. */
  readonly logged: LogEntry[]
  vendDown: string | null
  /** What Vend says of its limit: none at first. */
  budget: RateBudget
  /** Lines on a page. */
  pageSize: number
  /** Happens once after a page of headers. */
  betweenPages: (() => void) | null
  /** Happens once after the first page of lines, and once after the last. */
  tearOnce: (() => void) | null
  mendAfter: (() => void) | null
  /** Consignments whose lines Vend answers with nonsense. */
  readonly unreadable: Set<string>
  /** Consignments whose headers, asked for by id, it answers with nonsense. */
  readonly consignmentsDown: Set<string>
  /** `ledger`: another one in the place of the one before, as after a restore. */
  restart(changed?: Partial<Settings>, ledger?: Database): void
  /** Puts a consignment into Vend, or changes it, under a new version. */
  vend(consignment: Partial<Consignment> & { id: string }, lines?: Record<string, Partial<ConsignmentLine>>): void
  sync(): Promise<void>
  turn(ms: number): Promise<void>
}

/** `database`: a ledger from an earlier life, in place of an empty one. */
export function tinyWorld(
  options: TinyWarehouseOptions & { readonly database?: Database; readonly webhooks?: WebhooksPort } = {},
): TinyWorld {
  let database = options.database ?? openDatabase(':memory:')
  const warehouse = tinyWarehouse(options)
  let version = 100n
  let ids = 0
  let made = 0
  let current: Settings = settings
  const vendPort: VendPort = {
    store: settings.vend.store,
    consignments: (after) => {
      const found = page([...world.consignments.values()], after, 2)
      const answered = answer('consignments', found)
      const happens = found.next === null ? null : world.betweenPages
      if (happens) world.betweenPages = null
      happens?.()
      return answered
    },
    consignment: (id) =>
      world.consignmentsDown.has(id) ? nonsense() : answer(`consignment ${id}`, world.consignments.get(id) ?? null),
    lines: (id, after) => {
      if (world.unreadable.has(id)) return nonsense()
      const rows = (world.lines.get(id) ?? []).map((line, index) => ({ line, version: BigInt(index + 1) }))
      const found = page(rows, after, world.pageSize)
      const happens = found.next === null ? 'mendAfter' : 'tearOnce'
      world[happens]?.()
      if (world[happens]) world[happens] = null
      return answer(`lines ${id}`, { ...found, rows: found.rows.map(({ line }) => line) })
    },
    totals: (id) => answer(`totals ${id}`, world.totals.get(id) ?? null),
    products: (after) => answer('products', page([...world.products.values()], after, 100)),
    product: (id) => answer(`product ${id}`, world.products.get(id) ?? null),
    outlets: () =>
      answer('outlets', [
        { id: 'main', name: 'Main Outlet' },
        { id: 'harbour', name: 'Harbour Street' },
        { id: 'airport', name: 'Airport' },
      ]),
    budget: () => ({ ...world.budget, made }),
  }
  function nonsense() {
    return Promise.resolve({
      ok: false as const,
      problem: { kind: 'bad-answer' as const, text: 'Vend answered with a web page.' },
    })
  }
  function answer<T>(name: string, value: T) {
    world.asked.push(name)
    made += 1
    if (world.vendDown !== null)
      return Promise.resolve({ ok: false as const, problem: { kind: 'unreachable' as const, text: world.vendDown } })
    return Promise.resolve({ ok: true as const, value, at: world.now })
  }

  const open = () =>
    openApp({
      database,
      settings: current,
      vend: vendPort,
      ...(options.webhooks && { webhooks: options.webhooks }),
      warehouse: warehouse.port,
      clock: {
        now: () => world.now,
        sleep: async (ms, signal) => {
          // What is under way goes first: who is woken up by it has not slept.
          for (let turns = 0; turns < 20 && !signal.aborted; turns += 1) await Promise.resolve()
          if (!signal.aborted) world.now += ms
        },
      },
      log: { tell: (entry) => world.logged.push(entry) },
      ids: { fresh: () => `id-${(++ids).toString()}`, derived: (parts) => parts.join('/') },
      random: () => 0.5,
      elapsed: () => world.now - world.clockAhead,
    })

  const rest: Omit<TinyWorld, 'app' | keyof TinyWarehouse> & { app?: App } = {
    now: startOfDay,
    clockAhead: 0,
    consignments: new Map(),
    lines: new Map(),
    totals: new Map(),
    products: new Map(['Item1', 'Item2', 'Item3'].map((id, index) => [id, product(id, BigInt(index + 1))])),
    asked: [],
    logged: [],
    vendDown: null,
    budget: { limit: null, used: 0, waitingUntil: null, made: 0, oldestAt: null },
    pageSize: 2,
    betweenPages: null,
    tearOnce: null,
    mendAfter: null,
    unreadable: new Set(),
    consignmentsDown: new Set(),
    restart: (changed = {}, ledger = database) => {
      database = ledger
      current = { ...current, ...changed }
      world.app = open()
    },
    vend: (consignment, lines) => {
      version += 3n
      const before = world.consignments.get(consignment.id) ?? blank(consignment.id, world.now)
      world.consignments.set(consignment.id, { ...before, updatedAt: world.now, ...consignment, version })
      if (!lines) return
      world.lines.set(
        consignment.id,
        Object.entries(lines).map(([productId, line]) => ({ ...blankLine(productId), ...line })),
      )
    },
    sync: () => opened().sync(new AbortController().signal),
    turn: async (ms) => {
      world.now += ms
      await opened().work(new AbortController().signal)
    },
  }
  const world = Object.assign(warehouse, rest)
  const opened = (): App => {
    if (!world.app) throw new Error('the app is not open')
    return world.app
  }
  world.restart()
  return world as TinyWorld
}

function page<Row extends { version: bigint }>(rows: readonly Row[], after: bigint, size: number) {
  const found = rows
    .filter((row) => row.version > after)
    .sort((a, b) => (a.version < b.version ? -1 : 1))
    .slice(0, size)
  return { rows: found, next: found.at(-1)?.version ?? null }
}

export function product(id: string, version: bigint, changed: Partial<Product> = {}): Product {
  return { id, sku: id, name: id, codes: [], tracked: true, composite: false, version, ...changed }
}

function blank(id: string, at: number): Consignment {
  return {
    ...{ id, kind: 'order', status: 'received', vendType: 'SUPPLIER', vendStatus: 'RECEIVED' },
    ...{ outletId: 'main', sourceOutletId: null, reference: id, name: null, version: 0n },
    ...{ createdAt: at, updatedAt: at, receivedAt: at, deleted: false },
  }
}

function blankLine(productId: string): ConsignmentLine {
  return {
    productId,
    count: null,
    received: null,
    status: 'success',
    vendStatus: 'SUCCESS',
    included: true,
    deleted: false,
  }
}
