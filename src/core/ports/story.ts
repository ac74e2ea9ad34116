import type { LedgerDocument } from '../ledger-document'

/** One moment in the story of a consignment or document, in a sentence. */
export type Moment = {
  readonly at: number
  readonly consignmentId: string | null
  readonly documentId: string | null
  readonly text: string
}

/** The story of what happened, in sentences. */
export type HistoryPort = {
  tell(moment: Moment): void
  // Oldest first.
  of(consignmentIds: readonly string[]): readonly Moment[]
  /** Those of no consignment that name one of these between quotation marks. */
  naming(names: readonly string[]): readonly Moment[]
  last(most: number): readonly Moment[]
}

/** What is held or was left out of a product, without a document. */
export type Noted = {
  readonly what: 'held' | 'ignored'
  readonly at: number
  readonly consignmentId: string
  readonly text: string
}

/** What the ledger knows of single products, and of ids. */
export type TracesPort = {
  /** Products that bear a SKU, bore it in a document, or are matched to an item of that name. */
  productsBy(sku: string): readonly string[]
  /** Every document with a line of one of them, oldest first. */
  documentsWith(productIds: readonly string[]): readonly LedgerDocument[]
  notedAbout(productIds: readonly string[]): readonly Noted[]
  /** Documents and holds without one whose id begins so, at most `most` of them. */
  idsBeginning(beginning: string, most: number): readonly { id: string; kind: 'document' | 'hold' }[]
}
