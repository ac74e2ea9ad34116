import { describe, expect, it } from 'vitest'
import { retryAfterMs } from '../../src/vend/retry-after'

const now = Date.parse('2020-07-15T15:04:00Z')
const nothing = { header: null, date: null, body: undefined }

describe('how long a 429 asks us to wait', () => {
  it.each([
    ['a date', { header: 'Wed, 15 Jul 2020 15:04:12 GMT' }, 12_000],
    ['seconds', { header: '17' }, 17_000],
    ['broken seconds', { header: '2.5' }, 2_500],
    ['nothing', {}, 30_000],
    ['nonsense', { header: 'soon' }, 30_000],
    ['a negative number', { header: '-5' }, 30_000],
    ['a date in the body, as before 2020', { body: { 'retry-after': 'Wed, 15 Jul 2020 15:04:20 GMT' } }, 20_000],
    ['seconds in the body', { body: { 'retry-after': '8' } }, 8_000],
    ['something else in the body', { body: { 'retry-after': null } }, 30_000],
    ['a header and a body', { header: '3', body: { 'retry-after': '8' } }, 3_000],
    ['a date that is past', { header: 'Wed, 15 Jul 2020 15:03:00 GMT' }, 1_000],
    ['zero', { header: '0' }, 1_000],
    ['an hour', { header: '3600' }, 300_000],
    ['a date next year', { header: 'Thu, 15 Jul 2021 15:04:05 GMT' }, 300_000],
  ])('%s', (_, said, ms) => {
    expect(retryAfterMs({ ...nothing, ...said }, now)).toBe(ms)
  })

  it('goes by Vend’s clock, not by a PC that is a day ahead', () => {
    const said = { header: 'Wed, 15 Jul 2020 15:04:12 GMT', date: 'Wed, 15 Jul 2020 15:04:02 GMT', body: undefined }
    expect(retryAfterMs(said, now + 86_400_000)).toBe(10_000)
  })
})
