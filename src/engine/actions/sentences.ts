import type { LedgerDocument } from '../../core/ledger-document'
import { shortNameOf } from '../../core/words'
import type { Line } from '../line'

export function noSuch(id: string): string {
  return `There is no document “${id}”. Look the id up with: stocktray history`
}

/** "CAR-25-2"; before it has a name of its own, the consignment's. */
export function nameOf({ reference, vendReference, vendName, consignmentId }: LedgerDocument): string {
  return reference ?? shortNameOf({ id: consignmentId, reference: vendReference, name: vendName })
}

/** "as ST-00024". */
export function numberOf({ number }: LedgerDocument): string {
  return number === null ? 'without a number of the warehouse' : `as ${number}`
}

export function arrivedText(document: LedgerDocument): string {
  if (document.number === null && document.attempts === 0)
    return 'It needed no booking: its lines cancel each other out.'
  return `It has arrived already, ${numberOf(document)}.`
}

/** Why nothing can be done with a withdrawn document, and what took its place. */
export function withdrawnText({ ledger }: Line, document: LedgerDocument): string {
  if (document.undoes !== null)
    return `${document.note ?? 'It was withdrawn.'} Nothing of it waits; the document may be undone again.`
  const later = ledger.documents.laterOn(document).filter(({ status }) => status !== 'dismissed')
  const successor = later.find(({ tried, status }) => !tried && status !== 'delivered') ?? later.at(-1)
  const replaced = document.trouble ?? 'Vend says something else now.'
  if (!successor) return `It was withdrawn: ${replaced} Nothing of it waits.`
  const [id, name] = [successor.id, nameOf(successor)]
  switch (successor.status) {
    case 'delivered':
      return `It was replaced: ${replaced} Its successor has arrived, as ${name} (${id}).`
    case 'sending':
    case 'unsure':
      return `It was replaced: ${replaced} Its successor is on its way, as ${name} (${id}).`
    case 'waiting':
    case 'needs-you':
    case 'dismissed':
    case 'withdrawn':
      return `It was replaced: ${replaced} Its successor is ${id}.`
  }
}
