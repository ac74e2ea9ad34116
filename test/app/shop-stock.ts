import { expect } from 'vitest'
import { formatQuantity } from '../../src/core/quantity'
import type { SampleWarehouse } from '../../src/sample/sample-warehouse'
import type { ShopDay } from './shop-day'

/** What lies on these shelves of the warehouse, given and answered by "location SKU". */
export function stock(warehouse: SampleWarehouse, ...shelves: readonly string[]): Record<string, string> {
  const onHand = new Map(warehouse.onHand().map((one) => [`${one.location} ${one.sku}`, formatQuantity(one.quantity)]))
  return Object.fromEntries(shelves.map((shelf) => [shelf, onHand.get(shelf) ?? '0']))
}

/** What needs a person, in the words that the person reads. */
export function words({ app }: Pick<ShopDay, 'app'>): string[] {
  return app.state().holds.map(({ text }) => text)
}

/** Looking again moves nothing and holds nothing else: a further scan, Vend's calls once more, a restart, a night. */
export async function expectRest(day: ShopDay, ...warehouses: readonly SampleWarehouse[]): Promise<void> {
  const seen = () => ({
    booked: [day.warehouse, ...warehouses].map((one) =>
      one.documents().map(({ reference, lines }) => [reference, lines]),
    ),
    documents: day.app.history().map(({ id, status, lines }) => [id, status, lines]),
    held: words(day),
    shape: day.app.state().shape,
  })
  const before = seen()
  await day.sync()
  expect(seen()).toEqual(before)
  await day.replay()
  expect(seen()).toEqual(before)
  day.restart()
  await day.sync()
  expect(seen()).toEqual(before)
  await day.night()
  expect(seen()).toEqual(before)
}
