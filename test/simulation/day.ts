import type { SimulatedApp } from './simulated-app'
import type { Random } from './random'
import type { Incarnation } from './power-cut'
import { faultsAnyTime, faultsWhenQuiet } from './check'
import { actOnHolds, letEverythingGo } from './persons'
import { actOnce } from './shop-actions'
import type { ShopLife } from './shop-life'
import { busy } from './shop-plan'
import { hour, minute, second } from './turned-clock'
import { calm, type Weather } from './weather'

/** A shop day: the shop works, webhooks ring, the app works, things break. Answers what was wrong, at once. */
export async function liveDay(life: ShopLife): Promise<string[]> {
  const { random, clock, shop, plan } = life
  const conduct = { odd: plan.odd, outlets: busy }
  for (let actions = random.between(5, 15); actions > 0;) {
    life.weather = plan.stormy ? forecast(random) : calm
    const what = random.weighted([
      [4, 'shop'],
      [3, 'work'],
      [1, 'sync'],
      [0.3, 'both'],
      [0.2, 'restart'],
      [0.3, 'wait'],
    ] as const)
    if (what === 'shop') {
      actOnce(shop, random, conduct)
      actions -= 1
    }
    clock.turn(random.between(1, random.chance(0.4) ? 20 : 20 * 60) * second)
    await hearWebhooks(life)
    if (what === 'work') await life.run('work', (app, signal) => app.work(signal), threat(life))
    if (what === 'sync') await life.run('sync', (app, signal) => app.sync(signal), threat(life))
    if (what === 'both') await life.run('work and sync', atOnce, threat(life))
    if (what === 'restart') await life.restart()
    if (what === 'wait') {
      clock.turn(Math.ceil(Math.min(Math.max(0, life.app.nextDue() - clock.now()), 2 * hour)))
      await life.run('work when due', (app, signal) => app.work(signal))
    }
    const faults = faultsAnyTime(life.given)
    if (faults.length > 0) return faults
  }
  return []
}

async function atOnce(app: SimulatedApp, signal: AbortSignal): Promise<void> {
  await Promise.all([app.work(signal), app.sync(signal)])
}

/** The night: the weather is calm, everything gets its time, then the books must agree; persons act, and again. */
export async function liveNight(life: ShopLife, last: boolean): Promise<string[]> {
  const { random, given } = life
  life.weather = calm
  // A token that was refused is entered again, and the app started.
  await life.restart()
  life.clock.turn(25 * hour)
  await comeToRest(life)
  const faults = verdict(life)
  if (faults.length > 0) return faults
  if (last) life.teachSkus()
  await life.run('a person looks at the holds', (app) => {
    actOnHolds(app, given, random)
  })
  await comeToRest(life)
  const after = verdict(life)
  return after.length > 0 || !last ? after : leaveNothing(life)
}

/** At the very end persons let everything go that they can. Then only what Vend must settle may wait. */
async function leaveNothing(life: ShopLife): Promise<string[]> {
  const last = { moved: true }
  for (let rounds = 0; last.moved && rounds < 8; rounds++) {
    await life.run('a person lets everything go', (app) => {
      last.moved = letEverythingGo(app, life.given)
    })
    await comeToRest(life)
  }
  const standing = life.app.history().filter(({ status }) => !['delivered', 'dismissed', 'withdrawn'].includes(status))
  const left = standing.map(
    ({ id, vend, holds }) =>
      `${vend.consignmentId}: ${id} cannot be let go (${holds.map(({ code }) => code).join(', ')})`,
  )
  return [...verdict(life), ...left]
}

const verdict = ({ given, app }: ShopLife) => faultsWhenQuiet(given, { state: app.state(), history: app.history() })

async function comeToRest(life: ShopLife): Promise<void> {
  for (let rounds = 0; rounds < 6; rounds++) {
    await hearWebhooks(life)
    await life.run('work in peace', (app, signal) => app.work(signal))
    life.clock.turn(20 * minute)
    await life.run('sync in peace', (app, signal) => app.sync(signal))
    const { counts, toRead } = life.app.state()
    if (rounds > 0 && counts.waiting + counts.sending + counts.unsure + toRead === 0) return
  }
}

/** Webhooks that are due, in any order, some of a consignment that nobody knows. Vend tries again when nobody answers. */
async function hearWebhooks(life: ShopLife): Promise<void> {
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

function threat({ random, plan, weather }: ShopLife): Partial<Incarnation> {
  if (!plan.stormy || weather === calm || !random.chance(0.25)) return {}
  const afterIt = random.chance(0.5)
  return random.weighted<() => Partial<Incarnation>>([
    [2, () => ({ portCallsLeft: random.between(1, 15), afterIt })],
    [2, () => ({ databaseCallsLeft: random.between(1, 120), afterIt })],
    [1, () => ({ portCallsUntilAbort: random.between(1, 15) })],
  ])()
}

const forecast = (random: Random): Weather =>
  random.weighted<Weather>([
    [4, calm],
    [4, { ...calm, vendFails: 0.03, warehouseFails: 0.3, warehouseRefuses: 0.03, shopInterrupts: 0.02 }],
    [1, { ...calm, vendFails: 0.3, warehouseFails: 0.7 }],
    [1, { ...calm, warehouseFails: 0.2, warehouseRefuses: 0.3 }],
    [0.3, { ...calm, warehouseSignedOut: true }],
    [0.3, { ...calm, vendSignedOut: true }],
  ])
