import type { VendProblem } from '../core/ports/vend'
import type { Line } from './line'
import { readProducts } from './products'
import { agreeStarts, walk } from './starts'
import { expectCalls } from './webhook-health'

/**
 * One scan: what Vend changed since the cursor, for all types and outlets at once. A page's triggers and the moved
 * cursor are one commit, so the cursor never passes what is not on disk. An idle scan is one call; the end is an empty
 * page and nothing else.
 */
export async function scan(line: Line, signal: AbortSignal): Promise<VendProblem | null> {
  const { ledger, clock, vend, log } = line
  const begunAt = clock.now()
  const problem = (await agreeStarts(line, signal)) ?? (await walk(line, signal))
  if (problem) return problem
  if (ledger.facts.get('scan-cursor') === null) return null
  for (let changed = 0; ;) {
    const cursor = BigInt(ledger.facts.get('scan-cursor') ?? '0')
    const answer = await vend.consignments(cursor, signal)
    if (!answer.ok) return answer.problem
    const { rows, next } = answer.value
    const now = clock.now()
    ledger.transaction(() => {
      expectCalls(line, rows)
      for (const consignment of rows) {
        ledger.consignments.keep(consignment)
        ledger.triggers.keep({ consignmentId: consignment.id, cause: 'scan', at: now, dueAt: now, fresh: true })
      }
      if (next !== null) ledger.facts.keep('scan-cursor', next.toString())
      else {
        for (const consignmentId of ledger.consignments.toLookAt())
          ledger.triggers.keep({ consignmentId, cause: 'scan', at: now, dueAt: now, fresh: false })
        ledger.facts.keep('last-scan', JSON.stringify({ at: now, upTo: answer.at ?? now }))
      }
    })
    changed += rows.length
    for (const { id, version, vendStatus } of rows)
      log.tell({ step: 'scanned', consignment: id, version: version.toString(), status: vendStatus })
    if (next !== null) continue
    log.tell({ step: 'scan-done', changed, upTo: new Date(answer.at ?? now).toISOString() })
    letGoOfMadeUp(line, begunAt)
    return ledger.consignments.isProductAwaited() ? readProducts(line, signal) : null
  }
}

/**
 * Ids that webhooks named, that Vend never showed, and that were due for so long before this scan began, ms: they had to
 * wait, for there were too many, and the scan, which sees all that Vend has, does not know them either. They are let go,
 * so that they do not pile up.
 */
const nobodysAfterMs = 60_000

function letGoOfMadeUp({ ledger, log }: Line, begunAt: number): void {
  const count = ledger.triggers.endUnseen(begunAt - nobodysAfterMs)
  if (count > 0) log.tell({ step: 'let-go', count })
}
