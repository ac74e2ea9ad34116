import {
  hasTerm,
  searchTerms,
  wordsOf,
  type HistoryPage,
  type HistoryQuery,
  type HistoryRow,
} from '../core/history-page'
import type { PageDocument } from '../core/ports/ledger'
import { formatQuantity } from '../core/quantity'
import type { Line } from './line'

/** A page of the history, newest first. */
export function historyPage(line: Line, { search, ...query }: HistoryQuery): HistoryPage {
  const names = placesByName(line)
  const terms = searchTerms(search ?? '').map((words) => ({
    words,
    outletIds: names.filter((one) => hasTerm(one.words, words)).map(({ outletId }) => outletId),
  }))
  const { documents, next } = line.ledger.documents.page({ ...query, terms })
  return { rows: documents.map(rowOf), next }
}

/** The words of each outlet's name, and of the name of the location where its stock lies. */
function placesByName({ ledger, settings }: Line): { outletId: string; words: string[] }[] {
  const ours = settings.outlets.flatMap(({ outlet, location }) => [
    { outletId: outlet.id, words: wordsOf(outlet.name) },
    { outletId: outlet.id, words: wordsOf(location.name) },
  ])
  const known = [...ledger.products.outletNames()].map(([outletId, name]) => ({ outletId, words: wordsOf(name) }))
  return [...ours, ...known]
}

function rowOf(document: PageDocument): HistoryRow {
  const { id, consignmentId, reference, place, cause, status, number, createdAt, deliveredAt } = document
  const { vendReference, vendName, vendType, items, units, lines } = document
  return {
    ...{ id, reference, cause, status, items },
    kind: place.kind,
    vend: { consignmentId, reference: vendReference, type: vendType, name: vendName },
    location: place.kind === 'stocktake' ? place.location : null,
    from: place.kind === 'stock-transfer' ? place.from : null,
    to: place.kind === 'stock-transfer' ? place.to : null,
    warehouseNumber: number,
    units: formatQuantity(units),
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity: formatQuantity(quantity) })),
    createdAt: new Date(createdAt).toISOString(),
    deliveredAt: deliveredAt === null ? null : new Date(deliveredAt).toISOString(),
  }
}
