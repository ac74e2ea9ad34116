import { describe, expect, it } from 'vitest'
import { progressOf, type ProgressMark } from '../../src/core/progress'
import { progressText } from '../../src/core/progress-words'

const minute = 60_000
const noon = Date.UTC(2026, 10, 2, 12)
const time = (ms: number) => new Date(ms).toISOString().slice(11, 16)

/** Begun at noon, ten seconds ago; two calls each, of 350 that Vend allows in five minutes. */
const mark = (done: number, of: number | null, but: Partial<ProgressMark> = {}): ProgressMark => ({
  ...{ stage: 'movements', at: noon + 10_000, done, of, resumed: false },
  from: { at: noon, done: 0, calls: 5 },
  budget: { limit: 350, used: 2 * done, waitingUntil: null, made: 5 + 2 * done, oldestAt: noon },
  ...but,
})
const readyAt = (one: ProgressMark) => progressOf(one, one.at).readyAt
const said = (one: ProgressMark, now = one.at) => progressText(progressOf(one, now), time)

describe('when long work is ready', () => {
  it('is told by its own pace while Vend’s calls suffice', () => {
    expect(readyAt(mark(50, 100))).toBe(noon + 20_000)
  })

  it('is told by what Vend allows when they do not', () => {
    // 500 take 1,000 calls: 350 at once, 350 each five minutes after the first, 300 of the last.
    expect(readyAt(mark(100, 500))).toBe(noon + 10 * minute + 300 * 50)
  })

  it('counts the wait that is left, not a whole one, when all calls are used', () => {
    const waiting = mark(175, 500, { at: noon + 20_000 })
    expect(readyAt(waiting)).toBe(noon + 10 * minute + Math.round((300 * 20_000) / 350))
  })

  it('counts what others have used of the same budget', () => {
    const busy = mark(50, 100)
    expect(readyAt({ ...busy, budget: { ...busy.budget, used: 350 } })).toBe(noon + 5 * minute + 10_000)
  })

  it('is told by the pace alone where Vend names no limit', () => {
    const free = mark(50, 150)
    expect(readyAt({ ...free, budget: { ...free.budget, limit: null } })).toBe(noon + 30_000)
  })

  it('is not told of what was hardly begun, or when nobody knows how much there is', () => {
    expect(readyAt(mark(9, 500))).toBeNull()
    expect(readyAt(mark(50, null))).toBeNull()
  })
})

describe('what people read of it', () => {
  it('names no number of all that nobody knows', () => {
    expect(said(mark(1_204, null, { stage: 'history' }))).toBe('Reading Vend’s history, 1,204 movements so far')
    expect(said(mark(12_400, null, { stage: 'products' }))).toBe('Reading Vend’s products, 12,400 products so far')
  })

  it('names it where it is known, and when it will be ready', () => {
    expect(said(mark(100, 500))).toBe('Reading Vend’s history, 100 of 500 movements, ready about 12:10')
    expect(said(mark(1_204, 3_800, { stage: 'history' }))).toContain('1,204 of about 3,800 movements')
  })

  it('says that it goes on where it was stopped, and that it was stopped', () => {
    const resumed = mark(100, 500, { resumed: true })
    expect(said(resumed)).toContain('(going on where it was stopped)')
    expect(said(resumed, resumed.at + 5 * minute)).toContain('ready about')
    expect(said(resumed, resumed.at + 7 * minute)).toBe(
      'Reading Vend’s history was stopped at 100 of 500 movements. It goes on from there.',
    )
  })
})
