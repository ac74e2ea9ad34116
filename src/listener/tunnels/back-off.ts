const shortestMs = 1_000
const longestMs = 2 * 60_000

/**
 * How long to wait after so many failures in a row, ms: 1 s, twice as long after each further one, 2 min at most; a fifth
 * of it is `chance` (0 ≤ chance < 1), so that many shops do not come back at once.
 */
export function backOff(failures: number, chance: number): number {
  const doubled = shortestMs * 2 ** Math.min(Math.max(failures - 1, 0), 10)
  return Math.round(Math.min(doubled, longestMs) * (0.8 + 0.2 * chance))
}
