import { describe, expect, it } from 'vitest'
import { marksUpTo, shownMark } from '../../../renderer/days/scale'

describe('the marks of an axis', () => {
  it.each<[number, number, boolean, readonly number[]]>([
    [2, 4, true, [0, 1, 2]],
    [41, 4, true, [0, 20, 40, 60]],
    [40, 4, true, [0, 10, 20, 30, 40]],
    [1, 4, true, [0, 1]],
    [0, 4, true, [0, 1]],
    [1_310, 2, false, [0, 1_000, 2_000]],
    [0.5, 2, false, [0, 0.5]],
  ])('up to %s are no more than %s, at steps that people count in', (most, marks, isWhole, expected) => {
    const found = marksUpTo(most, marks, isWhole)
    expect(found.map((mark) => Number(mark.toFixed(5)))).toEqual(expected)
  })

  it('reach over all that is drawn, and are no more than were asked for', () => {
    for (let most = 1; most < 3_000; most += 7) {
      const found = marksUpTo(most, 4, true)
      expect(found.at(-1)).toBeGreaterThanOrEqual(most)
      expect(found.length).toBeLessThanOrEqual(5)
    }
  })

  it('are written short', () => {
    expect([0, 2_500, 0.25, 1_200_000].map(shownMark)).toEqual(['0', '2,500', '0.25', '1.2M'])
  })
})
