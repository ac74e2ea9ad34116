import { liveDay } from './day'
import { liveNight } from './night'
import { randomFrom } from './random'
import { openLife, type ShopLife } from './shop-life'
import type { OpenApp } from './simulated-app'
import type { Manner, WarehouseKind } from './shop-plan'

export type Tally = {
  days: number
  shops: number
  consignments: number
  documents: number
  crashes: number
  /** Of the named warehouses alone. */
  namedShops: number
  events: Record<string, number>
  /** What went wrong around the app, by its name. */
  faults: Record<string, number>
  holds: Record<string, number>
}

export type Report = {
  readonly tally: Tally
  /** null: every day was right. */
  readonly failure: {
    readonly seed: number
    /** The command that shows it again. */
    readonly again: string
    readonly day: number
    readonly faults: readonly string[]
    readonly journal: readonly string[]
  } | null
}

const daysPerShop = 5

/** Lives so many shop days, a new shop every five; each shop has a seed of its own, which repeats its days alone. */
export async function simulate(
  openApp: OpenApp,
  seed: number,
  days: number,
  manner: Manner = 'wild',
  warehouse: WarehouseKind | 'either' = 'either',
): Promise<Report> {
  const tally: Tally = {
    ...{ days: 0, shops: 0, consignments: 0, documents: 0, crashes: 0, holds: {} },
    ...{ namedShops: 0, events: {}, faults: {} },
  }
  for (let shop = 0; tally.days < days; shop++) {
    const left = Math.min(daysPerShop, days - tally.days)
    const failure = await liveShop(openApp, seed + shop, left, { manner, warehouse }, tally)
    if (failure) return { tally, failure }
  }
  return { tally, failure: null }
}

/** Every other shop, so that the draws of the shop stay its own. */
const kindOf = (seed: number, manner: Manner): WarehouseKind =>
  manner !== 'tame' && seed % 2 === 0 ? 'named' : 'coded'

async function liveShop(
  openApp: OpenApp,
  seed: number,
  days: number,
  { manner, warehouse }: { manner: Manner; warehouse: WarehouseKind | 'either' },
  tally: Tally,
): Promise<Report['failure']> {
  const random = randomFrom(seed)
  const life = openLife(random, seed, openApp, manner, warehouse === 'either' ? kindOf(seed, manner) : warehouse)
  try {
    for (let day = 1; day <= daysPerShop; day++) {
      life.shop.note(`== day ${day.toString()} ==`)
      const faults = await dayAndNight(life, day === daysPerShop)
      if (faults.length > 0) {
        const again = `npm run simulate -- --days 5 --seed ${seed.toString()} --manner ${manner}${warehouse === 'either' ? '' : ` --warehouse ${warehouse}`} --verbose`
        return { seed, again, day, faults, journal: [...life.shop.journal, ...booksOf(life, faults)] }
      }
      tally.days += 1
      if (day >= days) break
    }
    return null
  } finally {
    tally.shops += 1
    tally.crashes += life.crashes
    tally.consignments += life.shop.states.size
    tally.documents += life.given.bookings().length
    tally.namedShops += life.given.named ? 1 : 0
    for (const [fault, count] of life.faults) tally.faults[fault] = (tally.faults[fault] ?? 0) + count
    for (const [event, count] of Object.entries(eventsOf(life)))
      tally.events[event] = (tally.events[event] ?? 0) + count
    for (const { code } of life.app.state().holds) tally.holds[code] = (tally.holds[code] ?? 0) + 1
    life.close()
  }
}

/** What only a named warehouse makes happen. `on the item told before`: its SKU meant another one by then, or none. */
function eventsOf({ given: { named, bookings } }: ShopLife): Record<string, number> {
  if (!named) return {}
  const { items, warehouse } = named
  const before = bookings().flatMap(({ document: { reference, lines } }) => {
    const at = warehouse.firstSeen(reference)
    return lines.filter(({ sku, item }) => !items.meant(sku, at, at).has(item))
  })
  return { ...warehouse.events, 'on the item told before': before.length }
}

async function dayAndNight(life: ShopLife, last: boolean): Promise<readonly string[]> {
  try {
    const faults = await liveDay(life)
    return faults.length > 0 ? faults : await liveNight(life, last)
  } catch (error) {
    return [`threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`]
  }
}

/** What the app itself has in its books about the consignments that went wrong. */
function booksOf({ app }: ShopLife, faults: readonly string[]): string[] {
  const about = (id: string) => faults.some((fault) => fault.startsWith(`${id}:`))
  const documents = app.history().filter(({ vend }) => about(vend.consignmentId))
  const holds = app.state().holds.filter(({ consignmentId }) => about(consignmentId))
  return [
    '== the books of what went wrong ==',
    ...documents.map(({ id, reference, status, cause, location, from, to, lines, holds: why, vend }) => {
      const place = location ?? `${from ?? ''}>${to ?? ''}`
      const figures = lines.map(({ sku, quantity }) => `${sku}:${quantity}`).join(' ')
      const codes = why.map(({ code }) => code).join(' ')
      return `${vend.consignmentId} ${id.slice(0, 8)} ${reference ?? 'no reference'} ${status} ${cause} ${place} ${figures} ${codes}`
    }),
    ...holds.map(({ consignmentId, code, text }) => `${consignmentId} hold ${code}: ${text}`),
  ]
}
