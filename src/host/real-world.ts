import { randomUUID } from 'node:crypto'
import { v5 } from 'uuid'
import type { Clock, Ids } from '../core/ports/world'

/** The names that Stocktray's keys are derived under (RFC 9562, version 5). */
const namespace = '6f1f3a2e-3c0b-5d7e-9a54-2b8c1d0e7f36'

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve()
        return
      }
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      // setTimeout takes at most 2^31 − 1 ms and fires at once beyond that.
      const timer = setTimeout(done, Math.min(ms, 2_147_483_647))
      signal.addEventListener('abort', done)
    }),
}

/** Chance, and a watch that goes on whatever the clock is set to. */
export const chanceAndWatch = { random: () => Math.random(), elapsed: () => performance.now() }

export const realIds: Ids = {
  fresh: () => randomUUID(),
  derived: (parts) => v5(JSON.stringify(parts), namespace),
}
