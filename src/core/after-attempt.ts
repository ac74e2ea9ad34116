import {
  sameWarehouseLines,
  type DocumentKind,
  type DocumentName,
  type DocumentStatus,
  type WarehouseLine,
} from './document'
import type { FoundDocument, LookUp, Outcome, RefusalProblem } from './outcome'
import { whenItEnds, type Pause } from './pause'

/** A frozen document, as far as an attempt's end concerns it. Times in ms since 1970. */
export type Attempted = {
  readonly consignmentId: string
  readonly kind: DocumentKind
  readonly reference: string
  readonly lines: readonly WarehouseLine[]
  readonly attempts: number
  /** null: no request of ours can still be under way. */
  readonly attemptedAt: number | null
}

export type Next =
  | { readonly kind: 'delivered'; readonly number: string; readonly warnings?: readonly string[] }
  /** Booked but for these items. */
  | Extract<Outcome, { kind: 'partly' }>
  /** Not now: `unsure` is looked up first, `waiting` is sent again. */
  | {
      readonly kind: 'later'
      readonly status: 'waiting' | 'unsure'
      readonly afterMs: number
      readonly text: string
      readonly unauthorised: boolean
      /** False: the warehouse did not answer, or not so that it could be believed. */
      readonly answered: boolean
    }
  /** Certainly not there, or not whole: send the same document under the same reference and key. */
  | { readonly kind: 'send-again' }
  | { readonly kind: 'refused'; readonly problems: readonly RefusalProblem[] }
  /** The reference belongs to somebody else: ours takes the next part. */
  | { readonly kind: 'not-ours'; readonly number: string }
  /** Sent in a time that the ledger forgot, under this name, but for the items of `rest`. */
  | {
      readonly kind: 'told-before'
      readonly as: DocumentName
      readonly number: string
      readonly rest: readonly string[]
    }
  /**
   * Our consignment under our reference, or under the name `as` that ours takes, with other lines: only a person can tell.
   * `number` null: there is nothing under ours. `nameless`: with the same lines, and nobody says whose. `beside`: what else
   * is there of this consignment.
   */
  | {
      readonly kind: 'ask'
      readonly number: string | null
      readonly as?: DocumentName
      readonly nameless?: true
      readonly beside?: { readonly reference: string; readonly number: string }
    }

const unauthorisedAfterMs = 15 * 60_000

/** What follows from an attempt to send. `chance`: 0 ≤ x < 1. */
export function afterSending(document: Attempted, outcome: Outcome, chance: number): Next {
  switch (outcome.kind) {
    case 'delivered':
    case 'partly':
      return outcome
    case 'exists':
      return whose(document, outcome.found)
    case 'retry':
      return {
        kind: 'later',
        status: 'waiting',
        afterMs: outcome.afterMs ?? backOff(document.attempts, chance),
        text: outcome.text,
        unauthorised: false,
        answered: false,
      }
    case 'refused':
      return outcome
    case 'unauthorised':
      return {
        kind: 'later',
        status: 'waiting',
        afterMs: unauthorisedAfterMs,
        text: outcome.text,
        unauthorised: true,
        answered: false,
      }
    case 'unsure':
      return {
        kind: 'later',
        status: 'unsure',
        afterMs: shortestMs,
        text: outcome.text,
        unauthorised: false,
        answered: false,
      }
  }
}

/** What follows from looking an unsure document up. "Absent" is believed only after the warehouse's own time limit. */
export function afterLookUp(
  document: Attempted,
  lookUp: LookUp,
  settleAfterMs: number,
  now: number,
  chance: number,
): Next {
  switch (lookUp.kind) {
    case 'found':
      return whose(document, lookUp.found)
    // The warehouse itself knows what it has of it: nothing can be booked twice by finishing it.
    case 'begun':
      return { kind: 'send-again' }
    case 'absent': {
      const settledAt = document.attemptedAt === null ? now : document.attemptedAt + settleAfterMs
      if (now >= settledAt) return { kind: 'send-again' }
      const text = 'The warehouse may still be working on it. Stocktray looks again before it sends anything.'
      return { kind: 'later', status: 'unsure', afterMs: settledAt - now, text, unauthorised: false, answered: true }
    }
    case 'unauthorised':
      return {
        kind: 'later',
        status: 'unsure',
        afterMs: unauthorisedAfterMs,
        text: lookUp.text,
        unauthorised: true,
        answered: false,
      }
    case 'inconclusive':
      return {
        kind: 'later',
        status: 'unsure',
        afterMs: backOff(document.attempts, chance),
        text: lookUp.text,
        unauthorised: false,
        answered: false,
      }
  }
}

/**
 * What follows in a pause from a look-up after which the document would be sent again: it is looked up now and then, and
 * goes when the pause ends.
 */
export function afterPause(status: DocumentStatus, pause: Pause): Extract<Next, { kind: 'later' }> {
  const text = `It has not arrived, or not whole: it goes ${whenItEnds(pause)}.`
  const stays = status === 'waiting' ? 'waiting' : 'unsure'
  return { kind: 'later', status: stays, afterMs: longestMs, text, unauthorised: false, answered: true }
}

function whose({ consignmentId, kind, lines }: Attempted, found: FoundDocument): Next {
  const same = (found.kind ?? kind) === kind && sameWarehouseLines(lines, found.lines)
  // Nobody says whose it is, but it is what we would have sent.
  if (found.consignmentId === null && same) return { kind: 'ask', number: found.number, nameless: true }
  if (found.consignmentId !== consignmentId) return { kind: 'not-ours', number: found.number }
  return same ? { kind: 'delivered', number: found.number } : { kind: 'ask', number: found.number }
}

const shortestMs = 5_000
const longestMs = 15 * 60_000

/** 5 s after the first failure, twice as long after each further one, 15 min at most; a fifth of it is chance. */
export function backOff(attempts: number, chance: number): number {
  const doubled = shortestMs * 2 ** Math.min(Math.max(attempts - 1, 0), 10)
  return Math.round(Math.min(doubled, longestMs) * (0.8 + 0.2 * chance))
}
