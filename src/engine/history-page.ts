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
import { historyHead } from './history'
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
  const { items, units, lines } = document
  // As for why not by spreading: see ledger/document-pages.ts.
  return Object.assign(historyHead(document), {
    items,
    units: formatQuantity(units),
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity: formatQuantity(quantity) })),
  })
}
