import { describe, expect, it } from 'vitest'
import { checkClock } from '../../../src/host/checks/check-clock'

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

describe('the clock', () => {
  it.each([0, 900, -59_000])('is well when it is off by %i ms', (ahead) => {
    expect(checkClock(ahead, 'network')).toMatchObject({ name: 'clock', status: 'ok' })
  })

  it.each([
    [minute, '1 minute behind'],
    [-3 * minute, '3 minutes ahead of'],
    [hour - 1, '60 minutes behind'],
  ])('off by %i ms wants seeing to: it is %s Vend’s', (ahead, words) => {
    const { status, text } = checkClock(ahead, 'network')
    expect(status).toBe('attention')
    expect(text).toContain(`This PC’s clock is ${words} Vend’s.`)
    expect(text).toContain('No stock is wrong by it')
    expect(text).toContain('Switch “Set time automatically” on')
    expect(text).not.toContain('secure connections')
  })

  it.each([
    [hour, '60 minutes behind'],
    [-3 * hour, '3 hours ahead of'],
    [400 * day, '400 days behind'],
  ])('off by %i ms is broken: it is %s Vend’s', (ahead, words) => {
    const { status, text } = checkClock(ahead, 'network')
    expect(status).toBe('broken')
    expect(text).toContain(`This PC’s clock is ${words} Vend’s.`)
    expect(text).toContain('secure connections may be refused')
  })

  it('is not known where Vend did not tell the time, and says where to look', () => {
    const check = checkClock(null, 'token')
    expect(check).toEqual({
      name: 'clock',
      status: 'attention',
      text: expect.stringContaining('“token”'),
      unknown: true,
    })
  })
})
