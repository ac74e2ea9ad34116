import { expect, it } from 'vitest'
import { fuzzListener } from './fuzz-listener'

it.each([
  ['where webhooks are not signed', false],
  ['where they are', true],
])('of 1,000 mutated requests the listener lets none in without its secrets: %s', async (_, signed) => {
  const { wrong, letIn, answered, after } = await fuzzListener(1_000, { seed: 25, signed })
  expect(wrong).toEqual([])
  expect(letIn).toBeGreaterThan(100)
  expect(answered).toBeGreaterThan(letIn)
  expect(after).toBe(204)
})
