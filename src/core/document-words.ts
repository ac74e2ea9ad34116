import type { HistoryDocument } from './app-state'
import type { DocumentCause, DocumentKind, DocumentStatus } from './document'

/** What the parts of a document are called, for people. */
export const kindWords: Readonly<Record<DocumentKind, string>> = {
  stocktake: 'Stocktake',
  'stock-transfer': 'Stock Transfer',
}

export const statusWords: Readonly<Record<DocumentStatus, string>> = {
  waiting: 'waiting',
  sending: 'being sent',
  unsure: 'not known yet',
  'needs-you': 'needs you',
  delivered: 'delivered',
  dismissed: 'left out by you',
  withdrawn: 'replaced',
}

export const causeWords: Readonly<Record<DocumentCause, string>> = {
  webhook: 'webhook',
  scan: 'scan',
  person: 'you',
  undo: 'undo',
}

/** "Main warehouse", or "Main warehouse → Harbour"; ids where no name is known. */
export function whereOf(
  { location, from, to }: Pick<HistoryDocument, 'location' | 'from' | 'to'>,
  names: ReadonlyMap<string, string>,
): string {
  return location === null ? `${placeName(from, names)} → ${placeName(to, names)}` : placeName(location, names)
}

/** How a location is called; its id where no name is known, and nothing where there is none. */
export function placeName(id: string | null, names: ReadonlyMap<string, string>): string {
  return id === null ? '' : (names.get(id) ?? id)
}

/** "−2.5": for people, so the minus is a real one. */
export function withMinus(decimal: string): string {
  return decimal.replace('-', '−')
}

/** "+60", "−2.5". */
export function withSign(decimal: string): string {
  return decimal.startsWith('-') ? withMinus(decimal) : `+${decimal}`
}
