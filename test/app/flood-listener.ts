import { postAll } from '../bench/webhook-storm'
import { startFaultProxy } from '../fakes/fault-proxy'
import { mainOutlet } from '../../src/sample/sample-catalogue'
import type { SampleShop } from '../../src/sample/sample-shop'
import { randomFrom, type Random } from '../simulation/random'
import { heapMb } from '../vend/memory'
import { openShopDay, type ShopDay } from './shop-day'

type Asked = { readonly at: number; readonly path: string }

/** What became of an order that was received amid the flood; ms by the shop's clock. */
export type Told = { readonly documents: number; readonly causes: readonly string[]; readonly within: number }

export type Flooded = {
  /** Orders that Vend had shown before they were received, and orders that nobody had ever seen. */
  readonly known: readonly Told[]
  readonly unheardOf: readonly Told[]
  readonly madeUp: { readonly sent: number; readonly asked: number; readonly mostInWindow: number }
  /** Calls to Vend about one of the replayed orders, in the busiest minute of the busiest of them. */
  readonly mostReplayedInMinute: number
  /** The longest that Vend was not asked for what is new, ms by the shop's clock. */
  readonly longestUnscanned: number
  readonly refusedByVend: number
  /** How many of the flood were taken, and how many were not. */
  readonly taken: number
  readonly turnedAway: number
  /** By how much the heap grew after the first fifth, MB. */
  readonly grownMb: number
}

const [minute, window] = [60_000, 300_000]
const replayedOrders = 4
const genuineEvery = 30
const signal = new AbortController().signal

/**
 * Somebody knows the path, and sends so many webhooks in every second of so many minutes, each over a connection of its
 * own: half of them about orders that were told long ago, half about ids that he makes up. Beside them the app works,
 * and Vend calls it about orders that are received.
 */
export async function floodListener(minutes: number, perSecond: number, seed: number): Promise<Flooded> {
  const day = await openShopDay()
  const proxy = await startFaultProxy(day.shop.url)
  const { shop, clock } = day
  const [address = ''] = shop.webhooks.map(({ url }) => url)
  const random = randomFrom(seed)
  const asked: Asked[] = []
  // Befalls none of them.
  void proxy.befall(({ path }) => asked.push({ at: clock.now(), path }) < 0, { when: 'never' })
  day.restart({ vend: { ...day.settings.vend, store: proxy.url } })
  const replayed = Array.from({ length: replayedOrders }, (_, index) => receive(shop, `OLD-${index}`))
  const seconds = minutes * 60
  const ordered = Array.from({ length: Math.floor(seconds / genuineEvery / 2) }, (_, index) =>
    order(shop, `KNOWN-${index}`),
  )
  await shop.settled()
  await day.sync()
  await day.pass(window)

  const [refusedBefore, began] = [refusals(shop), clock.now()]
  const receivedAt = new Map<string, number>()
  const madeUp: string[] = []
  let [sent, taken, warmMb] = [0, 0, 0]
  asked.length = 0
  for (let second = 0; second < seconds; second += 1) {
    if (second === Math.floor(seconds / 5)) warmMb = heapMb()
    if (second % genuineEvery === genuineEvery / 2) {
      const index = Math.floor(second / genuineEvery)
      const known = index % 2 === 0 ? ordered[index / 2] : undefined
      if (known !== undefined) shop.changeStatus(known, 'RECEIVED')
      receivedAt.set(known ?? receive(shop, `NEW-${index}`), clock.now())
    }
    const ids = Array.from({ length: perSecond }, () => (random.chance(0.5) ? random.pick(replayed) : uuid(random)))
    madeUp.push(...ids.filter((id) => !replayed.includes(id)))
    const [flood] = await Promise.all([postAll(address, ids.map(bodyOf)), shop.settled(), day.app.work(signal)])
    sent += ids.length
    taken += flood.accepted
    clock.turn(1_000)
  }
  const grownMb = heapMb() - warmMb
  const during = asked.filter(({ at }) => at >= began)
  // What was received last has its scan too.
  await day.pass(window)
  const told = (ids: readonly string[]) => ids.flatMap((id) => toldOf(day, id, receivedAt.get(id)))
  const about = new Map(replayed.map((id) => [id, during.filter(({ path }) => path.includes(id))]))
  const unseen = new Set(madeUp)
  const askedMadeUp = during.filter(({ path }) => unseen.has(/consignments\/([^/?]+)/.exec(path)?.[1] ?? ''))
  const scans = during.filter(({ path }) => path.includes('/consignments?'))
  const result: Flooded = {
    known: told(ordered),
    unheardOf: told([...receivedAt.keys()].filter((id) => !ordered.includes(id))),
    madeUp: { sent: madeUp.length, asked: askedMadeUp.length, mostInWindow: mostWithin(askedMadeUp, window) },
    mostReplayedInMinute: Math.max(...[...about.values()].map((calls) => mostWithin(calls, minute))),
    longestUnscanned: longestGap([began, ...scans.map(({ at }) => at), began + seconds * 1_000]),
    refusedByVend: refusals(shop) - refusedBefore,
    ...{ taken, turnedAway: sent - taken, grownMb },
  }
  await proxy.close()
  await day.close()
  return result
}

const lines = [
  { sku: 'HONEY', count: '2' },
  { sku: 'TOWEL', count: '1' },
]

function receive(shop: SampleShop, reference: string): string {
  return shop.receiveOrder({ outlet: mainOutlet, reference, lines })
}

/** Ordered, and not received yet. */
function order(shop: SampleShop, reference: string): string {
  const id = shop.createConsignment({ type: 'SUPPLIER', outlet: mainOutlet, reference, lines })
  shop.changeStatus(id, 'SENT')
  for (const { sku, count } of lines) shop.editLine(id, { sku, received: count })
  return id
}

/** The same words for the same id. */
function bodyOf(id: string): string {
  const line = { id, consignment_id: id, product_id: id, count: '1.00000', received: '1.00000', sequence_number: 1 }
  return new URLSearchParams({ payload: JSON.stringify(line) }).toString()
}

function uuid(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.between(0, 15).toString(16)).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function toldOf({ app }: ShopDay, id: string, receivedAt: number | undefined): Told[] {
  if (receivedAt === undefined) return []
  const own = app.history().filter(({ vend, status }) => vend.consignmentId === id && status === 'delivered')
  const last = Math.max(...own.map(({ deliveredAt }) => Date.parse(deliveredAt ?? '')))
  return [{ documents: own.length, causes: own.map(({ cause }) => cause), within: last - receivedAt }]
}

/** The most of them that lie within so many ms. */
function mostWithin(calls: readonly Asked[], ms: number): number {
  const ats = calls.map(({ at }) => at).sort((a, b) => a - b)
  return Math.max(0, ...ats.map((from) => ats.filter((at) => at >= from && at < from + ms).length))
}

function longestGap(ats: readonly number[]): number {
  return Math.max(...ats.map((at, index) => at - (ats[index - 1] ?? at)))
}

/** Requests that Vend's limiter sent away. */
function refusals({ requests, calls }: SampleShop): number {
  return requests - [...calls.values()].reduce((sum, count) => sum + count, 0)
}
