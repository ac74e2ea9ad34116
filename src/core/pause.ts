/** Nothing new is sent to the warehouse. Times are ms since 1970; `until` null: until somebody resumes. */
export type Pause = {
  readonly since: number
  readonly until: number | null
  /** Nothing was ever to be sent: it only watches, until somebody goes live. */
  readonly watching?: true
}

/** "when the pause is over": what comes then goes by itself. */
export function whenItEnds({ watching }: Pick<Pause, 'watching'>): string {
  return watching ? 'when you go live' : 'when the pause is over'
}

const day = 86_400_000

/** The longest pause that ends by itself, ms. */
export const longestPauseMs = 31 * day

/**
 * When it ends by itself, as far as can be told at `now`; null: it does not.
 *
 * A clock that stands before its beginning was set back. By less than a day it was put right (a wrong time zone is half a
 * day at most), and the end that was named still means what it said. By more it says nothing about the end any more: the
 * pause is over, for one of an hour must not last for years. One without an end stays whatever the clock says.
 */
export function pauseEndsAt({ since, until }: Pause, now: number): number | null {
  if (until === null) return null
  return now < since - day ? now : until
}

/** 09:00 of the day after that of `now`, by this PC's time zone. */
export function tomorrowMorning(now: number): number {
  const morning = new Date(now)
  morning.setDate(morning.getDate() + 1)
  morning.setHours(9, 0, 0, 0)
  return morning.getTime()
}
