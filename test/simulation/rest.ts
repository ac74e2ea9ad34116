import { faultsWhenQuiet } from './check'
import type { ShopLife } from './shop-life'
import { minute, second } from './turned-clock'

export const verdict = ({ given, app, pauses }: ShopLife) => [
  ...pauses.broken,
  ...faultsWhenQuiet(given, { state: app.state(), history: app.history() }),
]

/** Everything that waits is done, due or not. */
export async function comeToRest(life: ShopLife): Promise<void> {
  for (let rounds = 0; rounds < 6; rounds++) {
    await hearWebhooks(life)
    await life.run('work in peace', (app, signal) => app.work(signal))
    life.clock.turn(20 * minute)
    await life.run('sync in peace', (app, signal) => app.sync(signal))
    const { counts, toRead } = life.app.state()
    if (rounds > 0 && counts.waiting + counts.sending + counts.unsure + toRead === 0) return
  }
}

/** So much time goes by, in which the app does what is due, when it is due, and nobody asks it for anything. */
export async function passTime(life: ShopLife, ms: number): Promise<void> {
  const { clock, pc } = life
  const end = clock.now() + ms
  for (let rounds = 0; clock.now() < end; rounds++) {
    if (rounds > 2000) throw new Error('the app is never done with what is due')
    await hearWebhooks(life)
    await life.run('work when due', (app, signal) => app.work(signal))
    clock.turn(Math.ceil(Math.min(Math.max(second, life.app.nextDue() - pc.now()), Math.max(0, end - clock.now()))))
  }
}

/** Webhooks that are due, in any order, some of a consignment that nobody knows. Vend tries again when nobody answers. */
export async function hearWebhooks(life: ShopLife): Promise<void> {
  const { shop, clock, random } = life
  const due = shop.webhooks.filter(({ at }) => at <= clock.now())
  if (due.length === 0) return
  shop.webhooks = shop.webhooks.filter(({ at }) => at > clock.now())
  const ids = random.shuffled(due.map(({ consignmentId }) => consignmentId))
  const named = random.chance(0.05) ? [...ids, 'nobody-knows-it'] : ids
  const heard = await life.run(
    `hear ${named.join(' ')}`,
    (app) => {
      app.hear(named)
    },
    life.plan.stormy && random.chance(0.05)
      ? { databaseCallsLeft: random.between(1, 6), afterIt: random.chance(0.5) }
      : {},
  )
  if (!heard) shop.webhooks = [...shop.webhooks, ...due.map((one) => ({ ...one, at: clock.now() + 10 * second }))]
}
