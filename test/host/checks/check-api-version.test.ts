import { describe, expect, it } from 'vitest'
import { checkApiVersion } from '../../../src/host/checks/check-api-version'

const at = (text: string) => Date.parse(text)

describe('the version of Vend’s interface', () => {
  it('is well until two months before its end', () => {
    const check = checkApiVersion('2026-07', at('2027-05-01T00:00:00Z'))
    expect(check).toEqual({
      ...{ name: 'API version', status: 'ok' },
      text: 'Vend supports version 2026-07 of its interface until July 2027 at least.',
    })
  })

  it('wants seeing to in its last two months', () => {
    const { status, text } = checkApiVersion('2026-07', at('2027-05-03T00:00:00Z'))
    expect(status).toBe('attention')
    expect(text).toContain('until the beginning of July 2027, and perhaps no longer')
    expect(text).toContain('Bring Stocktray up to date')
  })

  it('says what may happen after its end', () => {
    const { status, text } = checkApiVersion('2026-01', at('2027-01-01T00:00:00Z'))
    expect(status).toBe('attention')
    expect(text).toContain('may have ended version 2026-01')
  })

  it('has no known end where it has no date', () => {
    expect(checkApiVersion('2.0', at('2030-01-01T00:00:00Z'))).toMatchObject({ status: 'ok' })
  })
})
