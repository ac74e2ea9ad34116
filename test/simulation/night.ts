import { putInOrder } from './fate'
import { itemsChange, nightWithoutKey } from './item-events'
import { personMatches } from './matching'
import { endPauses } from './pauses'
import { actOnHolds, letEverythingGo } from './persons'
import { comeToRest, passTime, verdict } from './rest'
import type { ShopLife } from './shop-life'
import { hour, minute } from './turned-clock'
import { calm } from './weather'

/** The night: the weather is calm, everything gets its time, then the books must agree; persons act, and again. */
export async function liveNight(life: ShopLife, last: boolean): Promise<readonly string[]> {
  const { random, given } = life
  life.weather = calm
  await putInOrder(life)
  await endPauses(life)
  // The app runs on: what somebody did to the clock it sees long before the night is over.
  await life.run('work in the evening', (app, signal) => app.work(signal))
  if (given.named) return liveNightOfItems(life, last)
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

/**
 * The same, where the warehouse has its own items. What is put right there, or matched, goes by itself within the time in
 * which the app looks again: nobody presses "Sync now" for it.
 */
async function liveNightOfItems(life: ShopLife, last: boolean): Promise<readonly string[]> {
  const { random, given, plan } = life
  const faults = await nightWithoutKey(life)
  if (faults.length > 0) return faults
  await comeToRest(life)
  const before = verdict(life)
  if (before.length > 0) return before
  if (last) life.teachSkus()
  else for (let changes = random.between(0, 4); changes > 0; changes--) itemsChange(life, random.chance(0.7))
  await life.run('a person looks at the holds', (app) => {
    actOnHolds(app, given, random)
  })
  for (let times = random.between(0, 3); times > 0; times--) {
    const wrong = await personMatches(life)
    if (wrong.length > 0) return wrong
  }
  await passTime(life, Math.max(40, plan.settings.scanEveryMinutes + 20) * minute)
  const after = verdict(life)
  return after.length > 0 || !last ? after : leaveNothing(life)
}

/** At the very end persons let everything go that they can. Then only what Vend must settle may wait. */
async function leaveNothing(life: ShopLife): Promise<readonly string[]> {
  const last = { moved: true }
  for (let rounds = 0; last.moved && rounds < 8; rounds++) {
    await life.run('a person lets everything go', (app) => {
      last.moved = letEverythingGo(app, life.given)
    })
    await comeToRest(life)
  }
  const standing = life.app.history().filter(({ status }) => !['delivered', 'dismissed', 'withdrawn'].includes(status))
  // What a forgotten life brought about under our own reference, a person can only compare; the rest waits behind it.
  const compared = new Set(
    standing.filter(({ holds }) => holds.some(({ code }) => code === 'taken')).map(({ vend }) => vend.consignmentId),
  )
  const isOpen = ({ vend }: (typeof standing)[number]) =>
    !(life.given.forgotten.has(vend.consignmentId) && compared.has(vend.consignmentId))
  const left = standing
    .filter(isOpen)
    .map(
      ({ id, vend, holds }) =>
        `${vend.consignmentId}: ${id} cannot be let go (${holds.map(({ code }) => code).join(', ')})`,
    )
  return [...verdict(life), ...left]
}
