import type { HistoryDocument } from '../core/app-state'
import { warehouseLines, type EffectLine, type Place } from '../core/document'
import type { HistoryHead } from '../core/history-page'
import type { DocumentHead, LedgerDocument } from '../core/ledger-document'
import { formatQuantity } from '../core/quantity'

/** A document as people and `history --json` see it. */
export function historyOf(document: LedgerDocument, waits: HistoryDocument['waits']): HistoryDocument {
  const { place, lines, note, holds } = document
  const { status, warehouseNumber, createdAt, deliveredAt, ...named } = historyHead(document)
  return {
    ...named,
    lines: documentLines(place, lines),
    ...{ status, warehouseNumber, waits, note },
    holds: holds.map(({ code, text }) => ({ code, text })),
    ...{ createdAt, deliveredAt },
  }
}

/** What of it needs neither its lines nor its holds. */
export function historyHead(document: DocumentHead): HistoryHead {
  const { id, reference, place, cause, status, number, createdAt, deliveredAt } = document
  const { consignmentId, vendReference, vendName, vendType } = document
  return {
    id,
    reference,
    kind: place.kind,
    cause,
    vend: { consignmentId, reference: vendReference, type: vendType, name: vendName },
    location: place.kind === 'stocktake' ? place.location : null,
    from: place.kind === 'stock-transfer' ? place.from : null,
    to: place.kind === 'stock-transfer' ? place.to : null,
    status,
    warehouseNumber: number,
    createdAt: new Date(createdAt).toISOString(),
    deliveredAt: deliveredAt === null ? null : new Date(deliveredAt).toISOString(),
  }
}

/** The lines as the warehouse gets them, in decimals. */
export function documentLines(place: Place, lines: readonly EffectLine[]): HistoryDocument['lines'] {
  return warehouseLines(place, lines).map(({ sku, quantity, counted }) => ({
    sku,
    quantity: formatQuantity(quantity),
    ...(counted !== null && { counted: formatQuantity(counted) }),
  }))
}
