import type { Clock } from '../core/ports/world'

const windowMs = 300_000

export type Allowance = {
  readonly allowed: boolean
  readonly limit: number
  readonly remaining: number
  /** When the five minutes are over; ms since 1970. */
  readonly endsAt: number
}

/** 300 × registers + 50 calls in five minutes: https://x-series-api.lightspeedhq.com/docs/rate_limiting */
export function rateLimiter(clock: Pick<Clock, 'now'>): (registers: number) => Allowance {
  let endsAt = -Infinity
  let used = 0
  return (registers) => {
    const now = clock.now()
    if (now >= endsAt) {
      endsAt = now + windowMs
      used = 0
    }
    const limit = 300 * registers + 50
    const allowed = used < limit
    if (allowed) used += 1
    return { allowed, limit, remaining: limit - used, endsAt }
  }
}
