import { openApp, type App } from '../../src/app'
import type { Consignment, ConsignmentLine, Product } from '../../src/core/consignment'
import type { OutgoingDocument } from '../../src/core/document'
import type { LookUp, Outcome } from '../../src/core/outcome'
import type { VendPort } from '../../src/core/ports/vend'
import type { WarehousePort } from '../../src/core/ports/warehouse'
import { parseQuantity, type Quantity } from '../../src/core/quantity'
import type { Settings } from '../../src/core/settings'
import { openDatabase } from '../../src/ledger/database'

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
  realTime: { via: 'off', publicUrl: null, port: 0, stocktakes: 'per-item', perItemUpTo: 50 },
}

/** A shop and a warehouse in memory, a clock to turn, and the app between them; `restart` opens the app anew on the same ledger. */
export type TinyWorld = {
  app: App
  now: number
  readonly consignments: Map<string, Consignment>
  readonly lines: Map<string, ConsignmentLine[]>
  readonly products: Map<string, Product>
  /** Every request that Vend was asked, by name. */
  readonly asked: string[]
  /** What the warehouse booked, in order. */
  readonly booked: { document: OutgoingDocument; number: string }[]
  readonly knownSkus: Set<string>
  /** Answers the next pushes in place of the warehouse; 'then-…' after it booked. */
  readonly script: ('reset-before' | 'reset-after' | 'retry' | Outcome)[]
  readonly lookUps: LookUp[]
  vendDown: string | null
  /** Lines on a page. */
  pageSize: number
  /** Happens once after the first page of lines, and once after the last. */
  tearOnce: (() => void) | null
  mendAfter: (() => void) | null
  /** Consignments whose lines Vend answers with nonsense. */
  readonly unreadable: Set<string>
  warehouseId: string
  restart(changed?: Partial<Settings>): void
  /** Puts a consignment into Vend, or changes it, under a new version. */
  vend(consignment: Partial<Consignment> & { id: string }, lines?: Record<string, Partial<ConsignmentLine>>): void
  sync(): Promise<void>
  turn(ms: number): Promise<void>
}

export function tinyWorld(options: { refusesRepeats?: boolean; settleAfterMs?: number } = {}): TinyWorld {
  const database = openDatabase(':memory:')
  let version = 100n
  let ids = 0
  let current: Settings = settings
  const vendPort: VendPort = {
    store: settings.vend.store,
    consignments: (after) => answer('consignments', page([...world.consignments.values()], after, 2)),
    consignment: (id) => answer(`consignment ${id}`, world.consignments.get(id) ?? null),
    lines: (id, after) => {
      if (world.unreadable.has(id))
        return Promise.resolve({ ok: false, problem: { kind: 'bad-answer', text: 'Vend answered with a web page.' } })
      const rows = (world.lines.get(id) ?? []).map((line, index) => ({ line, version: BigInt(index + 1) }))
      const found = page(rows, after, world.pageSize)
      const happens = found.next === null ? 'mendAfter' : 'tearOnce'
      world[happens]?.()
      if (world[happens]) world[happens] = null
      return answer(`lines ${id}`, { ...found, rows: found.rows.map(({ line }) => line) })
    },
    products: (after) => answer('products', page([...world.products.values()], after, 100)),
    product: (id) => answer(`product ${id}`, world.products.get(id) ?? null),
    outlets: () =>
      answer('outlets', [
        { id: 'main', name: 'Main Outlet' },
        { id: 'harbour', name: 'Harbour Street' },
        { id: 'airport', name: 'Airport' },
      ]),
    budget: () => ({ limit: null, used: 0, waitingUntil: null }),
  }
  const warehousePort: WarehousePort = {
    get id() {
      return world.warehouseId
    },
    capabilities: {
      name: 'Main Warehouse',
      transfers: true,
      mostLines: null,
      longestReference: 40,
      repeat: options.refusesRepeats === false ? 'found-by-reference' : 'refused-by-key',
      settleAfterMs: options.settleAfterMs ?? 60_000,
    },
    locations: () => Promise.resolve({ kind: 'ok', value: [] }),
    lookUpItems: (skus) =>
      Promise.resolve({
        kind: 'ok',
        value: new Map(skus.filter((sku) => world.knownSkus.has(sku)).map((sku) => [sku, { item: sku, name: sku }])),
      }),
    push: (document) => Promise.resolve(push(document)),
    find: (_kind, reference) => Promise.resolve(world.lookUps.shift() ?? find(reference)),
  }

  function push(document: OutgoingDocument): Outcome {
    const scripted = world.script.shift()
    if (scripted === 'reset-before') return { kind: 'unsure', text: 'The line broke.' }
    if (scripted === 'retry') return { kind: 'retry', text: 'Main Warehouse does not answer.' }
    if (typeof scripted === 'object') return scripted
    const there = find(document.reference)
    if (options.refusesRepeats !== false && there.kind === 'found') return { kind: 'exists', found: there.found }
    const number = `ST-${(world.booked.length + 1).toString().padStart(5, '0')}`
    world.booked.push({ document, number })
    return scripted === 'reset-after' ? { kind: 'unsure', text: 'The line broke.' } : { kind: 'delivered', number }
  }

  function find(reference: string): LookUp {
    const there = world.booked.find(({ document }) => document.reference === reference)
    if (!there) return { kind: 'absent' }
    const { source, lines } = there.document
    return { kind: 'found', found: { number: there.number, consignmentId: source.consignmentId, lines } }
  }

  function answer<T>(name: string, value: T) {
    world.asked.push(name)
    if (world.vendDown !== null)
      return Promise.resolve({ ok: false as const, problem: { kind: 'unreachable' as const, text: world.vendDown } })
    return Promise.resolve({ ok: true as const, value, at: world.now })
  }

  const open = () =>
    openApp({
      database,
      settings: current,
      vend: vendPort,
      warehouse: warehousePort,
      clock: {
        now: () => world.now,
        sleep: (ms) => {
          world.now += ms
          return Promise.resolve()
        },
      },
      ids: { fresh: () => `id-${(++ids).toString()}`, derived: (parts) => parts.join('/') },
      random: () => 0.5,
    })

  const world: Omit<TinyWorld, 'app'> & { app?: App } = {
    now: startOfDay,
    consignments: new Map(),
    lines: new Map(),
    products: new Map(['Item1', 'Item2', 'Item3'].map((id, index) => [id, product(id, BigInt(index + 1))])),
    asked: [],
    booked: [],
    knownSkus: new Set(['Item1', 'Item2', 'Item3']),
    script: [],
    lookUps: [],
    vendDown: null,
    pageSize: 2,
    tearOnce: null,
    mendAfter: null,
    unreadable: new Set(),
    warehouseId: 'warehouse',
    restart: (changed = {}) => {
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

function product(id: string, version: bigint): Product {
  return { id, sku: id, name: id, tracked: true, composite: false, version }
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

/** What the warehouse was told in all, by location and SKU, as decimals. */
export function toldInAll({ booked }: TinyWorld): Record<string, number> {
  const totals: Record<string, number> = {}
  const add = (location: string, sku: string, quantity: Quantity) => {
    const key = `${location} ${sku}`
    totals[key] = (totals[key] ?? 0) + Number(quantity) / 100_000
  }
  for (const { document } of booked)
    for (const { sku, quantity } of document.lines)
      if (document.place.kind === 'stocktake') add(document.place.location, sku, quantity)
      else {
        add(document.place.from, sku, -quantity)
        add(document.place.to, sku, quantity)
      }
  return totals
}
