import type { Next } from '../core/after-attempt'
import type { EffectLine, TriggerCause } from '../core/document'
import { groupBy } from '../core/group'
import type { RefusalProblem } from '../core/outcome'
import type { LedgerDocument } from '../core/ledger-document'
import type { Line } from './line'

/** Writes what an attempt came to, in one commit. `send-again` is not an end and writes nothing. */
export function settle(line: Line, document: LedgerDocument, next: Next): void {
  const { ledger, clock, warehouse } = line
  const at = clock.now()
  const name = warehouse.capabilities.name
  const tell = (text: string) =>
    ledger.history.tell({ at, consignmentId: document.consignmentId, documentId: document.id, text })
  ledger.transaction(() => {
    switch (next.kind) {
      case 'send-again':
        return
      case 'delivered':
        ledger.documents.markDelivered(document.seq, next.number, at)
        tell(`${name} booked ${document.reference ?? ''} as ${next.number}.`)
        return
      case 'later':
        ledger.documents.markTrouble(document.seq, {
          status: next.status,
          at,
          dueAt: at + next.afterMs,
          trouble: next.text,
          // Sending counted itself; a look-up that found nobody counts here.
          counts: !next.answered && document.status === 'unsure',
        })
        if (document.failingSince === null) tell(next.text)
        return
      case 'ask': {
        const text = `${name} already has ${document.reference ?? ''} as ${next.number}, with other lines. Compare both, then say whether ours arrived.`
        ledger.documents.markTrouble(document.seq, { status: 'needs-you', at, dueAt: at, trouble: text, counts: false })
        ledger.documents.writeHolds(document.seq, [{ code: 'taken', text }])
        tell(text)
        return
      }
      case 'not-ours':
        tell(
          `${name} has a document of somebody else under ${document.reference ?? ''} (${next.number}); ours takes another reference.`,
        )
        decideAgain(line, document, `The reference was taken.`)
        return
      case 'refused':
        for (const { effect, text } of refusedLines(document.lines, next.problems))
          ledger.holds.keepRefusal(document.consignmentId, {
            ...{ leg: effect.leg, outletId: effect.outletId, productId: effect.productId, quantity: effect.quantity },
            text: `${name} refused ${document.reference ?? ''}: ${effect.sku}: ${text} Nothing was booked for it. Correct it, then press Retry.`,
          })
        tell(`${name} refused it: ${next.problems.map(({ message }) => message).join(' ')}`)
        decideAgain(line, document, 'The warehouse refused it; nothing was booked.')
        return
    }
  })
}

/** Withdraws a document that is certainly not booked, with the drafts behind it, and has its consignment decided again. */
function decideAgain({ ledger, clock }: Line, document: LedgerDocument, trouble: string): void {
  const at = clock.now()
  for (const seq of ledger.documents.draftsBehind(document)) ledger.documents.withdraw(seq, null)
  ledger.documents.withdraw(document.seq, trouble)
  const cause: TriggerCause = document.cause === 'undo' ? 'person' : document.cause
  ledger.triggers.keep({ consignmentId: document.consignmentId, cause, at, dueAt: at, fresh: false })
}

/** The lines that problems speak of; a problem without a SKU, or with one that is not ours, speaks of all. */
function refusedLines(
  lines: readonly EffectLine[],
  problems: readonly RefusalProblem[],
): { effect: EffectLine; text: string }[] {
  const bySku = groupBy(problems, ({ sku }) => sku)
  const ours = new Set(lines.map(({ sku }) => sku))
  const byLine = problems.length > 0 && problems.every(({ sku }) => sku !== undefined && ours.has(sku))
  return lines.flatMap((effect) => {
    const own = byLine ? (bySku.get(effect.sku) ?? []) : problems
    if (own.length === 0) return byLine ? [] : [{ effect, text: 'no reason given.' }]
    return [{ effect, text: own.map(({ message }) => message).join(' ') }]
  })
}
