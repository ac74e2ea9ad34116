import type { HistoryDocument } from '../core/app-state'
import type { LedgerDocument } from '../core/ledger-document'
import { historyOf } from './history'
import type { Line } from './line'

/** So many documents are read at once. */
const atOnce = 500

/**
 * Every document as it stands when the first piece is read, oldest first, in pieces: a long history needs no more room
 * than a short one. What is open is read with the first piece, for its lines may go to a later document before its turn
 * comes; what has ended stays as it is, and what is made meanwhile is no part of it. `seen`: open ones as people see them.
 */
export function* exported(
  { ledger }: Line,
  seen: (open: readonly LedgerDocument[]) => readonly HistoryDocument[],
): Generator<readonly HistoryDocument[]> {
  const upTo = ledger.documents.lastSeq()
  const open = ledger.documents.open()
  const shown = seen(open)
  const openNow = new Map(open.map(({ seq }, index) => [seq, shown[index]]))
  for (let after = 0; after < upTo;) {
    const piece = ledger.documents.piece({ after, upTo, atMost: atOnce })
    after = piece.at(-1)?.seq ?? upTo
    yield piece.map((one) => openNow.get(one.seq) ?? historyOf(one, null))
  }
}
