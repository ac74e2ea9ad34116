import type { Product } from './consignment'

/** The product's SKU as the warehouse would get it; null where there is none, or one with characters that nobody types. */
export function skuOf(product: Product | undefined): string | null {
  const sku = product?.sku?.trim() ?? ''
  return sku === '' || /\p{Cc}/u.test(sku) ? null : sku
}
