import type { Clock } from '../../core/ports/world'

/** A check that would have to wait longer is not worth waiting for: the shop's budget of calls is used up, say. */
const patienceMs = 5_000

/** A clock that gives up, in place of sleeping for long; `gaveUp` aborts when it has. Times in ms. */
export function impatientClock(clock: Clock): { readonly clock: Clock; readonly gaveUp: AbortSignal } {
  const giveUp = new AbortController()
  return {
    clock: {
      now: () => clock.now(),
      sleep: async (ms, signal) => {
        if (ms > patienceMs) giveUp.abort()
        else await clock.sleep(ms, signal)
      },
    },
    gaveUp: giveUp.signal,
  }
}
