import { expect, it } from 'vitest'
import { bookedText, shownDecimal } from '../../../renderer/days/day-words'

it('what was booked is said in one sentence, without what there is none of', () => {
  const none = { stocktakes: 0, transfers: 0, units: '0' }
  expect(bookedText(none)).toBe('nothing')
  expect(bookedText({ ...none, stocktakes: 1, units: '1' })).toBe('1 stocktake · 1 unit')
  expect(bookedText({ ...none, transfers: 2, units: '1.5' })).toBe('2 transfers · 1.5 units')
  expect(bookedText({ stocktakes: 9, transfers: 1, units: '1480' })).toBe('9 stocktakes · 1 transfer · 1,480 units')
})

it('a decimal is written in groups of three before its point, and not after it', () => {
  expect(['7', '999', '1000', '12480.5', '1234567.00001'].map(shownDecimal)).toEqual([
    ...['7', '999', '1,000', '12,480.5', '1,234,567.00001'],
  ])
})
