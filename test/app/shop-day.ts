import { connect, openApp, openListener, webhookPathOf, type App } from '../../src/app'
import { formatQuantity, parseQuantity, type Quantity } from '../../src/core/quantity'
import type { Secrets, Settings } from '../../src/core/settings'
import { realIds } from '../../src/headless/real-world'
import { openDatabase } from '../../src/ledger/database'
import { sampleLocations, sampleMapping } from '../../src/sample/sample-catalogue'
import type { DayStep } from '../../src/sample/sample-day'
import { openSampleShop, type SampleShop } from '../../src/sample/sample-shop'
import { openSampleWarehouse, type SampleWarehouse } from '../../src/sample/sample-warehouse'
import type { ShopSwitches } from '../../src/sample/shop-switches'
import { randomFrom } from '../simulation/random'
import { shopClock } from '../vend/shop-clock'

/** Signed changes by "location SKU", as decimals; what is zero is left out. */
export type Books = Readonly<Record<string, string>>

/** The app between a sample shop and a sample warehouse, over real HTTP, by one clock that is turned. */
export type ShopDay = {
  readonly shop: SampleShop
  readonly warehouse: SampleWarehouse
  readonly app: App
  /** Lives through steps, hearing of each as it says. */
  live(steps: readonly DayStep[]): Promise<void>
  sync(): Promise<void>
  /** Stops the app and opens it again on the same ledger. */
  restart(): void
  /** What the shop's own shelves say that Vend recorded. */
  recorded(): Books
  /** What the warehouse's own documents come to. */
  booked(): Books
  /** What waits for a person, by what the app says of it. */
  held(): Books
  close(): Promise<void>
}

const [vendToken, warehouseToken, clientSecret] = ['vend', 'warehouse', 'client']

export async function openShopDay(switches: Partial<ShopSwitches>, signed = false): Promise<ShopDay> {
  const clock = shopClock()
  const signal = new AbortController().signal
  const shop = await openSampleShop({ clock, random: randomFrom(11).next, token: vendToken, clientSecret, switches })
  const warehouse = await openSampleWarehouse({ token: warehouseToken, clock })
  const secrets: Secrets = {
    ...{ vendToken, warehouse: { token: warehouseToken }, webhookPath: 'p'.repeat(32) },
    vendClientSecret: signed ? clientSecret : null,
  }
  const settings = settingsFor(shop, warehouse)
  const connected = connect(settings, secrets, clock)
  if (!connected.ok) throw new Error(connected.text)
  const database = openDatabase(':memory:')
  const open = () =>
    openApp({ database, settings, ...connected.connections, clock, ids: realIds, random: randomFrom(3).next })
  let app = open()
  const listener = await openListener(0, secrets, (id) => app.hear([id]))
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
    ...{ shop, warehouse },
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
    restart: () => {
      app = open()
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

/** `books` less `part`. */
export function less(books: Books, part: Books): Books {
  const changes = (from: Books, sign: bigint) =>
    Object.entries(from).map(([place, quantity]): Change => {
      const [location = '', sku = ''] = place.split(' ')
      return { location, sku, quantity: sign * (parseQuantity(quantity) ?? 0n) }
    })
  return booksOf([...changes(books, 1n), ...changes(part, -1n)])
}

type Change = { readonly location: string; readonly sku: string; readonly quantity: Quantity }

function booksOf(changes: readonly Change[]): Books {
  const sums = new Map<string, Quantity>()
  for (const { location, sku, quantity } of changes)
    sums.set(`${location} ${sku}`, (sums.get(`${location} ${sku}`) ?? 0n) + quantity)
  const rows = [...sums].filter(([, quantity]) => quantity !== 0n).sort(([a], [b]) => a.localeCompare(b))
  return Object.fromEntries(rows.map(([place, quantity]) => [place, formatQuantity(quantity)]))
}

function heldDocuments(app: App): Change[] {
  return app
    .history()
    .filter(({ status }) => status === 'needs-you')
    .flatMap(({ location, from, to, lines }) =>
      lines.flatMap(({ sku, quantity: text }) => {
        const quantity = parseQuantity(text) ?? 0n
        return [
          ...(location === null ? [] : [{ location, sku, quantity }]),
          ...(from === null ? [] : [{ location: from, sku, quantity: -quantity }]),
          ...(to === null ? [] : [{ location: to, sku, quantity }]),
        ]
      }),
    )
}

/** Of a consignment that is held as a whole, without a document, all that the shop recorded waits. */
function recordedAlone(app: App, recorded: (only: readonly string[]) => Change[]): Change[] {
  const alone = app.state().holds.filter(({ documentId }) => documentId === null)
  return recorded([...new Set(alone.map(({ consignmentId }) => consignmentId))])
}

function settingsFor(shop: SampleShop, warehouse: SampleWarehouse): Settings {
  return {
    vend: { store: shop.url, apiVersion: '2026-07' },
    warehouse: { kind: 'http', url: warehouse.url },
    outlets: sampleMapping.map((pair) => ({
      outlet: { id: shop.outlets.find(({ name }) => name === pair.outlet)?.id ?? '', name: pair.outlet },
      location: { id: pair.location, name: sampleLocations.find(({ id }) => id === pair.location)?.name ?? '' },
    })),
    ...{ sendStockAdjustments: true, from: null, scanEveryMinutes: 5, transferOn: 'sent' },
    limits: { units: null, lines: null },
    realTime: { via: 'own-address', publicUrl: null, port: 0, stocktakes: 'per-item', perItemUpTo: 50 },
  }
}
