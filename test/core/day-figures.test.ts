import { expect, it } from 'vitest'
import { bookedText, sumOfDays } from '../../src/core/day-figures'

it('what was booked on several days is added up without a float, and however much it is', () => {
  const day = { from: 0, stocktakes: 2, transfers: 1 }
  expect(sumOfDays([])).toEqual({ stocktakes: 0, transfers: 0, units: '0' })
  const units = ['0.1', '0.2', '4000000000.00001']
  expect(sumOfDays(units.map((one) => ({ ...day, units: one })))).toEqual({
    ...{ stocktakes: 6, transfers: 3, units: '4000000000.30001' },
  })
})

it('what was booked is told in words, without what there is none of', () => {
  expect(bookedText({ stocktakes: 1204, transfers: 1, units: '12480.5' })).toBe(
    '1,204 stocktakes · 1 transfer · 12,480.5 units',
  )
  expect(bookedText({ stocktakes: 0, transfers: 2, units: '1234.00001' })).toBe('2 transfers · 1,234.00001 units')
  expect(bookedText({ stocktakes: 0, transfers: 2, units: '1' })).toBe('2 transfers · 1 unit')
  expect(bookedText({ stocktakes: 0, transfers: 0, units: '0' })).toBe('nothing')
})
