import { amount } from '../core/decide/given'
import { randomFrom } from '../simulation/random'
import { locationId, outletName, quantityOf, receiveOrder, skuOf, type BigShop } from './big-shop'
import { shown, type Figure } from './figure'
import { commitFigures } from './longest-commit'
import { vendCallsOf } from './vend-calls'
import { postAll } from './webhook-storm'

const mostVendCalls = 55
const reference = 'BIG-1'

/**
 * An order of many lines is received; every line calls the webhook, the first `doubled` of them twice, in any order, and
 * Vend is read when they have fallen silent. Then come two scans, of which the second finds nothing.
 */
export async function measureBigOrder(
  big: BigShop,
  { lines, doubled }: { readonly lines: number; readonly doubled: number },
): Promise<Figure[]> {
  const { app, shop, commits, clock } = big
  const signal = new AbortController().signal
  await warmUp(big, lines, signal)
  const bodies = await big.webhooksOf(() => receiveOrder(big, reference, lines))
  commits.take()

  const storm = await postAll(big.webhook, randomFrom(2).shuffled([...bodies, ...bodies.slice(0, doubled)]))
  const heard = commits.take()
  const began = performance.now()
  const calls = await vendCallsOf(shop, async () => {
    clock.turn(quietMs)
    await app.work(signal)
  })
  const seconds = (performance.now() - began) / 1_000
  const made = [...heard, ...commits.take()]
  const secondLook = await vendCallsOf(shop, () => app.sync(signal))
  const idleScan = await vendCallsOf(shop, () => app.sync(signal))
  const documents = app.history().filter(({ vend }) => vend.reference === reference)
  const booked = big.warehouse.documents().filter(({ source }) => source.reference === reference)

  return [
    {
      ...{ what: `webhooks heard, of an order of ${shown(lines)} lines`, value: storm.accepted },
      bound: { is: 'exactly', value: lines + doubled },
      note: `${shown(storm.accepted / storm.seconds)} a second, in ${shown(heard.length)} commits; the slowest answer took ${shown(storm.slowestMs)} ms`,
    },
    {
      ...{ what: 'Vend calls to read it', value: calls, bound: { is: 'at most', value: mostVendCalls } },
      note: `read, decided and booked in ${seconds.toFixed(1)} s`,
    },
    { what: 'documents of it', value: documents.length, bound: { is: 'exactly', value: 1 } },
    { what: 'documents of it in the warehouse', value: booked.length, bound: { is: 'exactly', value: 1 } },
    { what: 'shelves that are wrong', value: wrongShelves(big, lines), bound: { is: 'exactly', value: 0 } },
    { what: 'Vend calls of the scan that meets it again', value: secondLook, bound: null },
    { what: 'Vend calls of an idle scan', value: idleScan, bound: { is: 'exactly', value: 1 } },
    ...(await commitFigures(big, made, lines)),
  ]
}

/** A webhook waits so long for more of its consignment. */
const quietMs = 2_000

/** The walk that every start makes, and a first order of another product, which fills the product cache. */
async function warmUp({ app, shop, warehouse }: BigShop, other: number, signal: AbortSignal): Promise<void> {
  await app.sync(signal)
  const line = { sku: skuOf(other), count: quantityOf(other) }
  shop.receiveOrder({ outlet: outletName, reference: 'FIRST-1', lines: [line] })
  await app.sync(signal)
  if (warehouse.documents().length !== 1) throw new Error(`The first order did not arrive: ${app.state().sentence}`)
}

/** Against what the shop moved, and against what was received: neither side may be wrong alone. */
function wrongShelves({ shop, warehouse }: BigShop, lines: number): number {
  const booked = new Map(warehouse.changes().map(({ location, sku, quantity }) => [`${location} ${sku}`, quantity]))
  const moved = new Map(shop.effects().map(({ sku, quantity }) => [`${locationId} ${sku ?? ''}`, quantity]))
  // The one beyond them is that of the first order.
  const wanted = new Map(
    Array.from({ length: lines + 1 }, (_, index) => [`${locationId} ${skuOf(index)}`, amount(quantityOf(index))]),
  )
  const shelves = new Set([...booked.keys(), ...moved.keys(), ...wanted.keys()])
  const isRight = (shelf: string) => booked.get(shelf) === wanted.get(shelf) && moved.get(shelf) === wanted.get(shelf)
  return [...shelves].filter((shelf) => !isRight(shelf)).length
}
