import type { ConsignmentKind } from '../../src/core/consignment'
import type { Quantity } from '../../src/core/quantity'
import type { Random } from './random'
import type { Shop, ShopLine } from './shop'

/** What a shop may do. `odd` things are rare in life and allowed by Vend all the same. */
export type Conduct = { readonly odd: boolean; readonly outlets: readonly string[] }

export const pieces = (amount: number): Quantity => BigInt(Math.round(amount * 10)) * 10_000n

/** Hundredths, which many units allow, or thousandths. */
const fineQuantity = (random: Random): Quantity =>
  BigInt(random.between(1, 2000)) * (random.chance(0.7) ? 1_000n : 100n)

/** Somebody begins an order, a return, a transfer or a count. */
export function begin(shop: Shop, random: Random, { odd, outlets }: Conduct): void {
  const kind = random.weighted<ConsignmentKind>([
    [4, 'order'],
    [2, 'return'],
    [3, 'transfer'],
    [2, 'count'],
  ])
  const outletId = random.pick(outlets)
  const sourceOutletId = kind === 'transfer' ? random.pick(outlets.filter((outlet) => outlet !== outletId)) : null
  const strange = odd && random.chance(0.02)
  const possible = [...shop.products.values()].filter((product) => odd || (!product.composite && product.sku !== null))
  const all = kind === 'count' && random.chance(0.4)
  const chosen = random.shuffled(possible).slice(0, all ? possible.length : random.between(1, 5))
  const doubled = shop.habits.duplicateLines && random.chance(0.3) ? chosen.slice(0, 1) : []
  const lines = [...chosen, ...doubled].map((product): ShopLine => {
    const amount = random.chance(0.1) ? 0 : random.between(1, 20) * (random.chance(0.1) ? 0.5 : 1)
    const fine = shop.habits.fineQuantities && random.chance(0.15) ? fineQuantity(random) : null
    const reversed = (kind === 'order' && random.chance(0.05)) || (kind === 'return' && shop.habits.returnsNegative)
    return {
      productId: product.id,
      count: (fine ?? pieces(amount)) * (reversed ? -1n : 1n),
      received: kind === 'count' ? null : pieces(0),
      status: 'pending',
      included: kind === 'count' ? (odd && random.chance(0.05) ? false : random.chance(0.5) ? true : null) : null,
      deleted: false,
      version: shop.nextVersion(),
    }
  })
  shop.create({ kind, status: kind === 'count' ? 'scheduled' : 'open', outletId, sourceOutletId, lines, strange })
}
