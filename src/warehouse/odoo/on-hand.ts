import { z } from 'zod'
import { groupBy } from '../../core/group'
import { shelfKey, type OnHand, type Shelf } from '../../core/on-hand'
import type { Quantity } from '../../core/quantity'
import { answered, type Answer } from './answer'
import { ask, type Asking } from './ask'
import { readStockPlaces } from './places'
import { float, id } from './schema'
import { contextOf, type Session } from './session'

/** So many items are asked for in one call. */
const atMost = 500

const rows = z.array(z.object({ id, qty_available: float }))

/** At each location and within it, archived items too. Of a location that is not there Odoo would say zero. */
export async function onHand(asking: Asking, session: Session, at: readonly Shelf[]): Promise<Answer<OnHand>> {
  const said = new Map<string, Quantity>()
  const known = at.filter(({ location, item }) => id.safeParse(location).success && id.safeParse(item).success)
  const places = await readStockPlaces(asking, session, [...new Set(known.map(({ location }) => location))])
  if (!places.ok) return places
  for (const [location, shelves] of groupBy(known, (shelf) => shelf.location)) {
    const place = places.value.get(location)
    if (!place) continue
    const items = [...new Set(shelves.map(({ item }) => item))]
    const context = { ...contextOf(session, place.company), location: Number(location), active_test: false }
    for (let from = 0; from < items.length; from += atMost) {
      const domain = [['id', 'in', items.slice(from, from + atMost).map(Number)]]
      const read = await ask(
        asking,
        'product.product',
        'search_read',
        { domain, fields: ['qty_available'], context },
        rows,
      )
      if (!read.ok) return read
      for (const row of read.value) said.set(shelfKey({ location, item: row.id }), row.qty_available)
    }
  }
  return answered(said)
}
