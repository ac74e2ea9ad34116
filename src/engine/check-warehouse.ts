import { z } from 'zod'
import type { Notice } from '../core/ports/warehouse'
import type { Line } from './line'
import { clearProblem, keepProblem, problemOf } from './problems'

const usualMs = 20 * 3_600_000
const afterTroubleMs = 15 * 60_000

const noticesSchema = z.array(z.object({ code: z.literal('key-expires'), text: z.string() }))

/** Asks the warehouse, at a start and about once a day, whether our account is still good and what will end soon. */
export async function checkWarehouse(line: Line, signal: AbortSignal): Promise<void> {
  const { ledger, clock, warehouse } = line
  const dueAt = Number(ledger.facts.get('next-check') ?? '0')
  const problem = problemOf(line, 'warehouse-problem')
  // With nothing left to send, no delivery would ever show that the warehouse answers again.
  const { waiting, sending, unsure } = ledger.documents.counts()
  const unproved = problem !== null && problem.retryAt <= clock.now() && waiting + sending + unsure === 0
  // A time further ahead than it is ever set comes from a clock that was set back since.
  if (!unproved && dueAt > clock.now() && dueAt <= clock.now() + usualMs) return
  const answer = await warehouse.check(signal)
  const at = clock.now()
  ledger.facts.keep('next-check', (at + (answer.kind === 'ok' ? usualMs : afterTroubleMs)).toString())
  if (answer.kind === 'unauthorised')
    keepProblem(line, 'warehouse-problem', { text: answer.text, unauthorised: true, retryAt: at + afterTroubleMs })
  if (answer.kind !== 'ok') return
  ledger.facts.keep('warehouse-notices', JSON.stringify(answer.value))
  if (!unproved && problem?.unauthorised !== true) return
  clearProblem(line, 'warehouse-problem')
  ledger.documents.makeAllDue(at)
}

export function noticesOf({ ledger }: Pick<Line, 'ledger'>): readonly Notice[] {
  const kept = ledger.facts.get('warehouse-notices')
  const parsed = noticesSchema.safeParse(kept === null ? [] : JSON.parse(kept))
  return parsed.success ? parsed.data : []
}
