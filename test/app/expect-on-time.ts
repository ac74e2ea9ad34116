import { expect } from 'vitest'
import type { Flooded } from './flood-listener'

/** As long as a webhook waits for more of its consignment, at most, and as long as a scan waits for the next; ms. */
const [quietAtMost, scanEvery] = [10_000, 300_000]
/** A tenth of what Vend allows a shop with one register in five minutes. */
const mostMadeUp = 35

/** What holds amid any flood. */
export function expectOnTime({ known, unheardOf, madeUp, ...flood }: Flooded): void {
  expect(Math.min(known.length, unheardOf.length)).toBeGreaterThan(4)
  for (const told of known) {
    expect(told).toMatchObject({ documents: 2, causes: ['webhook', 'webhook'] })
    expect(told.within).toBeLessThanOrEqual(quietAtMost)
  }
  // Whoever makes ids up takes from those that nobody has seen: the scan finds what is real among them.
  for (const told of unheardOf) {
    expect(told.documents).toBeGreaterThan(0)
    expect(told.within).toBeLessThanOrEqual(scanEvery + quietAtMost)
  }
  expect(flood.longestUnscanned).toBeLessThanOrEqual(scanEvery + 1_000)
  expect(madeUp.mostInWindow).toBe(mostMadeUp)
  expect(madeUp.asked).toBeLessThan(madeUp.sent / 10)
  expect(flood.mostReplayedInMinute).toBe(6)
  expect(flood.refusedByVend).toBe(0)
}
