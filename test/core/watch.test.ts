import { expect, it } from 'vitest'
import { earlierText, watchedText } from '../../src/core/watch'

it('what would have gone is said in one sentence, with what would have waited', () => {
  const none = { stocktakes: 0, transfers: 0, units: '0', held: 0 }
  expect(watchedText(none)).toBe('nothing would have gone')
  expect(watchedText({ ...none, held: 3 })).toBe('nothing would have gone; 3 would have waited for you')
  expect(watchedText({ ...none, stocktakes: 1, units: '1' })).toBe('1 stocktake · 1 unit would have gone')
  expect(watchedText({ stocktakes: 9, transfers: 2, units: '148.5', held: 1 })).toBe(
    '9 stocktakes · 2 transfers · 148.5 units would have gone; 1 would have waited for you',
  )
})

it('what waited before it watched is said to go either way', () => {
  expect(earlierText({ earlier: 0 })).toBe(null)
  expect(earlierText({ earlier: 1 })).toBe(
    'Either way 1 document from before it watched goes too, or waits for you as before.',
  )
  expect(earlierText({ earlier: 2 })).toBe(
    'Either way 2 documents from before it watched go too, or wait for you as before.',
  )
})
