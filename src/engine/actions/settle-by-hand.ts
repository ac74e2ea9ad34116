import { isHeldUndo, type LedgerDocument } from '../../core/ledger-document'
import { operationOf } from '../../core/ports/warehouse'
import { clockTime } from '../../core/clock-time'
import type { Line } from '../line'
import { decideAgain, endUndo, lookAgain } from '../decide-again'
import { requestedAt } from '../requests'
import { arrivedText, nameOf, noSuch, withdrawnText } from './sentences'

/**
 * A person has looked in the warehouse: the document is there, or it is not. Then the same one is sent again, under its
 * reference and key, never a second one. Answers null when it was done, or a sentence that says what stands in the way.
 */
export function settleByHand(line: Line, id: string, arrived: boolean): string | null {
  const { ledger } = line
  const document = ledger.documents.byId(id)
  if (!document) return noSuch(id)
  switch (document.status) {
    case 'unsure':
      return arrived ? itArrived(line, document) : itDidNot(line, document)
    case 'needs-you':
      if (!document.tried || isHeldUndo(document))
        return `It was never sent, so it has not arrived. It waits for your decision: ${document.holds[0]?.text ?? ''}`
      return arrived ? itArrived(line, document) : itDidNot(line, document)
    case 'waiting':
      return document.tried
        ? 'It has certainly not arrived, and is tried again by itself. If it was booked by hand, leave it out here.'
        : 'It was not sent yet, so it has not arrived.'
    case 'sending':
      return 'It is being sent at this moment.'
    case 'delivered':
      return arrived ? arrivedText(document) : `${arrivedText(document)} If that is wrong, undo it.`
    case 'dismissed':
      return 'You left it out: it is not sent, whether it is there or not.'
    case 'withdrawn':
      return withdrawnText(line, document)
  }
}

function itArrived(line: Line, document: LedgerDocument): null {
  const { ledger, clock, warehouse } = line
  const at = clock.now()
  const text = `You said that ${nameOf(document)} arrived in ${warehouse.capabilities.name}.`
  ledger.transaction(() => {
    ledger.documents.writeHolds(document.seq, [])
    ledger.documents.markDelivered(document.seq, { number: document.number, note: text, at })
    ledger.history.tell({ at, consignmentId: document.consignmentId, documentId: document.id, text })
    if (document.undoes !== null) lookAgain(line, document)
  })
  return null
}

function itDidNot(line: Line, document: LedgerDocument): string | null {
  const { ledger, clock, warehouse } = line
  const { name } = warehouse.capabilities
  const at = clock.now()
  const { repeat, settleAfterMs } = operationOf(warehouse.capabilities, document.place.kind)
  const settledAt = Math.min(requestedAt(line, document) ?? 0, at) + settleAfterMs
  // A person sees what is booked, and not what the server still works on.
  if (document.attemptedAt !== null && at < settledAt)
    return `${name} may still be working on it. Say that again after ${clockTime(settledAt + 59_999, at)}.`
  ledger.transaction(() => {
    const { consignmentId, id } = document
    ledger.history.tell({
      at,
      consignmentId,
      documentId: id,
      text: `You said that ${nameOf(document)} did not arrive.`,
    })
    // It cannot be sent to where it was going: what it was to tell goes to the warehouse that is set now.
    if (document.warehouse !== warehouse.id) {
      const text = 'You said that it did not arrive in the warehouse system before.'
      if (document.undoes === null) decideAgain(line, document, text)
      else endUndo(line, document, text)
    }
    // Where the warehouse itself refuses a repeat, sending is safe even if the person did not see it there.
    else ledger.documents.release(document.seq, repeat === 'found-by-reference' ? 'unsure' : 'waiting', at)
  })
  return null
}
