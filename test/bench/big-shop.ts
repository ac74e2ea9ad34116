import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, openApp, openListener, webhookPathOf, type App } from '../../src/app'
import { silentLog } from '../../src/core/ports/log'
import type { Secrets, Settings } from '../../src/core/settings'
import { realIds } from '../../src/host/real-world'
import { openDatabase } from '../../src/ledger/database'
import { openSampleShop, type SampleShop } from '../../src/sample/sample-shop'
import { openSampleWarehouse, type SampleWarehouse } from '../../src/sample/sample-warehouse'
import { randomFrom } from '../simulation/random'
import { openWebhookEar } from '../sample/webhook-ear'
import { shopClock, type ShopClock } from '../vend/shop-clock'
import { watchCommits, type CommitWatch } from './commit-watch'
import { slowDisk, type SlowDisk } from './slow-disk'

export const outletName = 'Main Outlet'
export const locationId = 'WH-MAIN'
const location = { id: locationId, name: 'Main warehouse' }
const secrets: Secrets = {
  vendToken: 'bench-vend-token',
  vendClientSecret: null,
  vendClientSecretBefore: null,
  warehouse: { token: 'bench-warehouse-token' },
  webhookPath: 'bench-webhook-path',
  sshKey: null,
  ngrokAuthToken: null,
}

/** A shop with many products, a warehouse that knows them, and the app between them: real HTTP, a real ledger file. */
export type BigShop = {
  readonly shop: SampleShop
  readonly warehouse: SampleWarehouse
  readonly app: App
  readonly commits: CommitWatch
  /** Of the ledger. */
  readonly disk: SlowDisk
  /** Of the app, the shop and the warehouse: it stands until it is turned, so that no count depends on the machine. */
  readonly clock: ShopClock
  /** Of the app's listener. */
  readonly webhook: string
  /** What the shop posts for a deed, byte for byte; the app hears nothing of it yet. */
  webhooksOf(deed: () => void): Promise<string[]>
  close(): Promise<void>
}

export async function openBigShop(products: number, clock: ShopClock = shopClock()): Promise<BigShop> {
  const catalogue = Array.from({ length: products }, (_, index) => ({
    sku: skuOf(index),
    name: `Item number ${(index + 1).toString()} of the big shop`,
  }))
  const shop = await openSampleShop({
    clock,
    random: randomFrom(1).next,
    token: secrets.vendToken,
    switches: { largestPage: 200 },
    outlets: [outletName],
    products: catalogue,
  })
  const warehouse = await openSampleWarehouse({
    token: secrets.warehouse.token ?? '',
    items: catalogue,
    locations: [location],
    clock,
  })
  const dataDir = mkdtempSync(join(tmpdir(), 'stocktray-bench-'))
  const database = openDatabase(join(dataDir, 'ledger.sqlite'))
  const disk = slowDisk(database)
  const commits = watchCommits(database)
  const settings = settingsOf(shop, warehouse)
  const connected = connect(settings, secrets, clock)
  if (!connected.ok) throw new Error(connected.text)
  const app = openApp({
    ...connected.connections,
    ...{ database, settings, clock, ids: realIds, log: silentLog, random: () => Math.random() },
    elapsed: clock.now,
  })
  const listener = await openListener(
    0,
    () => secrets,
    { hear: (consignmentIds, repeats) => app.hear(consignmentIds, repeats), refused: () => app.webhookRefused() },
    clock,
  )
  const ear = await openWebhookEar()
  shop.addWebhook(ear.url, 'consignment.receive')
  return {
    ...{ shop, warehouse, app, commits, disk, clock },
    webhook: `http://127.0.0.1:${listener.port.toString()}${webhookPathOf(secrets)}`,
    webhooksOf: async (deed) => {
      ear.heard.splice(0)
      deed()
      await shop.settled()
      return ear.heard.map(({ raw }) => raw)
    },
    close: async () => {
      await ear.close()
      await listener.close()
      database.close()
      await shop.close()
      await warehouse.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export function skuOf(index: number): string {
  return `ITEM-${(index + 1).toString().padStart(5, '0')}`
}

/** What is received of each: whole pieces, and for every third of them half a piece more. */
export function quantityOf(index: number): string {
  return `${((index % 97) + 1).toString()}${index % 3 === 0 ? '.5' : ''}`
}

function settingsOf(shop: SampleShop, warehouse: SampleWarehouse): Settings {
  const [ours] = shop.outlets
  return {
    vend: { store: shop.url, apiVersion: '2026-07' },
    warehouse: { kind: 'http', url: warehouse.url },
    outlets: ours ? [{ outlet: { id: ours.id, name: ours.name }, location }] : [],
    sendStockAdjustments: true,
    from: null,
    scanEveryMinutes: 5,
    transferOn: 'sent',
    limits: { units: null, lines: null },
    realTime: { via: 'own-address', publicUrl: null, port: 0, stocktakes: 'per-item', perItemUpTo: 50, ssh: null },
  }
}

/** An order of the first `lines` products, received in one go. */
export function receiveOrder({ shop }: BigShop, reference: string, lines: number): void {
  const ordered = Array.from({ length: lines }, (_, index) => ({ sku: skuOf(index), count: quantityOf(index) }))
  shop.receiveOrder({ outlet: outletName, reference, lines: ordered })
}
