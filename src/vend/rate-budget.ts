import type { RateBudget } from '../core/ports/vend'

/**
 * What we know of Vend's limit, 300 × registers + 50 calls in five minutes, shared by everything that uses the store's
 * tokens: https://x-series-api.lightspeedhq.com/docs/rate_limiting. Times are ms since 1970.
 */
export type BudgetState = {
  readonly limit: number | null
  /** When we called, oldest first. */
  readonly calls: readonly number[]
  readonly made: number
  /** What Vend last said is left, less the calls made since. */
  readonly left: { readonly calls: number; readonly at: number } | null
  readonly blockedUntil: number | null
}

export const freshBudget: BudgetState = { limit: null, calls: [], made: 0, left: null, blockedUntil: null }

export const windowMs = 300_000
/** Others use the same budget and may have stopped: what Vend said is left is believed so long, then one call asks again. */
const believedMs = 30_000

export function afterCall(state: BudgetState, now: number): BudgetState {
  return {
    ...state,
    calls: [...recent(state, now), now],
    made: state.made + 1,
    left: state.left && { ...state.left, calls: state.left.calls - 1 },
  }
}

/** Headers that are missing or not whole numbers change nothing. */
export function afterAnswer(
  state: BudgetState,
  said: { readonly limit: string | null; readonly remaining: string | null },
  now: number,
): BudgetState {
  const limit = wholeNumber(said.limit)
  const remaining = wholeNumber(said.remaining)
  return {
    ...state,
    limit: limit === null || limit === 0 ? state.limit : limit,
    left: remaining === null ? state.left : { calls: remaining, at: now },
  }
}

/** Vend refused a call (429): none goes out before `until`, whoever asks. It says more than "0 left" beside it does. */
export function afterRefusal(state: BudgetState, until: number): BudgetState {
  return { ...state, left: null, blockedUntil: Math.max(until, state.blockedUntil ?? 0) }
}

/** How long the next call has to wait, in ms; 0: it may go. More than five minutes means a clock that was set back. */
export function waitMs(state: BudgetState, now: number): number {
  const calls = recent(state, now)
  const freeAt = [state.blockedUntil ?? now]
  if (state.limit !== null && calls.length >= state.limit)
    freeAt.push((calls[calls.length - state.limit] ?? now) + windowMs)
  const { left } = state
  if (left && left.calls <= 0 && left.at <= now)
    freeAt.push(Math.min(left.at + believedMs, (calls[0] ?? left.at) + windowMs))
  return Math.max(0, ...freeAt.map((at) => at - now).filter((wait) => wait <= windowMs))
}

export function budgetOf(state: BudgetState, now: number): RateBudget {
  const { limit, left, made } = state
  const wait = waitMs(state, now)
  const calls = recent(state, now)
  const everybodys = limit !== null && left && now - left.at < windowMs ? limit - Math.max(0, left.calls) : 0
  return {
    ...{ limit, made, used: Math.max(calls.length, everybodys), waitingUntil: wait > 0 ? now + wait : null },
    oldestAt: calls[0] ?? null,
  }
}

/** Calls "in the future" were made before somebody set the clock back, and are forgotten. */
function recent({ calls }: BudgetState, now: number): readonly number[] {
  return calls.filter((at) => at > now - windowMs && at <= now)
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null
}
