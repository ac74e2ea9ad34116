import { z } from 'zod'
import { groupBy } from '../../../src/core/group'
import { parseQuantity, type Quantity } from '../../../src/core/quantity'
import type { StandBooking } from '../contract/stand'
import type { OdooUnderTest } from './odoo-under-test'

const link = z.tuple([z.number(), z.string()])
const transfers = z.array(z.object({ id: z.number(), name: z.string() }))
const moves = z.array(
  z.object({
    picking_id: link,
    product_id: link,
    location_id: link,
    location_dest_id: link,
    quantity: z.number().optional(),
    quantity_done: z.number().optional(),
  }),
)

/** What Odoo itself has booked under the names of a reference, told by its moves and not by their headers. */
export async function bookedIn(
  { ask, places }: Pick<OdooUnderTest, 'ask' | 'places'>,
  reference: string,
): Promise<readonly StandBooking[]> {
  const like = [['name', 'like', `VEND/${reference}`]]
  const all = transfers.parse(await ask('stock.picking', 'search_read', [like], { fields: ['name'], order: 'id' }))
  const own = all.filter(({ name }) => /^(\/(IN|OUT|\d+))*$/.test(name.slice(`VEND/${reference}`.length)))
  const exact = own.filter(({ name }) => name.startsWith(`VEND/${reference}`))
  const domain = [
    ['picking_id', 'in', exact.map(({ id }) => id)],
    ['state', '=', 'done'],
  ]
  const amount = await amountField(ask)
  const fields = ['picking_id', 'product_id', 'location_id', 'location_dest_id', amount]
  const done = moves.parse(await ask('stock.move', 'search_read', [domain], { fields, order: 'id' }))
  const told = done.map((move) => {
    const [from, to] = [String(move.location_id[0]), String(move.location_dest_id[0])]
    const [fromOurs, toOurs] = [from, to].map((id) => id === places.main || id === places.other)
    const moved = exactly(move[amount] ?? 0)
    return {
      places: fromOurs && toOurs ? [from, to] : [fromOurs ? from : to],
      line: { item: String(move.product_id[0]), quantity: fromOurs && !toOurs ? -moved : moved },
      transfer: move.picking_id[0],
    }
  })
  // Moves between other places than the document's would be a second booking, and fail the test that asked.
  return [...groupBy(told, (move) => move.places.join(' to ')).values()].map((group) => ({
    number: exact
      .filter(({ id }) => group.some(({ transfer }) => transfer === id))
      .map(({ name }) => name)
      .join(' + '),
    places: group[0]?.places ?? [],
    lines: group.map(({ line }) => line),
  }))
}

const amountFields = new WeakMap<OdooUnderTest['ask'], 'quantity' | 'quantity_done'>()

/** Until 16 what a move moved has another name. */
async function amountField(ask: OdooUnderTest['ask']): Promise<'quantity' | 'quantity_done'> {
  const known = amountFields.get(ask)
  if (known) return known
  const fields = z.looseObject({}).parse(await ask('stock.move', 'fields_get', [], { attributes: ['type'] }))
  const amount = 'quantity' in fields ? 'quantity' : 'quantity_done'
  amountFields.set(ask, amount)
  return amount
}

/** At one place, nothing of what lies on other shelves; an item that is gone has none. */
export async function onHandIn(
  { ask }: Pick<OdooUnderTest, 'ask'>,
  location: string,
  items: readonly string[],
): Promise<ReadonlyMap<string, Quantity>> {
  const ids = items.filter((item) => /^\d+$/.test(item)).map(Number)
  const context = { location: Number(location), active_test: false }
  const named = { fields: ['qty_available'], context }
  const rows = z
    .array(z.object({ id: z.number(), qty_available: z.number() }))
    .parse(await ask('product.product', 'search_read', [[['id', 'in', ids]]], named))
  const read = new Map(rows.map((row) => [String(row.id), exactly(row.qty_available)]))
  return new Map(items.map((item) => [item, read.get(item) ?? 0n]))
}

/** Odoo keeps floats, so 7.02 comes as 7.0200000000000005. */
function exactly(float: number): Quantity {
  return parseQuantity(float.toFixed(5)) ?? 0n
}
