import { expect, it } from 'vitest'
import { waitingForSaucer } from '../engine/saucer-shop'
import { itemOf } from '../fakes/tiny-warehouse'
import { asking } from './asking'

it('what a SKU may mean in the warehouse can be asked for, and only what can be booked on is named', async () => {
  const world = await waitingForSaucer()
  // Their codes are as near to it.
  for (const sku of ['Item1', 'Item3']) world.knownSkus.delete(sku)
  world.items.set('ITEM-2', [itemOf('ITEM-2', { item: '78', name: 'Item two' })])
  world.items.set('item2', [itemOf('item2', { item: '79', name: 'Old', unfit: 'archived' })])
  const { client } = asking(world)
  const similar = async (sku: string) => {
    const answer = await client.similar.$get({ query: { sku, product: 'Item2' } })
    return [answer.status, await answer.json()]
  }
  const done = (...items: object[]) => [200, { kind: 'done', warehouse: 'Main Warehouse', items }]
  expect(await similar('Item2')).toEqual(done({ item: '78', code: 'ITEM-2', name: 'Item two', barcode: null }))
  expect(await similar('SAUCER')).toEqual(done({ item: '77', code: 'SAUCER', name: 'Saucer', barcode: null }))
  expect(await similar('UMBRELLA')).toEqual(done())
  world.itemsDown = 'Main Warehouse does not answer.'
  expect(await similar('Item2')).toEqual([502, { kind: 'unreachable', text: 'Main Warehouse does not answer.' }])
})
