import type { HistoryDocument } from '../core/app-state'
import { causeWords, kindWords, statusWords, whereOf, withMinus, withSign } from '../core/document-words'
import type { ShownFigures } from '../core/on-hand'
import { withFigures } from '../core/with-figures'
import { counting, shortNameOf } from '../core/words'
import { localTime } from '../host/local-time'
import { showChoices } from './show-choices'
import { columns } from './table'

/** How a place is called; ids where no name is known. */
export type PlaceNames = ReadonlyMap<string, string>

/** So much of an id names it among all; commands take the beginning of one. */
const shortId = 13

/** Of a document, at most so many items are shown. */
const mostLines = 10

/**
 * Documents as a person reads them: a line each, its items below. `ids`: of those that something can be done with.
 * `figures`: what the warehouse has before and after them, by document.
 */
export function showDocuments(
  documents: readonly HistoryDocument[],
  names: PlaceNames,
  { ids, figures }: { readonly ids: boolean; readonly figures?: ReadonlyMap<string, readonly ShownFigures[]> } = {
    ids: true,
  },
): string[] {
  const heads = columns(
    documents.map((document) => [
      localTime(document.createdAt),
      kindWords[document.kind],
      shortNameOf({ ...document.vend, id: document.vend.consignmentId }),
      whereOf(document, names),
      `by ${causeWords[document.cause]}`,
      statusWords[document.status] + (document.warehouseNumber ? ` as ${document.warehouseNumber}` : ''),
      ...(ids && document.status === 'delivered' ? [`id ${document.id.slice(0, shortId)}`] : []),
    ]),
  )
  return documents.flatMap((document, index) => [
    heads[index] ?? '',
    ...itemsOf(document, figures?.get(document.id) ?? []),
    ...(document.note === null ? [] : [`    Note: ${document.note}`]),
    ...document.holds.map(({ text }) => `    ! ${text}`),
    ...(document.waits === null ? [] : [`    Waits: ${waitsText(document.waits)}`]),
    ...(ids && isOpen(document) ? idOf(document).map((line) => `      ${line}`) : []),
  ])
}

function waitsText({ text, nextTryAt }: NonNullable<HistoryDocument['waits']>): string {
  return nextTryAt === null ? text : `${text} Next try ${localTime(nextTryAt)}.`
}

/** What needs somebody says what can be typed; of the rest the id is enough. */
function idOf({ id, status, holds }: HistoryDocument): string[] {
  if (status !== 'needs-you') return [`id ${id}`]
  return showChoices(
    id,
    holds.map(({ code }) => code),
    true,
  )
}

/** Whether something can still be done with it, for which its id is needed. */
function isOpen({ status }: HistoryDocument): boolean {
  return !['delivered', 'dismissed', 'withdrawn'].includes(status)
}

/** The first items of a document, a line each, with what the warehouse has before and after it as far as that is known. */
export function itemsOf(
  document: Pick<HistoryDocument, 'location' | 'from' | 'to' | 'lines'>,
  figures: readonly ShownFigures[] = [],
): string[] {
  const { lines } = document
  const shown = withFigures(document, figures)
    .slice(0, mostLines)
    .map(({ sku, quantity, counted, before, after, from, to }) => [
      `    ${sku}`,
      withSign(quantity),
      ...(counted === undefined ? [] : [`counted ${counted}`]),
      ...(before === undefined ? [] : [`before ${withMinus(before)} → after ${withMinus(after ?? '')}`]),
      ...(from === undefined ? [] : [`from: before ${withMinus(from.before)} → after ${withMinus(from.after)}`]),
      ...(to === undefined ? [] : [`to: before ${withMinus(to.before)} → after ${withMinus(to.after)}`]),
    ])
  const rest = lines.length - shown.length
  return [...columns(shown), ...(rest > 0 ? [`    and ${counting(rest, 'more line')}`] : [])]
}
