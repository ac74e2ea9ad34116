import type { WarehouseAnswer } from '../../core/ports/warehouse'
import { isMissingRight, type Answer, type Trouble } from './answer'
import { nothingDone } from './sentences'

/** The answer to a question that changed nothing. */
export function toQuestion<T>(host: string, answer: Answer<T>): WarehouseAnswer<T> {
  return answer.ok ? { kind: 'ok', value: answer.value } : unanswered(host, answer.trouble)
}

/** What to say where certainly nothing was booked: whether time or a person must help. */
export function unanswered(
  host: string,
  what: Trouble,
): Extract<WarehouseAnswer<never>, { kind: 'retry' | 'unauthorised' }> {
  const text = nothingDone(host, what)
  if (what.kind === 'denied' || isMissingRight(what)) return { kind: 'unauthorised', text }
  return {
    kind: 'retry',
    text,
    ...(what.kind === 'busy' && what.afterMs !== undefined ? { afterMs: what.afterMs } : {}),
  }
}
