import { receiveOrder, type BigShop } from './big-shop'
import { shown, type Figure } from './figure'
import { vendCallsOf } from './vend-calls'
import { postAll } from './webhook-storm'

const seconds = 60

/** An order whose webhooks come evenly over a minute, while the app works: how often is it read anew? */
export async function measureSlowWebhooks(big: BigShop, lines: number): Promise<Figure> {
  const { app, shop, clock } = big
  const signal = new AbortController().signal
  const bodies = await big.webhooksOf(() => receiveOrder(big, 'SLOW-1', lines))
  const perSecond = Math.ceil(bodies.length / seconds)
  const value = await vendCallsOf(shop, async () => {
    for (let from = 0; from < bodies.length; from += perSecond) {
      await postAll(big.webhook, bodies.slice(from, from + perSecond))
      clock.turn(1_000)
      await app.work(signal)
    }
    clock.turn(10_000)
    await app.work(signal)
  })
  return {
    ...{ what: `Vend calls to read ${shown(lines)} lines announced over a minute`, value, bound: null },
    note: `one reading of them is ${shown(Math.ceil(lines / 200) + 4)} calls`,
  }
}
