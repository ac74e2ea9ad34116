import { startJsonWarehouse } from '../../fakes/json-warehouse'
import { openHttp } from './open-http'
import { itKeepsTheContract, type Stand } from '../contract'

async function startStand(): Promise<Stand> {
  const warehouse = await startJsonWarehouse()
  return {
    port: openHttp(warehouse),
    stranger: openHttp({ ...warehouse, token: 'another-token' }),
    hasty: openHttp(warehouse, { timeoutMs: 400 }),
    token: warehouse.token,
    booked: () =>
      warehouse.booked.map(({ number, location, from, to, lines }) => ({
        number,
        place: [location, from, to].filter((place) => place !== undefined),
        lines,
      })),
    know: (...skus) => {
      for (const sku of skus) warehouse.items.set(sku, { item: `item of ${sku}`, name: `Name of ${sku}` })
    },
    stock: (location, sku, pieces) => {
      warehouse.onHand.set(`${location} ${sku}`, pieces)
    },
    next: warehouse.next,
    bookByHand: (reference) => {
      const lines = [{ sku: 'Item1', quantity: '60' }]
      warehouse.keep({ kind: 'stocktake', reference, location: 'WH', lines, source: null })
    },
    request: warehouse.request,
    close: warehouse.close,
  }
}

itKeepsTheContract('the plain JSON warehouse', startStand)
