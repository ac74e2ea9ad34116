import { describe, expect, it } from 'vitest'
import { checkBudget } from '../../../src/host/checks/check-budget'

const budget = { limit: 350, used: 6, waitingUntil: null, made: 6, oldestAt: null }

describe('the rate budget', () => {
  it('is well with most of it left', () => {
    expect(checkBudget(budget, null)).toEqual({
      ...{ name: 'rate budget', status: 'ok' },
      text: '6 of the 350 calls that Vend allows in five minutes are used.',
    })
    expect(checkBudget({ ...budget, used: 280 }, null).status).toBe('ok')
  })

  it('wants seeing to when others leave little of it', () => {
    const { status, text } = checkBudget({ ...budget, used: 281 }, null)
    expect(status).toBe('attention')
    expect(text).toContain('281 of the 350 calls')
    expect(text).toContain('Look what else uses the store’s tokens.')
  })

  it('says until when Vend takes no call', () => {
    const waitingUntil = Date.UTC(2026, 10, 23, 14, 31)
    const { status, text } = checkBudget({ ...budget, used: 350, waitingUntil }, 'rate budget')
    expect(status).toBe('attention')
    expect(text).toMatch(/^Vend takes no more calls until 2\d Nov \d\d:\d1: /)
    expect(text).toContain('none is lost')
  })

  it('is well where Vend sets none', () => {
    expect(checkBudget({ ...budget, limit: null }, null).status).toBe('ok')
  })

  it('is not known where Vend did not answer', () => {
    expect(checkBudget(budget, 'network')).toMatchObject({ unknown: true })
  })
})
