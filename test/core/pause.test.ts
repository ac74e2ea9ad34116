import { describe, expect, it } from 'vitest'
import { pauseEndsAt, tomorrowMorning } from '../../src/core/pause'

const hour = 3_600_000
const since = new Date(2026, 10, 23, 14, 30).getTime()

describe('a pause ends by itself', () => {
  const anHour = { since, until: since + hour }
  const rows: readonly (readonly [how: string, now: number, endsAt: number])[] = [
    ['at the time that was said', since, since + hour],
    ['at that time still where the clock was put right by the hours of a time zone', since - 14 * hour, since + hour],
    ['now where the clock stands before its beginning by more than a day', since - 25 * hour, since - 25 * hour],
    ['now where it stands in another year', 0, 0],
  ]
  it.each(rows)('%s', (_how, now, endsAt) => {
    expect(pauseEndsAt(anHour, now)).toBe(endsAt)
  })

  it.each([since, since + 9_999 * hour, 0])('never where nobody said when, also with the clock at %i', (now) => {
    expect(pauseEndsAt({ since, until: null }, now)).toBeNull()
  })
})

describe('“until tomorrow”', () => {
  it.each([
    ['in the afternoon', new Date(2026, 10, 23, 14, 30), new Date(2026, 10, 24, 9)],
    ['after midnight is the next day, not this morning', new Date(2026, 10, 24, 0, 5), new Date(2026, 10, 25, 9)],
    ['on the last day of a year', new Date(2026, 11, 31, 23, 59), new Date(2027, 0, 1, 9)],
  ])('%s', (_when, now, morning) => {
    expect(tomorrowMorning(now.getTime())).toBe(morning.getTime())
  })
})
