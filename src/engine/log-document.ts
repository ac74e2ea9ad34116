import type { Hold } from '../core/hold'
import type { LedgerDocument } from '../core/ledger-document'
import type { LookUp, Outcome } from '../core/outcome'
import type { Line } from './line'

type Named = Pick<LedgerDocument, 'id' | 'consignmentId' | 'reference'>

/** What every entry about a frozen document says. */
export function naming({ id, consignmentId, reference }: Named) {
  return { consignment: consignmentId, document: id, reference: reference ?? '' }
}

/** Logs a draft that was frozen, and that it is done where there was nothing to send. */
export function logFrozen({ log }: Line, frozen: LedgerDocument): void {
  log.tell({ step: 'frozen', ...naming(frozen), lines: frozen.lines.length })
  if (frozen.status === 'delivered') log.tell({ step: 'settled', ...naming(frozen), as: 'delivered' })
}

/** Logs what waits for a person from now on. */
export function logHeld({ log }: Line, { consignmentId }: Named, held: Held): void {
  const holds = [...new Set(held.holds.map(({ code }) => code))]
  log.tell({ step: 'held', consignment: consignmentId, document: held.id, holds })
}

export type Held = { readonly id: string; readonly holds: readonly Pick<Hold, 'code'>[] }

export function logOutcome({ log }: Line, document: Named, outcome: Outcome): void {
  log.tell({ step: 'outcome', ...naming(document), outcome: outcome.kind, ...said(outcome) })
}

export function logLookUp({ log }: Line, document: Named, found: LookUp): void {
  log.tell({ step: 'looked-up', ...naming(document), found: found.kind, ...said(found) })
}

/** What was said about it, in one text; of many refused lines the first few. */
function said(answer: Outcome | LookUp): { readonly text?: string } {
  if ('text' in answer) return { text: answer.text }
  if (!('problems' in answer) || answer.problems.length === 0) return {}
  const { problems } = answer
  const shown = problems.slice(0, 5).map(({ message }) => message)
  return {
    text: [...shown, ...(problems.length > 5 ? [`and ${(problems.length - 5).toString()} more`] : [])].join(' '),
  }
}
