import type { DocumentName } from '../core/document'
import type { LedgerDocument } from '../core/ledger-document'
import { operationOf } from '../core/ports/warehouse'
import { referenceBase, referenceOf } from '../core/reference'
import type { Line } from './line'
import { isRestored } from './restored'

/**
 * The name that a document is frozen under: the smallest part that its consignment never used whose reference is free
 * in our file, and the key that a repeat of it repeats.
 */
export function nameDocument(line: Line, document: Named): DocumentName {
  for (let part = 1; ; part += 1) {
    const name = nameOfPart(line, document, part)
    if (isFree(line, document, name)) return name
  }
}

type Named = Pick<LedgerDocument, 'consignmentId' | 'vendReference' | 'place'>

/** The name that a part of a document's consignment has, whether it is used or not. */
export function nameOfPart(
  { warehouse, vend, ids }: Line,
  { consignmentId, vendReference, place }: Named,
  part: number,
): DocumentName {
  const { longestReference } = operationOf(warehouse.capabilities, place.kind)
  const reference = referenceOf(referenceBase(vendReference, consignmentId), part, longestReference)
  return { part, reference, key: ids.derived([vend.store, warehouse.id, consignmentId, part.toString()]) }
}

/** Whether no document of ours ever had this name. */
export function isFree({ ledger }: Line, { consignmentId }: Named, { part, reference }: DocumentName): boolean {
  return !ledger.documents.isPartUsed(consignmentId, part) && !ledger.documents.isReferenceUsed(reference)
}

/** A restored folder may have sent a document before, in a life it does not remember: then it is looked up first. */
export function firstStatus(line: Pick<Line, 'ledger'>): 'waiting' | 'unsure' {
  return isRestored(line) ? 'unsure' : 'waiting'
}
