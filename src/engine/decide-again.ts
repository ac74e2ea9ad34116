import type { TriggerCause } from '../core/document'
import type { LedgerDocument } from '../core/ledger-document'
import type { Line } from './line'

/**
 * Withdraws a document that is certainly not booked, with the drafts behind it, and has its consignment decided again.
 * An undo is not made again by that: only a person undoes. To be called in a transaction.
 */
export function decideAgain({ ledger, clock }: Line, document: LedgerDocument, trouble: string, note?: string): void {
  const at = clock.now()
  for (const seq of ledger.documents.draftsBehind(document)) ledger.documents.withdraw(seq, null)
  ledger.documents.withdraw(document.seq, trouble, note)
  const cause: TriggerCause = document.cause === 'undo' ? 'person' : document.cause
  ledger.triggers.keep({ consignmentId: document.consignmentId, cause, at, dueAt: at, fresh: false })
}

/** Once an undo has arrived it is certain what the warehouse has of its effects. To be called in a transaction. */
export function lookAgain({ ledger, clock }: Line, { consignmentId }: LedgerDocument): void {
  const at = clock.now()
  ledger.triggers.keep({ consignmentId, cause: 'person', at, dueAt: at, fresh: false })
}

/** Withdraws an undo of which nothing is booked, and keeps with it why. To be called in a transaction. */
export function endUndo(line: Line, undo: LedgerDocument, why: string): void {
  const { ledger, clock } = line
  const undone = undo.undoes === null ? null : ledger.documents.byId(undo.undoes)
  const text = `${why} ${undone?.reference ?? 'The document'} stands as before, and may be undone again.`
  decideAgain(line, undo, why, text)
  ledger.history.tell({ at: clock.now(), consignmentId: undo.consignmentId, documentId: undo.id, text })
}
