import type { DocumentKind, WarehouseLine } from './document'

/** What became of one attempt to deliver. The kind decides what happens next; nothing is thrown. */
export type Outcome =
  /** Booked, under the warehouse's own number. `warnings`: sentences about what it did to the stock. */
  | { readonly kind: 'delivered'; readonly number: string; readonly warnings?: readonly string[] }
  /** Booked but for `rest`, and certainly nothing of these items; `problems` says why, and may name only some of them. */
  | {
      readonly kind: 'partly'
      readonly number: string
      readonly rest: readonly string[]
      readonly problems: readonly RefusalProblem[]
      readonly warnings?: readonly string[]
    }
  /** A document with this reference or key is already there; whose, its source and lines tell. */
  | { readonly kind: 'exists'; readonly found: FoundDocument }
  /** Certainly not booked; try later. `afterMs`: how long the warehouse asked us to wait. */
  | { readonly kind: 'retry'; readonly text: string; readonly afterMs?: number }
  /** Certainly not booked, and why, by line. */
  | { readonly kind: 'refused'; readonly problems: readonly RefusalProblem[] }
  /** Certainly not booked: the warehouse does not accept our key. */
  | { readonly kind: 'unauthorised'; readonly text: string }
  /** May be booked: the answer never came or could not be read. */
  | { readonly kind: 'unsure'; readonly text: string }

/** Without an item the problem is the whole document's. */
export type RefusalProblem = {
  readonly item?: string
  readonly location?: string
  readonly code: string
  readonly message: string
}

/** A document as the warehouse remembers it. */
export type FoundDocument = {
  readonly number: string
  /** Absent: the one that was looked for, for the system tells them apart by their names. */
  readonly kind?: DocumentKind
  readonly consignmentId: string | null
  readonly lines: readonly Pick<WarehouseLine, 'item' | 'quantity'>[]
}

/** What a look-up by reference said. */
export type LookUp =
  /** Booked, all that there is of it. */
  | { readonly kind: 'found'; readonly found: FoundDocument }
  /** Ours was begun and is not booked whole: pushing it again finishes it, or says why not. */
  | { readonly kind: 'begun' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unauthorised'; readonly text: string }
  /** No answer that can be believed. */
  | { readonly kind: 'inconclusive'; readonly text: string }
