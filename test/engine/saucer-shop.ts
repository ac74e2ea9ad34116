import type { Matched } from '../../src/engine/match'
import { itemOf } from '../fakes/tiny-warehouse'
import { amount, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

export const car25 = { Item1: { received: amount(60) }, Item2: { received: amount(50) } }
export const quarter = 15 * 60_000
export const signal = new AbortController().signal

/** The warehouse calls Item2 a saucer, under an id of its own. */
export const saucer = itemOf('SAUCER', { item: '77', name: 'Saucer' })

/** A shop after its first look, a minute later. */
export async function begun(options: Parameters<typeof tinyWorld>[0] = {}): Promise<TinyWorld> {
  const world = tinyWorld(options)
  await world.sync()
  world.now += 60_000
  return world
}

/** Of order CAR-25 the 60 of Item1 are booked; the 50 of Item2 wait, for the warehouse knows no such SKU. */
export async function waitingForSaucer(): Promise<TinyWorld> {
  const world = await begun()
  world.knownSkus.delete('Item2')
  world.items.set('SAUCER', [saucer])
  world.vend({ id: 'CAR-25' }, car25)
  await world.sync()
  return world
}

/** What waits, and why: "Item2: item-archived". */
export const holds = ({ app }: TinyWorld): string[] =>
  app.state().holds.map(({ code, productId }) => `${productId ?? ''}: ${code}`)
export const match = ({ app }: TinyWorld, sku: string, meant: string): Promise<Matched> => app.match(sku, meant, signal)
