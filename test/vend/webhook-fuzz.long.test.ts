import { expect, it } from 'vitest'
import { fuzzReader } from './fuzz-reader'

it('of a million mutated webhooks the reader lets none in without its secrets, throws at none, and keeps nothing', () => {
  const { wrong, unsigned, signed, grownMb } = fuzzReader(1_000_000, 2_026)
  expect(wrong).toEqual([])
  expect(unsigned).toBeGreaterThan(100_000)
  expect(signed).toBeGreaterThan(25_000)
  expect(grownMb).toBeLessThan(64)
}, 300_000)
