import type { Clock } from '../../src/core/ports/world'

export type TurnedClock = Clock & { turn(ms: number): void }

/** So many turns of others pass before who sleeps turns the clock: an answer that is under way wakes them up first. */
const turnsBeforeSleep = 20

/** A clock that stands until somebody turns it; who sleeps turns it, unless they are woken up at once. */
export function turnedClock(start: number): TurnedClock {
  let now = start
  return {
    now: () => now,
    turn: (ms) => {
      now += ms
    },
    sleep: async (ms, signal) => {
      if (ms > 0) for (let turns = 0; turns < turnsBeforeSleep && !signal.aborted; turns += 1) await Promise.resolve()
      if (!signal.aborted) now += Math.max(0, ms)
    },
  }
}

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute

/** The clock of the shop's PC. Somebody may set it wrong; the world's own goes on as it was. */
export type PcClock = Clock & { setWrong(byMs: number): void }

export function pcClock(world: TurnedClock): PcClock {
  let wrong = 0
  return {
    now: () => world.now() + wrong,
    sleep: (ms, signal) => world.sleep(ms, signal),
    setWrong: (byMs) => void (wrong = byMs),
  }
}
