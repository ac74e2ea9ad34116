import { isApprovable } from '../../core/hold'
import { isHeldUndo } from '../../core/ledger-document'
import { linesKey } from '../../core/lines-key'
import type { Line } from '../line'
import { firstStatus } from '../name-document'
import { arrivedText, nameOf, noSuch, withdrawnText } from './sentences'
import { withCountsReleased } from './with-counts-released'

/**
 * Sends a held document as it stands: the approval is for its exact lines. Answers null when it was done, or a sentence
 * that says what stands in the way.
 */
export function approve(line: Line, id: string): string | null {
  const { ledger, clock, warehouse } = line
  const document = ledger.documents.byId(id)
  if (!document) return noSuch(id)
  if (document.status === 'withdrawn') return withdrawnText(line, document)
  if (document.status === 'delivered') return arrivedText(document)
  const heldUndo = isHeldUndo(document)
  if (document.status !== 'needs-you') return 'It does not wait for an approval.'
  if (document.tried && !heldUndo)
    return `Nobody knows whether it arrived: say so, rather than approve it. ${document.holds[0]?.text ?? ''}`.trim()
  if (heldUndo && document.warehouse !== warehouse.id)
    return `${nameOf(document)} was made for the warehouse system before. Leave it out, and undo the document again.`
  const approved = document.holds.filter(({ code }) => isApprovable(code))
  if (approved.length === 0) return `It waits for something else: ${document.holds[0]?.text ?? ''}`
  const at = clock.now()
  withCountsReleased(line, document, () => {
    // Nothing decides about an undo again, so its approval need not be remembered.
    if (document.undoes === null)
      for (const { code } of approved)
        ledger.holds.keepApproval(document.consignmentId, { code, lines: linesKey(document.lines) }, at)
    const others = document.holds.filter((hold) => !approved.includes(hold))
    if (document.tried) ledger.documents.release(document.seq, firstStatus(line), at)
    else ledger.documents.hold(document.seq, others, at)
    ledger.history.tell({
      at,
      consignmentId: document.consignmentId,
      documentId: id,
      text: 'You approved it.',
    })
  })
  return null
}
