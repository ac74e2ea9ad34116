import type { Attempted } from '../core/after-attempt'
import { warehouseLines, type DocumentName, type OutgoingDocument } from '../core/document'
import type { LedgerDocument } from '../core/ledger-document'

/** A frozen document as it goes out, and as it is looked up. `name`: to look it up under another than its own. */
export function outgoing(
  { place, lines, reference, key, consignmentId, vendReference, vendType, cause }: LedgerDocument,
  name: Pick<DocumentName, 'reference' | 'key'> = { reference: reference ?? '', key: key ?? '' },
): OutgoingDocument {
  return {
    place,
    reference: name.reference,
    key: name.key,
    lines: warehouseLines(place, lines),
    source: { consignmentId, reference: vendReference, type: vendType, cause },
  }
}

/** A frozen document, as far as an attempt's end concerns it. */
export function attempted(document: LedgerDocument): Attempted {
  const { consignmentId, place, attempts, attemptedAt } = document
  const lines = warehouseLines(place, document.lines)
  return { consignmentId, kind: place.kind, reference: document.reference ?? '', lines, attempts, attemptedAt }
}
