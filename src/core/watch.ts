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

/** Why a document or hold was left out, as it is kept with it. */
export const leftOutWhenLive = 'Watched only, and left out when Stocktray went live'
