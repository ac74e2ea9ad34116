import type { EffectLine } from './document'
import type { LedgerDocument } from './ledger-document'
import { absolute, formatQuantity, type Quantity } from './quantity'

/** What an Inventory Count found of one product, in decimals: `difference` is counted less expected. */
export type Variance = {
  readonly sku: string
  readonly name: string
  readonly expected: string
  readonly counted: string
  readonly difference: string
}

type Found = { readonly line: EffectLine; readonly difference: Quantity }

/**
 * What a count found, the largest difference first; nothing of what was counted as expected. `documents`: all of its
 * consignment, oldest first. One that corrects another tells only what changed, so what was expected is known by all of
 * them together.
 */
export function variancesOf(documents: readonly Pick<LedgerDocument, 'status' | 'undoes' | 'lines'>[]): Variance[] {
  const told = new Map<string, Quantity>()
  const found = new Map<string, Found>()
  for (const { status, undoes, lines } of documents) {
    if (undoes !== null || status === 'withdrawn') continue
    for (const line of lines) {
      if (line.leg !== 'counted') continue
      const difference = (told.get(line.productId) ?? 0n) + (line.tells ?? line.quantity)
      told.set(line.productId, difference)
      // One that takes a count back says nothing of what was counted.
      if (line.counted !== null) found.set(line.productId, { line, difference })
    }
  }
  return [...found.values()]
    .filter(({ difference }) => difference !== 0n)
    .sort(largestFirst)
    .map(({ line: { sku, name, counted }, difference }) => ({
      ...{ sku, name, difference: formatQuantity(difference) },
      expected: formatQuantity((counted ?? 0n) - difference),
      counted: formatQuantity(counted ?? 0n),
    }))
}

function largestFirst(a: Found, b: Found): number {
  const [first, second] = [absolute(a.difference), absolute(b.difference)]
  if (first !== second) return first > second ? -1 : 1
  return a.line.sku < b.line.sku ? -1 : 1
}
