import type { Item } from '../core/ports/warehouse'
import type { Line } from './line'
import { rankSimilar } from './rank-similar'

/** What a SKU may mean in the warehouse. `item` can be matched as `id:…`. */
export type SimilarItems =
  | {
      readonly kind: 'done'
      /** How people call the warehouse. */
      readonly warehouse: string
      readonly items: readonly Pick<Item, 'item' | 'code' | 'name' | 'barcode'>[]
    }
  | { readonly kind: 'unreachable'; readonly text: string }

const shownAtMost = 10

/**
 * Items of the warehouse that bear a code, then those that are spelled nearly so or bear a barcode of the product, the
 * likeliest first; only those of which stock can be booked. `productId`: Vend's product, for its barcodes.
 */
export async function similarItems(
  { ledger, warehouse }: Pick<Line, 'ledger' | 'warehouse'>,
  { code, productId }: { readonly code: string; readonly productId: string | null },
  signal: AbortSignal,
): Promise<SimilarItems> {
  const barcodes = productId === null ? [] : (ledger.products.byId([productId]).get(productId)?.codes ?? [])
  const bearing = await warehouse.lookUpItems([code], signal)
  if (bearing.kind !== 'ok') return { kind: 'unreachable', text: bearing.text }
  const similar = await warehouse.similarItems(code, barcodes, signal)
  if (similar.kind !== 'ok') return { kind: 'unreachable', text: similar.text }
  const exact = (bearing.value.get(code) ?? []).filter(({ unfit }) => unfit === null)
  const found = new Map([...exact, ...rankSimilar(code, barcodes, similar.value)].map((one) => [one.item, one]))
  const items = [...found.values()].slice(0, shownAtMost)
  return {
    ...{ kind: 'done', warehouse: warehouse.capabilities.name },
    items: items.map(({ item, code, name, barcode }) => ({ item, code, name, barcode })),
  }
}
