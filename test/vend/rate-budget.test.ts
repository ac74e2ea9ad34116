import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterAnswer,
  afterCall,
  afterRefusal,
  budgetOf,
  freshBudget,
  waitMs,
  windowMs,
  type BudgetState,
} from '../../src/vend/rate-budget'

const start = 1_000_000_000

function called(times: number, at: number, state: BudgetState = freshBudget): BudgetState {
  return times === 0 ? state : called(times - 1, at, afterCall(state, at))
}

function told(state: BudgetState, limit: string | null, remaining: string | null, at = start): BudgetState {
  return afterAnswer(state, { limit, remaining }, at)
}

describe('the rate budget', () => {
  it('makes nobody wait before Vend has named a limit', () => {
    expect(waitMs(called(5_000, start), start)).toBe(0)
    expect(budgetOf(called(3, start), start)).toMatchObject({ limit: null, used: 3, waitingUntil: null })
  })

  it('lets a call out only when the oldest of a full budget has left the five minutes', () => {
    const full = told(called(349, start + 60_000, called(1, start)), '350', null)
    expect(waitMs(full, start + 100_000)).toBe(windowMs - 100_000)
    expect(waitMs(full, start + windowMs)).toBe(0)
    expect(budgetOf(full, start + 100_000)).toMatchObject({ limit: 350, used: 350, waitingUntil: start + windowMs })
  })

  it('counts what others used of the same budget', () => {
    expect(budgetOf(told(called(1, start), '350', '50'), start).used).toBe(300)
  })

  it('holds back when Vend says nothing is left, and asks again after half a minute', () => {
    const empty = told(called(2, start), '350', '0')
    expect(waitMs(empty, start + 1_000)).toBe(29_000)
    expect(waitMs(empty, start + 30_000)).toBe(0)
  })

  it('counts its own calls against what Vend said is left', () => {
    const two = told(freshBudget, '350', '2')
    expect(waitMs(called(1, start, two), start)).toBe(0)
    expect(waitMs(called(2, start, two), start)).toBeGreaterThan(0)
  })

  it('sends nothing before the end of a refusal', () => {
    expect(waitMs(afterRefusal(freshBudget, start + 7_000), start)).toBe(7_000)
    expect(waitMs(afterRefusal(afterRefusal(freshBudget, start + 7_000), start + 2_000), start)).toBe(7_000)
    expect(waitMs(afterRefusal(freshBudget, start + 7_000), start + 7_000)).toBe(0)
  })

  it('does not wait for hours because somebody set the clock back', () => {
    const before = afterRefusal(told(called(10, start), '10', '0'), start + 60_000)
    expect(waitMs(before, start - 86_400_000)).toBe(0)
  })

  it.each([null, '', 'many', '-3', '0', '1.5', '99999999999'])('learns no limit from “%s”', (limit) => {
    expect(told(told(freshBudget, '350', null), limit, null).limit).toBe(350)
  })

  it('never lets more calls than the limit out in any five minutes, whatever the pace', () => {
    const paces = fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), paces, (limit, pauses) => {
        let state = told(freshBudget, limit.toString(), null)
        let now = start
        const calls: number[] = []
        for (const pause of pauses) {
          now += pause
          now += waitMs(state, now)
          expect(waitMs(state, now)).toBe(0)
          state = afterCall(state, now)
          calls.push(now)
        }
        for (const at of calls)
          expect(calls.filter((one) => one > at - windowMs && one <= at).length <= limit).toBe(true)
      }),
    )
  })
})
