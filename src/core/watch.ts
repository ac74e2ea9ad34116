import { bookedText } from './day-figures'
import { counting, shownCount } from './words'

/**
 * Stocktray only watches: Vend is read and everything is decided, and nothing new is sent until somebody goes live. `since`:
 * ms since 1970. What was decided since then is what came after the document `after` and the holds `before`.
 */
export type Watch = {
  readonly since: number
  /** The highest number that a document had. */
  readonly after: number
  /** The ids of the holds without a document that stood open. */
  readonly before: readonly string[]
}

/** What becomes of what was watched: all of it goes, or it is left out for good. */
export const waysToGoLive = ['send-watched', 'begin-now'] as const
export type WayToGoLive = (typeof waysToGoLive)[number]

/** What would have gone; `units`: a decimal, without signs; `held`: documents, and holds without one, that would have waited for a person. */
export type WatchedFigures = {
  readonly stocktakes: number
  readonly transfers: number
  readonly units: string
  readonly held: number
}

/** What was watched up to now, in sum and by the days on which it was decided, the oldest first. */
export type WatchedReport = WatchedFigures & {
  readonly since: number
  /** `from`: when the day begins in this PC's time zone; ms since 1970. */
  readonly days: readonly (WatchedFigures & { readonly from: number })[]
  /** Documents that waited before it watched: they go when it goes live, either way. */
  readonly earlier: number
}

/** "9 stocktakes · 2 transfers · 148 units would have gone; 3 would have waited for you". */
export function watchedText({ held, ...figures }: WatchedFigures): string {
  const gone = `${bookedText(figures)} would have gone`
  return held === 0 ? gone : `${gone}; ${shownCount(held)} would have waited for you`
}

/** "Either way 2 documents from before it watched go too, or wait for you as before."; null: there are none. */
export function earlierText({ earlier }: Pick<WatchedReport, 'earlier'>): string | null {
  if (earlier === 0) return null
  const [goes, waits] = earlier === 1 ? ['goes', 'waits'] : ['go', 'wait']
  return `Either way ${counting(earlier, 'document')} from before it watched ${goes} too, or ${waits} for you as before.`
}

/** Why a document or hold was left out, as it is kept with it. */
export const leftOutWhenLive = 'Watched only, and left out when Stocktray went live'
