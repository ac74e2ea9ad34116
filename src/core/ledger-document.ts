import type { ConsignmentStatus } from './consignment'
import type { TransferOn } from './decision'
import type { DocumentCause, DocumentStatus, EffectLine, Place } from './document'
import type { Hold } from './hold'

/** A document as it stands in the ledger. */
export type LedgerDocument = {
  readonly seq: number
  readonly id: string
  readonly consignmentId: string
  readonly cause: DocumentCause
  readonly status: DocumentStatus
  /** It was frozen: lines, place, reference and key never change again. */
  readonly tried: boolean
  /** The document that this one takes back. */
  readonly undoes: string | null
  readonly place: Place
  readonly warehouse: string
  readonly reference: string | null
  readonly part: number | null
  readonly key: string | null
  readonly number: string | null
  /** What else a person should know about what was booked. */
  readonly note: string | null
  readonly vendReference: string | null
  readonly vendName: string | null
  readonly vendType: string
  /** Where the consignment stood, and how transfers were read, when this was decided. */
  readonly vendStatus: ConsignmentStatus
  readonly transferOn: TransferOn
  readonly createdAt: number
  readonly deliveredAt: number | null
  readonly dueAt: number
  readonly attempts: number
  /** Start of the last attempt; null: there was none whose request may still be under way. */
  readonly attemptedAt: number | null
  readonly failingSince: number | null
  /** What the last attempt ran into, for people. */
  readonly trouble: string | null
  readonly lines: readonly EffectLine[]
  readonly holds: readonly Hold[]
}

/** What of a document can be said in a line of a list, without all that only its delivery needs. */
export type DocumentHead = Pick<
  LedgerDocument,
  | ('id' | 'consignmentId' | 'cause' | 'status' | 'place' | 'reference' | 'number' | 'createdAt' | 'deliveredAt')
  | ('vendReference' | 'vendName' | 'vendType')
>

/**
 * An undo that waits for an approval: nothing of it was ever sent. One without an attempt may be there all the same, from
 * a time that a restored ledger forgot: then something stood in the way when it was to be looked up.
 */
export function isHeldUndo({
  undoes,
  status,
  tried,
  attempts,
  trouble,
}: Pick<LedgerDocument, 'undoes' | 'status' | 'tried' | 'attempts' | 'trouble'>): boolean {
  const unsent = !tried || (attempts === 0 && trouble === null)
  return undoes !== null && status === 'needs-you' && unsent
}
