import type { Clock } from '../../src/core/ports/world'

export type ShopClock = Clock & {
  /** How long each sleep was to be, in ms. */
  readonly slept: readonly number[]
  turn(ms: number): void
}

/** A clock that stands until somebody turns it; who sleeps turns it; who sleeps together wakes together. */
export function shopClock(start = Date.parse('2026-11-02T10:00:00Z')): ShopClock {
  let now = start
  const slept: number[] = []
  return {
    slept,
    now: () => now,
    turn: (ms) => {
      now += ms
    },
    sleep: (ms) => {
      slept.push(ms)
      const until = now + ms
      return Promise.resolve().then(() => {
        now = Math.max(now, until)
      })
    },
  }
}
