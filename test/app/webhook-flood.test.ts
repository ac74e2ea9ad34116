import { expect, it } from 'vitest'
import { expectOnTime } from './expect-on-time'
import { floodListener } from './flood-listener'

it('amid thousands of replayed and made-up webhooks, what Vend really calls about is told on time', async () => {
  const flood = await floodListener(7, 6, 25)
  expectOnTime(flood)
  expect(flood).toMatchObject({ taken: 2_520, turnedAway: 0 })
  expect(flood.grownMb).toBeLessThan(8)
}, 120_000)
