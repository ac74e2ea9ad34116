import { expect, it } from 'vitest'
import { fuzzListener } from './fuzz-listener'

it.each([
  ['where webhooks are not signed', false],
  ['where they are', true],
])(
  'of 25,000 mutated requests the listener lets none in without its secrets, and keeps nothing of them: %s',
  async (_, signed) => {
    const { wrong, letIn, answered, after, grownMb } = await fuzzListener(25_000, { seed: 2_026, signed })
    expect(wrong).toEqual([])
    expect(letIn).toBeGreaterThan(2_500)
    expect(answered).toBeGreaterThan(letIn)
    expect(after).toBe(204)
    expect(grownMb).toBeLessThan(64)
  },
  300_000,
)
