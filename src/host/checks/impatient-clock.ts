import type { Clock } from '../../core/ports/world'

/** A check that would have to wait longer is not worth waiting for: the shop's budget of calls is used up, say. */
const patienceMs = 5_000

/** Gives up, in place of sleeping for long. Times in ms. */
export function impatientClock(clock: Clock, giveUp: () => void): Clock {
  return {
    now: () => clock.now(),
    sleep: async (ms, signal) => {
      if (ms > patienceMs) giveUp()
      else await clock.sleep(ms, signal)
    },
  }
}
