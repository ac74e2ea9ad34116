import { distance } from 'fastest-levenshtein'
import type { Item } from '../core/ports/warehouse'

/**
 * Of the items that may be meant by a SKU that nothing bears, those that are near enough, the likeliest first: one with
 * a barcode of the product, then one whose code differs only in case, blanks, separators or leading zeros, then by the
 * letters that differ.
 */
export function rankSimilar(sku: string, barcodes: readonly string[], candidates: readonly Item[]): Item[] {
  const codes = new Set([sku, ...barcodes])
  const wanted = bare(sku)
  const far = ({ barcode, code }: Item): number => {
    if (barcode !== null && codes.has(barcode)) return -1
    return code === '' ? Infinity : distance(wanted, bare(code))
  }
  return candidates
    .filter(({ unfit }) => unfit === null)
    .map((item) => ({ item, steps: far(item) }))
    .filter(({ steps }) => steps <= Math.max(1, Math.floor(wanted.length / 3)))
    .sort((a, b) => a.steps - b.steps || order(a.item.code, b.item.code) || order(a.item.item, b.item.item))
    .map(({ item }) => item)
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** What of a code people read as the same: its letters and digits, without leading zeros. */
function bare(code: string): string {
  return code
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^0+(?=.)/, '')
}
