import { expect, it } from 'vitest'
import { positions, usualOnes } from './switch-positions'

it('what the table of positions takes for usual is what the shop does when nothing is set', () => {
  expect(usualOnes.length).toBeGreaterThan(20)
  for (const [name, is, byDefault] of usualOnes) expect([name, is]).toEqual([name, byDefault])
})

it('no two positions are told in the same words', () => {
  expect(new Set(positions.map(({ what }) => what)).size).toBe(positions.length)
})
