import type { LedgerDocument } from '../core/ledger-document'
import type { Line } from './line'

/**
 * Which documents this process has sent, and how long ago by a watch that nobody can set: a PC's clock that is set
 * forward must not make a warehouse look done with what it still works on.
 */
export type Requests = {
  left(documentId: string): void
  /** It is known what became of it. */
  ended(documentId: string): void
  /** ms since the last one left; null: none did, or what became of it is known. */
  age(documentId: string): number | null
}

/** `elapsed`: ms since some moment of this process, whatever the clock is set to. */
export function watchRequests(elapsed: () => number): Requests {
  const leftAt = new Map<string, number>()
  return {
    left: (documentId) => void leftAt.set(documentId, elapsed()),
    ended: (documentId) => void leftAt.delete(documentId),
    age: (documentId) => {
      const at = leftAt.get(documentId)
      return at === undefined ? null : elapsed() - at
    },
  }
}

/** When the last request of a document left, by the clock as it is now; what another process sent, as that wrote it down. */
export function requestedAt(
  { requests, clock }: Pick<Line, 'requests' | 'clock'>,
  { id, attemptedAt }: Pick<LedgerDocument, 'id' | 'attemptedAt'>,
): number | null {
  const age = requests.age(id)
  return attemptedAt === null || age === null ? attemptedAt : clock.now() - age
}
