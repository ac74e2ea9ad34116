import type { HistoryDocument } from '../core/app-state'
import type { ShownFigures } from '../core/on-hand'
import { counting, shortNameOf } from '../core/words'
import { localTime } from '../host/local-time'
import { showChoices } from './show-choices'
import { columns } from './table'
import { withFigures } from './with-figures'

const states: Readonly<Record<HistoryDocument['status'], string>> = {
  waiting: 'waiting',
  sending: 'being sent',
  unsure: 'not known yet',
  'needs-you': 'needs you',
  delivered: 'delivered',
  dismissed: 'left out by you',
  withdrawn: 'replaced',
}

const causes: Readonly<Record<HistoryDocument['cause'], string>> = {
  webhook: 'webhook',
  scan: 'scan',
  person: 'you',
  undo: 'undo',
}

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
      document.kind === 'stocktake' ? 'Stocktake' : 'Stock Transfer',
      shortNameOf({ ...document.vend, id: document.vend.consignmentId }),
      where(document, names),
      `by ${causes[document.cause]}`,
      states[document.status] + (document.warehouseNumber ? ` as ${document.warehouseNumber}` : ''),
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
      quantity.startsWith('-') ? minus(quantity) : `+${quantity}`,
      ...(counted === undefined ? [] : [`counted ${counted}`]),
      ...(before === undefined ? [] : [`before ${minus(before)} → after ${minus(after ?? '')}`]),
      ...(from === undefined ? [] : [`from: before ${minus(from.before)} → after ${minus(from.after)}`]),
      ...(to === undefined ? [] : [`to: before ${minus(to.before)} → after ${minus(to.after)}`]),
    ])
  const rest = lines.length - shown.length
  return [...columns(shown), ...(rest > 0 ? [`    and ${counting(rest, 'more line')}`] : [])]
}

/** "−2.5": for people, so the minus is a real one. */
function minus(decimal: string): string {
  return decimal.replace('-', '−')
}

/** "Main warehouse", or "Main warehouse → Harbour". */
export function where(
  { location, from, to }: Pick<HistoryDocument, 'location' | 'from' | 'to'>,
  names: PlaceNames,
): string {
  const name = (id: string | null) => (id === null ? '' : (names.get(id) ?? id))
  return location === null ? `${name(from)} → ${name(to)}` : name(location)
}
