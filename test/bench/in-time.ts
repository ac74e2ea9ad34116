import { openListener, webhookPathOf } from '../../src/app'
import { realClock } from '../../src/host/real-world'
import { runEngine } from '../../src/host/run-engine'
import type { WebhookSecrets } from '../../src/vend/webhook-keys'
import type { ShopClock } from '../vend/shop-clock'
import { openBigShop, receiveOrder, type BigShop } from './big-shop'
import { isWithin, shown, type Figure } from './figure'

/** A webhook waits so long for more of its consignment. */
const quietMs = 2_000
/** For reading, deciding and booking, beyond that. */
const mostMoreMs = 500
/** Other programs can only make it slower: what is beyond its bound is measured again, and the last measuring stands. */
const mostMeasurings = 2

type Pace = { readonly what: string; readonly everyMs: number; readonly orders: number; readonly lines: number }
const paces: readonly Pace[] = [
  { what: 'on a usual day (an order every 4 s)', everyMs: 4_000, orders: 5, lines: 6 },
  { what: 'on a busy one (2 orders a second)', everyMs: 500, orders: 60, lines: 3 },
]

const secrets: WebhookSecrets = { webhookPath: 'in-time', vendClientSecret: null, vendClientSecretBefore: null }
/** It goes by itself. */
const clock: ShopClock = { ...realClock, slept: [], turn: () => undefined }

/**
 * How long it takes from the moment when Vend calls until the document of that webhook stands in the warehouse: each line
 * of an order makes one of both. The engine runs by itself, as `stocktray run` lets it.
 */
export async function measureInTime(): Promise<Figure[]> {
  const big = await openBigShop(Math.max(...paces.map(({ lines }) => lines)), clock)
  const { app, shop } = big
  // What the limit costs is measured elsewhere.
  shop.set({ registers: 20, webhooksAtOnce: 16 })
  await app.sync(new AbortController().signal)
  const running = runEngine(
    app,
    () => undefined,
    (_text, error) => {
      throw error
    },
  )
  const hearing = {
    hear: (ids: readonly string[], repeats: number) => {
      app.hear(ids, repeats)
      running.wake()
    },
    refused: () => undefined,
  }
  const listener = await openListener(0, () => secrets, hearing, clock)
  shop.addWebhook(`http://127.0.0.1:${listener.port.toString()}${webhookPathOf(secrets)}`, 'consignment.receive')
  const figures: Figure[] = []
  for (const [index, pace] of paces.entries()) {
    let measured = await measure(big, pace, `P${index.toString()}`)
    for (let times = 2; times <= mostMeasurings && !measured.every(isWithin); times += 1)
      measured = await measure(big, pace, `P${index.toString()}-${times.toString()}`, times)
    figures.push(...measured)
  }
  await running.stop()
  await listener.close()
  await big.close()
  return figures
}

async function measure(
  big: BigShop,
  { what, everyMs, orders, lines }: Pace,
  name: string,
  times = 1,
): Promise<Figure[]> {
  const { shop, warehouse } = big
  const signal = new AbortController().signal
  const receivedAt = new Map<string, number>()
  const began = clock.now()
  for (let index = 0; index < orders; index += 1) {
    await clock.sleep(began + index * everyMs - clock.now(), signal)
    const reference = `${name}-${index.toString()}`
    receivedAt.set(reference, clock.now())
    receiveOrder(big, reference, lines)
  }
  await shop.settled()
  const mine = () => warehouse.documents().filter(({ source }) => receivedAt.has(String(source.reference)))
  // Long after the bound; what is not there by then never comes by a webhook.
  for (const until = clock.now() + 10_000; mine().length < orders * lines && clock.now() < until;)
    await clock.sleep(50, signal)
  const took = mine()
    .map(({ source, at }) => at - (receivedAt.get(String(source.reference)) ?? 0))
    .sort((a, b) => a - b)
  const at = (share: number) => took[Math.floor(took.length * share)] ?? Infinity
  const p95 = at(0.95)
  const again = times > 1 ? `; measured ${shown(times)} times` : ''
  return [
    {
      ...{ what: `documents of as many webhooks, ${what}`, value: took.length },
      bound: { is: 'exactly', value: orders * lines },
    },
    {
      ...{ what: 'from webhook to document, p95', value: p95, unit: 'ms' },
      bound: { is: 'at most', value: quietMs + mostMoreMs },
      note: `half within ${shown(at(0.5))} ms, the last within ${shown(took.at(-1) ?? Infinity)} ms${again}`,
    },
    { what: 'that : the time in which a webhook waits for more of its kind', value: p95 / quietMs, bound: null },
  ]
}
