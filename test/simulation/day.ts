import type { SimulatedApp } from './simulated-app'
import type { Random } from './random'
import type { Incarnation } from './power-cut'
import { accountFaults, faultsAnyTime, greenFaults, missedFaults } from './check'
import { befall, blows } from './fate'
import { isItemEvent, itemEvent, itemEvents } from './item-events'
import { seeWhatWasUndone, undoOrSettle } from './persons'
import { pauseFaults, pauseOrResume } from './pauses'
import { hearWebhooks } from './rest'
import { actOnce } from './shop-actions'
import type { ShopLife } from './shop-life'
import { busy } from './shop-plan'
import { hour, minute, second } from './turned-clock'
import { watchOrGoLive } from './watches'
import { calm, type Weather } from './weather'

/** A shop day: the shop works, webhooks ring, the app works, things break. Answers what was wrong, at once. */
export async function liveDay(life: ShopLife): Promise<readonly string[]> {
  const { random, clock, shop, plan, given } = life
  const conduct = { odd: plan.odd, outlets: busy }
  for (let actions = random.between(5, 15); actions > 0;) {
    await pauseOrResume(life)
    await watchOrGoLive(life, () => threat(life))
    life.weather = plan.stormy ? forecast(random, given.named !== null, plan.may['old answers']) : calm
    const what = random.weighted([
      [4, 'shop'],
      [3, 'work'],
      [1, 'sync'],
      [0.3, 'both'],
      [0.2, 'restart'],
      [0.3, 'wait'],
      [0.4, 'person'],
      ...(given.named ? itemEvents : []),
      ...blows.filter(([, fate]) => plan.may[fate]),
    ] as const)
    const blow = blows.find(([, fate]) => fate === what)?.[1]
    if (blow) await befall(life, blow)
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
    if (what === 'person') {
      await life.run('a person undoes or settles', (app) => undoOrSettle(app, given, random), threat(life))
      seeWhatWasUndone(life.app, given)
    }
    const wrong = isItemEvent(what) ? await itemEvent(life, what, threat(life)) : []
    if (wrong.length > 0) return wrong
    if (what === 'wait') {
      clock.turn(Math.ceil(Math.min(Math.max(0, life.app.nextDue() - life.pc.now()), 2 * hour)))
      await life.run('work when due', (app, signal) => app.work(signal))
    }
    const faults = [...faultsAnyTime(given), ...pauseFaults(life)]
    if (faults.length > 0) return faults
    // What the app says changes little while it does nothing.
    const state = what === 'shop' ? null : life.app.state()
    // "Sync now" looks again at what was lost: that it was must be seen before.
    const lost = state ? accountFaults(state) : []
    if (lost.length > 0) return lost
    const seen = state && { state, history: life.app.history() }
    const lies = seen ? [...greenFaults(given, seen), ...missedFaults(given, seen)] : []
    if (lies.length > 0) return lies
  }
  return []
}

async function atOnce(app: SimulatedApp, signal: AbortSignal): Promise<void> {
  // Both come to their end, whatever becomes of the other.
  const ends = await Promise.allSettled([app.work(signal), app.sync(signal)])
  for (const end of ends) if (end.status === 'rejected') throw end.reason
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

const forecast = (random: Random, named: boolean, behind: boolean): Weather =>
  random.weighted<Weather>([
    [4, calm],
    [4, { ...calm, vendFails: 0.03, warehouseFails: 0.3, warehouseRefuses: 0.03, shopInterrupts: 0.02 }],
    [1, { ...calm, vendFails: 0.3, warehouseFails: 0.7 }],
    [0.7, { ...calm, vendCutsShort: 0.1, shopInterrupts: 0.15 }],
    ...(behind ? ([[2, { ...calm, vendBehindMs: random.between(1, 30) * minute }]] as const) : []),
    [1, { ...calm, warehouseFails: 0.2, warehouseRefuses: 0.3 }],
    [0.3, { ...calm, warehouseSignedOut: true }],
    [0.3, { ...calm, vendSignedOut: true }],
    // Where documents are booked in pieces, what breaks in the middle is what matters.
    ...(named
      ? ([[8, { ...calm, warehouseFails: 0.4, warehouseRefuses: 0.2 }]] as const)
      : ([[4, { ...calm, warehouseFails: 0.4 }]] as const)),
  ])
