import { parseQuantity } from '../../../src/core/quantity'
import { startFaultProxy } from '../../fakes/fault-proxy'
import { longestReference, startJsonWarehouse, type StoredItem } from '../../fakes/json-warehouse'
import type { Stand } from '../contract/stand'
import { openHttp } from './open-http'

/** The plain JSON warehouse of the tests, behind a line on which anything may happen. */
export async function startHttpStand(): Promise<Stand> {
  const warehouse = await startJsonWarehouse()
  const proxy = await startFaultProxy(warehouse.url)
  const { token } = warehouse
  const open = (world: Parameters<typeof openHttp>[1] = {}) => openHttp({ url: proxy.url, token }, world)
  let items = 0
  const bear = (sku: string, ...more: readonly Partial<StoredItem>[]) => {
    warehouse.items.set(
      sku,
      more.map((one) => ({ item: `item ${(items += 1)}`, name: `Name of ${sku}`, ...one })),
    )
  }
  return {
    port: open(),
    fresh: () => open(),
    stranger: openHttp({ url: proxy.url, token: 'another-token' }),
    hasty: open({ timeoutMs: 1_200 }),
    token,
    readsBack: false,
    own: { mostLines: null, longestReference, worksOnForMs: null },
    places: { main: 'WH', other: 'HS', unknown: 'Nowhere', stockless: [] },
    booked: async (reference) =>
      warehouse.booked
        .filter((one) => one.reference === reference)
        .map(({ number, location, from, to, lines }) => ({
          number,
          places: [location, from, to].filter((place) => place !== undefined),
          lines: lines.map(({ sku, quantity }) => ({ item: sku, quantity: parseQuantity(quantity) ?? 0n })),
        })),
    onHand: async (location, asked) => new Map(asked.map((item) => [item, warehouse.onHand(location, item)])),
    know: async (...skus) => {
      for (const sku of skus) bear(sku, {})
      return new Map(skus.map((sku) => [sku, sku]))
    },
    knowBarcode: async (sku, barcode) => bear(sku, { barcode }),
    stock: async (location, item, pieces) => {
      warehouse.stocked.set(`${location} ${item}`, parseQuantity(pieces.toString()) ?? 0n)
    },
    unfit: async (kind, sku) => {
      bear(sku, { unfit: kind })
      return sku
    },
    archive: async (item) => bear(item, { unfit: 'archived' }),
    ambiguous: async (sku) => {
      bear(sku, {}, {})
      return true
    },
    gone: async (sku) => sku,
    bookByHand: async ({ reference, place }, item) => {
      const where = place.kind === 'stocktake' ? { location: 'WH' } : { from: 'WH', to: 'HS' }
      warehouse.keep({ kind: place.kind, reference, ...where, lines: [{ sku: item, quantity: '60' }], source: null })
    },
    befall: async (which, ...faults) => {
      if (typeof which === 'number') {
        await Promise.all(faults.map((fault) => proxy.befallNth(which, fault)))
        return
      }
      const books = /\/(stocktakes|stock-transfers)$/
      await proxy.befall(({ path }) => books.test(path) === (which === 'the booking'), ...faults)
    },
    heal: proxy.heal,
    requests: () => proxy.heard.length,
    leave: proxy.close,
    close: async () => {
      await proxy.close()
      await warehouse.close()
    },
  }
}
