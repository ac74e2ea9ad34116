import { receiveOrder, type BigShop } from './big-shop'
import { shown, type Figure } from './figure'
import { vendCallsOf } from './vend-calls'

const documents = 500
const lines = 50_000
/** Some orders fill several of Vend's pages; most do not. */
const bigOrders = 10
const bigLines = 500

/** Rows in one of Vend's pages, and calls in five minutes of a shop with one register. */
const pageSize = 200
const allowed = 350
const windowMs = 300_000
/** What is taken beyond what is needed. */
const most = 1.05

/**
 * The PC was off while many orders were received, and catches up with them under Vend's limiter. The clock stands still
 * but for waits, so the time is what the limit costs and nothing else.
 */
export async function measureCatchUp(big: BigShop, products: number): Promise<Figure[]> {
  const { app, shop, warehouse, clock } = big
  const signal = new AbortController().signal
  await app.sync(signal)
  // No webhook told of them.
  shop.set({ webhooksLost: 1 })
  const orders = orderSizes()
  orders.forEach((size, index) => receiveOrder(big, `UP-${(index + 1).toString()}`, size))
  clock.turn(windowMs)

  const began = clock.now()
  const requestsBefore = shop.requests
  const at = performance.now()
  const calls = await vendCallsOf(shop, () => app.sync(signal))
  const seconds = (performance.now() - at) / 1_000
  const minutes = (clock.now() - began) / 60_000
  const needed = callsNeeded(orders, products)
  const leastMinutes = ((Math.ceil(needed / allowed) - 1) * windowMs) / 60_000
  const { totals, addsUp } = app.state().account
  const booked = warehouse.documents()
  return [
    {
      ...{ what: `documents of ${shown(documents)} orders in the warehouse`, value: booked.length },
      bound: { is: 'exactly', value: documents },
      note: `${shown(booked.reduce((sum, one) => sum + one.lines.length, 0))} lines, in ${seconds.toFixed(0)} s of this PC`,
    },
    {
      ...{ what: 'minutes to catch up : what Vend’s limit allows', value: minutes / leastMinutes },
      bound: { is: 'at most', value: most },
      note: `${minutes.toFixed(1)} minutes; ${shown(needed)} calls are needed, ${shown(allowed)} are allowed in 5 minutes`,
    },
    {
      ...{ what: 'calls to catch up : calls needed', value: calls / needed },
      bound: { is: 'at most', value: most },
      note: `${shown(calls)} calls`,
    },
    {
      what: 'calls that Vend refused (429)',
      value: shop.requests - requestsBefore - calls,
      bound: { is: 'exactly', value: 0 },
    },
    {
      ...{ what: 'movements that the account has in the warehouse', value: addsUp ? totals['in-warehouse'] : 0 },
      bound: { is: 'exactly', value: documents },
    },
  ]
}

/** How many lines each order has: `lines` in all. */
function orderSizes(): number[] {
  const small = documents - bigOrders
  const each = (lines - bigOrders * bigLines) / small
  // Around that many, and in all exactly as many as there are to be.
  const sizes = Array.from(
    { length: small },
    (_, index) =>
      Math.round((index + 1) * each) - Math.round(index * each) + (index % 2 === 0 ? 1 : -1) * ((index % 70) >> 1),
  )
  const wrong = lines - bigOrders * bigLines - sizes.reduce((sum, size) => sum + size, 0)
  sizes[0] = (sizes[0] ?? 0) + wrong
  return [...Array.from({ length: bigOrders }, () => bigLines), ...sizes]
}

/** Headers, lines and products, each page once, and the empty page that is the only sign of each list's end. */
function callsNeeded(orders: readonly number[], products: number): number {
  const pages = (rows: number) => Math.ceil(rows / pageSize) + 1
  return pages(orders.length) + pages(products) + orders.reduce((sum, size) => sum + pages(size), 0)
}
