import { isItemHold } from '../../core/hold'
import { isHeldUndo } from '../../core/ledger-document'
import type { Line } from '../line'
import { arrivedText, noSuch, withdrawnText } from './sentences'

/**
 * Makes a document due now: one that waits, is unsure, was refused, or waits for an item. Answers null when it was done,
 * or a sentence that says what stands in the way.
 */
export function retry(line: Line, id: string): string | null {
  const { ledger, clock } = line
  const document = ledger.documents.byId(id)
  if (!document) return noSuch(id)
  const at = clock.now()
  return ledger.transaction(() => {
    switch (document.status) {
      case 'waiting':
      case 'unsure':
        ledger.documents.makeDue(document.seq, at)
        return null
      case 'needs-you': {
        const waitsForYou = `It waits for your decision: ${document.holds[0]?.text ?? ''}`
        if (document.tried) {
          if (isHeldUndo(document)) return waitsForYou
          if (document.warehouse !== line.warehouse.id) return document.trouble
          ledger.documents.writeHolds(document.seq, [])
          ledger.documents.markTrouble(document.seq, {
            status: 'unsure',
            at,
            dueAt: at,
            trouble: document.trouble ?? '',
            counts: false,
          })
          return null
        }
        const cured = document.holds.filter(({ code }) => code === 'refused' || isItemHold(code))
        if (cured.length === 0) return waitsForYou
        for (const { productId } of cured) if (productId) ledger.holds.dropRefusal(document.consignmentId, productId)
        const others = document.holds.filter((hold) => !cured.includes(hold))
        ledger.documents.hold(document.seq, others, at)
        return null
      }
      case 'sending':
        return 'It is being sent at this moment.'
      case 'delivered':
        return `${arrivedText(document)} It is not sent twice.`
      case 'dismissed':
        return 'You left it out, so it is not sent. If it should be in the warehouse after all, book it there by hand.'
      case 'withdrawn':
        return withdrawnText(line, document)
    }
  })
}
