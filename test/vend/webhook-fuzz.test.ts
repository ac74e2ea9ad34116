import { expect, it } from 'vitest'
import { fuzzReader } from './fuzz-reader'

it('of 20,000 mutated webhooks the reader lets none in without its secrets, and throws at none', () => {
  const { wrong, unsigned, signed } = fuzzReader(20_000, 25)
  expect(wrong).toEqual([])
  expect(unsigned).toBeGreaterThan(2_000)
  expect(signed).toBeGreaterThan(500)
})
