import { connect, openApp, openListener, webhookPathOf, type App } from '../../src/app'
import { silentLog } from '../../src/core/ports/log'
import type { Clock } from '../../src/core/ports/world'
import type { Secrets, Settings } from '../../src/core/settings'
import { realIds } from '../../src/host/real-world'
import { openDatabase } from '../../src/ledger/database'
import { sampleLocations, sampleMapping } from '../../src/sample/sample-catalogue'
import type { DayStep } from '../../src/sample/sample-day'
import { openSampleShop, type SampleShop } from '../../src/sample/sample-shop'
import { openSampleWarehouse, type SampleWarehouse } from '../../src/sample/sample-warehouse'
import type { ShopSwitches } from '../../src/sample/shop-switches'
import type { WarehouseLocation } from '../../src/sample/warehouse-books'
import { createVendClient } from '../../src/vend/client'
import { randomFrom } from '../simulation/random'
import { shopClock, type ShopClock } from '../vend/shop-clock'
import { booksOf, heldDocuments, type Books, type Change } from './books'

export type ShopDayOptions = {
  readonly switches?: Partial<ShopSwitches>
  /** Webhooks are heard only with the right signature. */
  readonly signed?: boolean
  /** "2026-07", unless given. */
  readonly apiVersion?: string
  /** For one answer of Vend, in real ms; 30 s unless given. */
  readonly timeoutMs?: number
  /** By how many ms Vend's clock is ahead of this PC's. */
  readonly vendAheadMs?: number
  /** Of the warehouse, beyond those of the sample. */
  readonly locations?: readonly WarehouseLocation[]
}

/** The app between a sample shop and a sample warehouse, over real HTTP, by one clock that is turned. */
export type ShopDay = {
  readonly shop: SampleShop
  readonly warehouse: SampleWarehouse
  readonly app: App
  /** This PC's; Vend's goes with it. */
  readonly clock: ShopClock
  /** Lives through steps, hearing of each as it says. */
  live(steps: readonly DayStep[]): Promise<void>
  sync(): Promise<void>
  /** So many ms go by, and the app does by itself what is due. Throws when it would spin. */
  pass(ms: number): Promise<void>
  /** Lets 24 hours go by, and then does what is due: in them falls the hour of the nightly look. */
  night(): Promise<void>
  /** Vend calls once more for everything that the app ever heard of, and the app does what follows. */
  replay(): Promise<void>
  /** Stops the app and opens it again on the same ledger, with other settings if given. */
  restart(changed?: Partial<Settings> & { readonly vendToken?: string; readonly apiVersion?: string }): void
  readonly settings: Settings
  /** Sets this PC's clock, and leaves Vend's as it is. */
  setClock(byMs: number): void
  /** What the shop's own shelves say that Vend recorded. */
  recorded(): Books
  /** What the warehouse's own documents come to. */
  booked(): Books
  /** What waits for a person, by what the app says of it. */
  held(): Books
  close(): Promise<void>
}

const [vendToken, warehouseToken, clientSecret] = ['vend', 'warehouse', 'client']

export async function openShopDay(options: ShopDayOptions = {}): Promise<ShopDay> {
  const { switches = {}, signed = false } = options
  const clock = shopClock()
  let ahead = options.vendAheadMs ?? 0
  const vendClock: Pick<Clock, 'now'> = { now: () => clock.now() + ahead }
  const signal = new AbortController().signal
  const shop = await openSampleShop({
    ...{ clock: vendClock, random: randomFrom(11).next, token: vendToken, clientSecret, switches },
  })
  const warehouse = await openSampleWarehouse({
    ...{ token: warehouseToken, clock },
    locations: [...sampleLocations, ...(options.locations ?? [])],
  })
  let secrets: Secrets = {
    ...{
      vendToken,
      warehouse: { token: warehouseToken },
      webhookPath: 'p'.repeat(32),
      sshKey: null,
      ngrokAuthToken: null,
    },
    vendClientSecret: signed ? clientSecret : null,
    vendClientSecretBefore: null,
  }
  let settings = settingsFor(shop, warehouse, options.apiVersion ?? '2026-07')
  const database = openDatabase(':memory:')
  const open = () => {
    const connected = connect(settings, secrets, clock)
    if (!connected.ok) throw new Error(connected.text)
    const { timeoutMs } = options
    const { vendToken: token } = secrets
    const impatient = timeoutMs !== undefined && {
      vend: createVendClient({ ...settings.vend, token, clock, timeoutMs, userAgent: 'Stocktray/test' }),
    }
    const world = { ...connected.connections, ...impatient }
    return openApp({
      database,
      settings,
      ...world,
      clock,
      ids: realIds,
      log: silentLog,
      random: randomFrom(3).next,
      elapsed: clock.now,
    })
  }
  let app = open()
  const listener = await openListener(
    0,
    () => secrets,
    { hear: (ids, repeats) => app.hear(ids, repeats), refused: () => app.webhookRefused() },
    clock,
  )
  const address = `http://127.0.0.1:${listener.port.toString()}${webhookPathOf(secrets)}`
  shop.addWebhook(address, 'consignment.receive')
  shop.addWebhook(address, 'consignment.send')
  await app.sync(signal)

  const locations = new Map<string, string>(sampleMapping.map(({ outlet, location }) => [outlet, location]))
  const recorded = (only?: readonly string[]) =>
    shop.effects(only ? { only } : {}).flatMap(({ outlet, sku, quantity }): Change[] => {
      const location = locations.get(outlet)
      return location === undefined ? [] : [{ location, sku: sku ?? '', quantity }]
    })

  const day: ShopDay = {
    ...{ shop, warehouse, clock },
    get app() {
      return app
    },
    live: async (steps) => {
      for (const step of steps) {
        clock.turn(60_000)
        await step.do(shop)
        await shop.settled()
        if (step.then === 'scan') await day.sync()
        // As long as a webhook waits for more of its consignment, at most.
        for (const ms of [2_000, 10_000]) {
          clock.turn(ms)
          await app.work(signal)
        }
      }
    },
    sync: () => app.sync(signal),
    pass: async (ms) => {
      const until = clock.now() + ms
      for (;;) {
        await app.work(signal)
        const [next, now] = [app.nextDue(), clock.now()]
        if (next <= now) throw new Error('The app has done what is due, and wants to go on at once.')
        if (next > until) {
          clock.turn(Math.max(0, until - now))
          return
        }
        clock.turn(next - now)
      }
    },
    night: async () => {
      clock.turn(86_400_000)
      await app.work(signal)
    },
    replay: async () => {
      const heardOf = [
        ...app.history().map(({ vend }) => vend.consignmentId),
        ...app.state().holds.map(({ consignmentId }) => consignmentId),
      ]
      for (const id of new Set(heardOf)) await callAgain(address, id)
      for (const ms of [2_000, 10_000, 60_000]) {
        clock.turn(ms)
        await app.work(signal)
      }
    },
    get settings() {
      return settings
    },
    restart: ({ vendToken: token, apiVersion, ...changed } = {}) => {
      settings = { ...settings, ...changed }
      if (token !== undefined) secrets = { ...secrets, vendToken: token }
      if (apiVersion !== undefined) settings = { ...settings, vend: { ...settings.vend, apiVersion } }
      app = open()
    },
    setClock: (byMs) => {
      clock.turn(byMs)
      ahead -= byMs
    },
    recorded: () => booksOf(recorded()),
    booked: () => booksOf(warehouse.changes()),
    held: () => booksOf([...heldDocuments(app), ...recordedAlone(app, recorded)]),
    close: async () => {
      await listener.close()
      await shop.close()
      await warehouse.close()
      database.close()
    },
  }
  return day
}

/** As Vend calls for one line: https://x-series-api.lightspeedhq.com/docs/webhooks_example_payloads */
async function callAgain(address: string, consignmentId: string): Promise<void> {
  const line = { id: consignmentId, consignment_id: consignmentId, product_id: consignmentId, count: '1.00000' }
  const body = new URLSearchParams({ payload: JSON.stringify({ ...line, received: '1.00000', sequence_number: 1 }) })
  const { status } = await fetch(address, { method: 'POST', body })
  if (status !== 204) throw new Error(`The listener answered ${status.toString()}.`)
}

/** Of a consignment that is held as a whole, without a document, all that the shop recorded waits. */
function recordedAlone(app: App, recorded: (only: readonly string[]) => Change[]): Change[] {
  const alone = app.state().holds.filter(({ documentId }) => documentId === null)
  return recorded([...new Set(alone.map(({ consignmentId }) => consignmentId))])
}

function settingsFor(shop: SampleShop, warehouse: SampleWarehouse, apiVersion: string): Settings {
  return {
    vend: { store: shop.url, apiVersion },
    warehouse: { kind: 'http', url: warehouse.url },
    outlets: sampleMapping.map((pair) => ({
      outlet: { id: shop.outlets.find(({ name }) => name === pair.outlet)?.id ?? '', name: pair.outlet },
      location: { id: pair.location, name: sampleLocations.find(({ id }) => id === pair.location)?.name ?? '' },
    })),
    ...{ sendStockAdjustments: true, from: null, scanEveryMinutes: 5, transferOn: 'sent' },
    limits: { units: null, lines: null },
    realTime: { via: 'own-address', publicUrl: null, port: 0, stocktakes: 'per-item', perItemUpTo: 50, ssh: null },
  }
}
