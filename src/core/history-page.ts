import type { HistoryDocument } from './app-state'
import type { DocumentCause, DocumentKind, DocumentStatus } from './document'

/** Which documents are wanted; what is not given lets all through. */
export type HistoryFilter = {
  readonly kind?: DocumentKind | undefined
  readonly cause?: DocumentCause | undefined
  readonly status?: DocumentStatus | undefined
  readonly outletId?: string | undefined
  /** Made at or after, and made before; ms since 1970. */
  readonly from?: number | undefined
  readonly until?: number | undefined
  /** Terms, each as a SKU, a product's name, a reference, an outlet or the warehouse's number may begin with a word. */
  readonly search?: string | undefined
}

/** Newest first. `after`: the `next` of the page before, with the same filter; `limit` at most 500 rows. */
export type HistoryQuery = HistoryFilter & { readonly after?: string | undefined; readonly limit: number }

export const mostHistoryRows = 500

/** What of a document can be said without its lines, its holds, and how it waits. */
export type HistoryHead = Omit<HistoryDocument, 'lines' | 'waits' | 'note' | 'holds'>

/** A document as a row of a list: what it comes to, without all of its lines. */
export type HistoryRow = HistoryHead & {
  /** How many lines the warehouse gets, and the sum of their quantities without their signs, as a decimal. */
  readonly items: number
  readonly units: string
  /** The first of the lines, three at most. */
  readonly lines: readonly { readonly sku: string; readonly quantity: string }[]
}

/** `next`: what to ask for as `after`; null: there is no more. */
export type HistoryPage = { readonly rows: readonly HistoryRow[]; readonly next: string | null }

/** The words of a text, in lower case: whatever is no letter or digit parts them, as in “CAR-25”. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The terms of a search, each as its words. What stands together is one, as “CAR-25” is. */
export function searchTerms(search: string): (readonly string[])[] {
  return search
    .split(/\s+/)
    .map(wordsOf)
    .filter((words) => words.length > 0)
}

/** Whether the words of a text have those of a term side by side, the last perhaps only begun. */
export function hasTerm(words: readonly string[], term: readonly string[]): boolean {
  const last = term.length - 1
  return words.some((_, from) =>
    term.every((one, index) => {
      const word = words[from + index] ?? ''
      return index === last ? word.startsWith(one) : word === one
    }),
  )
}
