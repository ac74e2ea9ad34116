import type { Clock } from '../core/ports/world'
import type { Quantity } from '../core/quantity'
import { rateLimiter } from './rate-limiter'
import { sampleOutlets, sampleProducts, type CatalogueProduct } from './sample-catalogue'
import { scriptedFaults, type Fault } from './scripted-faults'
import { serveOnLoopback } from './serve-on-loopback'
import { amount, shopHands, type ShopHands } from './shop-hands'
import { openShopMemory, type ShopMemory } from './shop-memory'
import type { ShopOutlet, ShopProduct } from './shop-record'
import { defaultSwitches, type ShopSwitches } from './shop-switches'
import { sumByShelf, type Movement } from './stock-room'
import { vendApi } from './vend-api'
import { subscribe } from './vend-webhook-routes'
import { openWebhookSender, type Subscription, type WebhookSender, type WebhookType } from './webhook-sender'

export type SampleShopOptions = {
  readonly clock: Pick<Clock, 'now'>
  /** 0 ≤ x < 1: ids, steps of versions, fates of webhooks. */
  readonly random: () => number
  readonly token: string
  readonly switches?: Partial<ShopSwitches>
  /** Signs webhooks where the `signature` switch says so. */
  readonly clientSecret?: string
  /** Any free one, unless given. */
  readonly port?: number
  /** The sample catalogue, unless given. */
  readonly outlets?: readonly string[]
  readonly products?: readonly CatalogueProduct[]
}

/** What stock control did to one product of one outlet. */
export type ShopEffect = {
  readonly outlet: string
  readonly sku: string | null
  readonly quantity: Quantity
}

export type SampleShop = ShopHands & {
  /** Without a path: the address of the store. */
  readonly url: string
  readonly outlets: readonly Pick<ShopOutlet, 'id' | 'name'>[]
  readonly products: ReadonlyMap<string, ShopProduct>
  /** "GET /consignments/{id}/products" → how often the API was asked it; refused calls are not counted. */
  readonly calls: ReadonlyMap<string, number>
  /** How many requests came to the API, refused and troubled ones too. */
  readonly requests: number
  readonly webhookCounts: Readonly<WebhookSender['counts']>
  /**
   * Signed changes per outlet and SKU since a moment (all, unless given), summed from the shop's own shelves; sales are
   * left out, and so is what cancels out. `only`: of these consignments.
   */
  effects(about?: { readonly since?: number; readonly only?: readonly string[] }): readonly ShopEffect[]
  level(outlet: string, sku: string): Quantity
  /** As they stand now. */
  readonly switches: ShopSwitches
  /** Turns switches while the shop is open. */
  set(switches: Partial<ShopSwitches>): void
  /** The old token is refused from now on. */
  changeToken(token: string): void
  /** Whom it calls now. */
  readonly webhooks: readonly Subscription[]
  /** Registers a webhook as somebody would by hand; answers its id. */
  addWebhook(url: string, type: WebhookType): string
  /** As somebody would by hand, or Vend itself: it calls this one no more. */
  switchWebhookOff(id: string): void
  removeWebhook(id: string): void
  /** Vend's test button, for every webhook there is. */
  sendTestWebhooks(): void
  /** All webhooks that were to go out have; those that failed wait for the clock. */
  settled(): Promise<void>
  fail(...faults: readonly Fault[]): void
  heal(): void
  close(): Promise<void>
}

/** Opens a simulated Vend store with a memory of its own, speaking real HTTP on 127.0.0.1. */
export async function openSampleShop(options: SampleShopOptions): Promise<SampleShop> {
  const { clock, random, clientSecret = 'sample client secret' } = options
  const memory = openShopMemory(clock, random, { ...defaultSwitches, ...options.switches })
  furnish(memory, options.outlets ?? sampleOutlets, options.products ?? sampleProducts)
  const openedWith = memory.stock.movements.length
  const sender = openWebhookSender(memory, clientSecret)
  const faults = scriptedFaults()
  const calls = new Map<string, number>()
  const requests = { count: 0 }
  let token = options.token
  const app = vendApi({ memory, sender, faults, calls, requests, token: () => token, takeCall: rateLimiter(clock) })
  const server = await serveOnLoopback(app, options.port)
  const outletNamed = (name: string) => memory.outlets.find((outlet) => outlet.name === name)?.id ?? ''
  const productBySku = (sku: string) => [...memory.products.values()].find((product) => product.sku === sku)?.id ?? ''

  return {
    ...shopHands(memory),
    url: server.url,
    outlets: memory.outlets,
    products: memory.products,
    calls,
    get requests() {
      return requests.count
    },
    webhookCounts: sender.counts,
    effects: ({ since = -Infinity, only } = {}) => {
      const moved = memory.stock.movements
        .slice(openedWith)
        .filter(({ at, consignmentId }) => at >= since && isOneOf(consignmentId, only))
      return describe(memory, moved)
    },
    level: (outlet, sku) => memory.stock.level(outletNamed(outlet), productBySku(sku)),
    get switches() {
      return memory.switches
    },
    set: (switches) => {
      memory.switches = { ...memory.switches, ...switches }
    },
    changeToken: (next) => {
      token = next
    },
    get webhooks() {
      return [...sender.subscriptions.values()]
    },
    switchWebhookOff: (id) => {
      const standing = sender.subscriptions.get(id)
      if (standing) sender.subscriptions.set(id, { ...standing, active: false })
    },
    removeWebhook: (id) => void sender.subscriptions.delete(id),
    addWebhook: (url, type) => subscribe({ memory, sender }, { url, type, active: true }, memory.freshId(), true).id,
    sendTestWebhooks: () => {
      for (const subscription of sender.subscriptions.values()) sender.sendTest(subscription)
    },
    settled: () => sender.settled(),
    fail: (...troubles) => faults.fail(...troubles),
    heal: () => faults.heal(),
    close: async () => {
      sender.subscriptions.clear()
      await server.close()
    },
  }
}

function furnish(memory: ShopMemory, outlets: readonly string[], products: readonly CatalogueProduct[]): void {
  for (const name of outlets)
    memory.outlets.push({ id: memory.freshId(), name, version: memory.nextVersion('outlets') })
  const at = memory.clock.now()
  for (const { sku, name, levels = {}, cost = '1', tracked = true, composite = false } of products) {
    const id = memory.freshId()
    const version = memory.nextVersion('products')
    const times = { createdAt: at, updatedAt: at, deletedAt: null }
    memory.products.set(id, { id, sku, name, tracked, composite, cost: amount(cost), ...times, version })
    for (const [outlet, level] of Object.entries(levels)) {
      const outletId = memory.outlets.find((one) => one.name === outlet)?.id
      if (outletId === undefined) throw new Error(`The sample shop has no outlet ${outlet}.`)
      memory.stock.move({ at, outletId, productId: id, quantity: amount(level), consignmentId: null })
    }
  }
}

function isOneOf(consignmentId: string | null, only: readonly string[] | undefined): boolean {
  return consignmentId !== null && (only === undefined || only.includes(consignmentId))
}

function describe({ outlets, products }: ShopMemory, movements: readonly Movement[]): ShopEffect[] {
  return sumByShelf(movements).map(({ outletId, productId, quantity }) => ({
    outlet: outlets.find(({ id }) => id === outletId)?.name ?? outletId,
    sku: products.get(productId)?.sku ?? null,
    quantity,
  }))
}
