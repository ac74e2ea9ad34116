import { personMatches, personUnmatches, skusOf } from './matching'
import type { Incarnation } from './power-cut'
import { passTime } from './rest'
import { correct } from './shop-actions'
import type { ShopLife } from './shop-life'
import { hour, minute } from './turned-clock'

/** What happens about items and keys, beside the shop's and the app's own work. */
export const itemEvents = [
  [0.8, 'match'],
  [0.15, 'unmatch'],
  [0.3, 'item spoilt'],
  [0.3, 'item put right'],
  [0.8, 'figure corrected'],
  [0.12, 'key revoked'],
  [0.3, 'key good again'],
] as const
type ItemEvent = (typeof itemEvents)[number][1]

export const isItemEvent = (what: string): what is ItemEvent => itemEvents.some(([, event]) => event === what)

export async function itemEvent(
  life: ShopLife,
  event: ItemEvent,
  threat: Partial<Incarnation>,
): Promise<readonly string[]> {
  switch (event) {
    case 'match':
      return personMatches(life, threat)
    case 'unmatch':
      return personUnmatches(life, threat)
    case 'item spoilt':
      itemsChange(life, false)
      return []
    case 'item put right':
      itemsChange(life, true)
      return []
    case 'figure corrected':
      figureCorrected(life)
      return []
    case 'key revoked':
      life.shop.note('the key is revoked')
      life.given.named?.warehouse.revoke()
      return []
    case 'key good again':
      await keyGoodAgain(life)
      return []
  }
}

/** In Vend a figure changes that was booked, best of all of a SKU that means another item now, or none. */
function figureCorrected({ given: { named, bookings }, shop, random }: ShopLife): void {
  if (!named) return
  const products = new Map([...shop.products.values()].map(({ id, sku }) => [sku, id]))
  const booked = bookings().flatMap(({ document: { lines, source } }) =>
    lines.map(({ sku, item }) => ({ sku, item, id: source.consignmentId })),
  )
  const means = ({ sku }: { sku: string }) => {
    const meaning = named.items.meaning(sku)
    return 'item' in meaning ? meaning.item.item : null
  }
  const moved = random
    .shuffled(booked)
    .filter((line) => means(line) !== line.item)
    .sort((a, b) => Number(means(a) === null) - Number(means(b) === null))
  for (const { id, sku } of [...moved.slice(0, 3), ...random.shuffled(booked)].slice(0, 5)) {
    const state = shop.states.get(id)?.at(-1)
    if (state && correct(shop, random, state, products.get(sku) ?? '')) return
  }
}

/** A person enters another key, or the warehouse lets the old one in again. */
async function keyGoodAgain(life: ShopLife): Promise<void> {
  const warehouse = life.given.named?.warehouse
  if (!warehouse?.isShut()) return
  const replaced = life.random.chance(0.6)
  life.shop.note(replaced ? 'a person enters a new key' : 'the key is let in again')
  if (replaced) await life.enterNewKey()
  else warehouse.letIn()
}

/** A day and a night go by. While the key is no good the app says so and loses nothing; what waited then goes by itself. */
export async function nightWithoutKey(life: ShopLife): Promise<readonly string[]> {
  const { random, given, clock, plan } = life
  const warehouse = given.named?.warehouse
  if (!warehouse) return []
  const allNight = random.chance(0.2)
  if (allNight) warehouse.revoke()
  else await keyGoodAgain(life)
  if (random.chance(0.5)) await life.restart()
  const expires = random.chance(0.3)
  warehouse.announce(expires ? [{ code: 'key-expires', text: 'The key ends on Friday.' }] : [])
  clock.turn(25 * hour)
  if (!allNight) return []
  await life.run('work without a key', (app, signal) => app.work(signal))
  await passTime(life, plan.settings.scanEveryMinutes * minute)
  const { shape } = life.app.state()
  await keyGoodAgain(life)
  await passTime(life, Math.max(40, plan.settings.scanEveryMinutes + 20) * minute)
  const after = life.app.state().warehouseProblem
  return [
    ...(shape === 'signed-out' ? [] : [`the key was no good all night, and the app said ${shape}`]),
    ...(after === null ? [] : [`the key is good again, and the app still says: ${after.text}`]),
  ]
}

/** Somebody in the warehouse changes an item, or puts right what keeps a SKU from being booked. */
export function itemsChange({ given, random, shop }: ShopLife, right: boolean): void {
  const items = given.named?.items
  if (!items) return
  const skus = skusOf(shop)
  const waiting = skus.filter((sku) => 'code' in items.meaning(sku))
  if (right) items.catalogue.putRight(random.pick(waiting.length > 0 && random.chance(0.8) ? waiting : skus))
  else items.catalogue.spoil(random)
  items.changed()
}
