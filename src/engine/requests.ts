import type { LedgerDocument } from '../core/ledger-document'
import type { Clock } from '../core/ports/world'
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
  /** ms since this process began, where its clock was set forward since; null: its clock has gone as its watch has. */
  ageOfProcess(): number | null
}

/** So far clock and watch may come apart without anybody having set the clock, ms. */
const drift = 5_000

/** `elapsed`: ms since some moment of this process, whatever the clock is set to. */
export function watchRequests(elapsed: () => number, clock: Clock): Requests {
  const leftAt = new Map<string, number>()
  const began = { watch: elapsed(), clock: clock.now() }
  return {
    left: (documentId) => void leftAt.set(documentId, elapsed()),
    ended: (documentId) => void leftAt.delete(documentId),
    age: (documentId) => {
      const at = leftAt.get(documentId)
      return at === undefined ? null : elapsed() - at
    },
    ageOfProcess: () => {
      const age = elapsed() - began.watch
      return clock.now() - began.clock > age + drift ? age : null
    },
  }
}

/**
 * When the last request of a document left, by the clock as it is now. What another process sent, as that wrote it down;
 * but where the clock was set forward since, as that of a PC is that starts without its own, not before this one began.
 */
export function requestedAt(
  { requests, clock }: Pick<Line, 'requests' | 'clock'>,
  { id, attemptedAt }: Pick<LedgerDocument, 'id' | 'attemptedAt'>,
): number | null {
  if (attemptedAt === null) return null
  const age = requests.age(id)
  if (age !== null) return clock.now() - age
  const atMost = requests.ageOfProcess()
  return atMost === null ? attemptedAt : Math.max(attemptedAt, clock.now() - atMost)
}
