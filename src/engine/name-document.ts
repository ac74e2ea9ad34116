import type { LedgerDocument } from '../core/ledger-document'
import { operationOf } from '../core/ports/warehouse'
import { referenceBase, referenceOf } from '../core/reference'
import type { Line } from './line'

export type DocumentName = { readonly part: number; readonly reference: string; readonly key: string }

/**
 * The name that a document is frozen under: the smallest part that its consignment never used whose reference is free
 * in our file, and the key that a repeat of it repeats.
 */
export function nameDocument(
  { ledger, warehouse, vend, ids }: Line,
  { consignmentId, vendReference, place }: Pick<LedgerDocument, 'consignmentId' | 'vendReference' | 'place'>,
): DocumentName {
  const base = referenceBase(vendReference, consignmentId)
  const { longestReference } = operationOf(warehouse.capabilities, place.kind)
  for (let part = 1; ; part += 1) {
    const reference = referenceOf(base, part, longestReference)
    if (ledger.documents.isPartUsed(consignmentId, part) || ledger.documents.isReferenceUsed(reference)) continue
    return { part, reference, key: ids.derived([vend.store, warehouse.id, consignmentId, part.toString()]) }
  }
}

/** A restored folder may have sent a document before, in a life it does not remember: then it is looked up first. */
export function firstStatus({ ledger }: Pick<Line, 'ledger'>): 'waiting' | 'unsure' {
  return ledger.facts.get('restored') === null ? 'waiting' : 'unsure'
}
