import { isHeldUndo, type LedgerDocument } from '../../core/ledger-document'
import { lookAgain } from '../decide-again'
import type { Line } from '../line'
import { arrivedText, noSuch, withdrawnText } from './sentences'
import { withCountsReleased } from './with-counts-released'

/**
 * A person takes a document, or a hold without one, upon themselves; `why` is kept with it. Answers null when it was
 * done, or a sentence that says what stands in the way.
 */
export function dismiss(line: Line, id: string, why: string): string | null {
  const { ledger, clock } = line
  const at = clock.now()
  if (!why.trim()) return 'Say why, so that you can tell later.'
  const consignmentId = ledger.holds.consignmentOf(id)
  if (consignmentId !== null) {
    ledger.transaction(() => {
      ledger.holds.dismiss(id, why, at)
      ledger.history.tell({ at, consignmentId, documentId: null, text: `You left it out: ${why}` })
    })
    return null
  }
  const document = ledger.documents.byId(id)
  if (!document) return noSuch(id)
  switch (document.status) {
    case 'needs-you':
      if (mayBeThere(document))
        return `It may be booked, or be there in part. Say first whether it arrived. ${document.holds[0]?.text ?? ''}`.trim()
      leaveOut(line, document, why)
      return null
    case 'waiting':
      leaveOut(line, document, why)
      return null
    case 'sending':
    case 'unsure':
      return 'It may be booked already. Stocktray looks it up first; wait for that, or say whether it arrived.'
    case 'delivered':
      return arrivedText(document)
    case 'dismissed':
      return 'You left it out already.'
    case 'withdrawn':
      return withdrawnText(line, document)
  }
}

/** Tried, and nobody knows what became of it in the warehouse that is set now. */
function mayBeThere(document: LedgerDocument): boolean {
  return document.tried && !isHeldUndo(document) && document.holds.some(({ code }) => code === 'taken')
}

function leaveOut(line: Line, document: LedgerDocument, why: string): void {
  const { ledger, clock } = line
  const at = clock.now()
  const { consignmentId, id } = document
  withCountsReleased(line, document, () => {
    ledger.documents.dismiss(document.seq, why)
    const what = document.undoes === null ? 'You left it out' : 'You left its undo out, so it stands as it is'
    ledger.history.tell({ at, consignmentId, documentId: id, text: `${what}: ${why}` })
    // What was to come after the undo was reckoned without it.
    if (document.undoes !== null) lookAgain(line, document)
  })
}
