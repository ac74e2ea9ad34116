import type { ConsignmentLine, Product } from '../core/consignment'
import type { VendProblem } from '../core/ports/vend'
import type { Line } from './line'
import { beginWork, stoppedAt } from './progress'

/**
 * Brings the product cache up to date by its version cursor: one call when nothing changed. What waits on a product that
 * did change (it got an SKU, say) is decided again.
 */
export async function readProducts(line: Line, signal: AbortSignal): Promise<VendProblem | null> {
  const { ledger, vend, clock } = line
  let done = stoppedAt(line, 'products')?.done ?? 0
  const work = beginWork(line, 'products', done)
  for (;;) {
    const answer = await vend.products(BigInt(ledger.facts.get('product-cursor') ?? '0'), signal)
    if (!answer.ok) return answer.problem
    const { rows, next } = answer.value
    if (next === null) {
      work.end()
      return null
    }
    const at = clock.now()
    ledger.transaction(() => {
      ledger.products.keep(rows)
      for (const { id } of rows)
        for (const consignmentId of ledger.consignments.waitingOnProduct(id))
          ledger.triggers.keep({ consignmentId, cause: 'scan', at, dueAt: at, fresh: false })
      ledger.facts.keep('product-cursor', next.toString())
      // One page is not long work.
      if (done > 0) work.step(done + rows.length, null, 'now')
      done += rows.length
    })
  }
}

/** The products on these lines; those that the cache lacks are asked for one by one. */
export async function productsOf(
  { ledger, vend }: Line,
  lines: readonly ConsignmentLine[],
  signal: AbortSignal,
): Promise<{ found: Map<string, Product> } | { problem: VendProblem }> {
  const ids = new Set(lines.map(({ productId }) => productId))
  const found = ledger.products.byId(ids)
  for (const id of ids) {
    if (found.has(id)) continue
    const answer = await vend.product(id, signal)
    if (!answer.ok) return answer
    if (answer.value === null) continue
    ledger.products.keep([answer.value])
    found.set(id, answer.value)
  }
  return { found }
}
