import { expect, it } from 'vitest'
import { expectOnTime } from './expect-on-time'
import { floodListener } from './flood-listener'

it('amid so many that not all are taken, what Vend really calls about is told on time, and nothing of them is kept', async () => {
  const flood = await floodListener(15, 40, 2_026)
  expectOnTime(flood)
  expect(flood.turnedAway).toBeGreaterThan(1_000)
  expect(flood.grownMb).toBeLessThan(8)
}, 600_000)
