import { z } from 'zod'
import { readHttpDate } from './read-time'

const shortestMs = 1_000
const longestMs = 300_000
/** Vend's own command line tool waits so long when it cannot read the header. */
const unstatedMs = 30_000

/**
 * How long a 429 asks us to wait, between 1 s and 300 s. Vend documents an HTTP date; some answers give seconds, and
 * those before 2020 a field of the body: https://x-series-api.lightspeedhq.com/docs/rate_limiting
 * A date is measured against the answer's own Date, so that a PC clock that is wrong does no harm.
 */
export function retryAfterMs(
  said: { readonly header: string | null; readonly date: string | null; readonly body: unknown },
  now: number,
): number {
  const text = said.header ?? fieldOf(said.body)
  return Math.min(longestMs, Math.max(shortestMs, wanted(text?.trim() ?? '', readHttpDate(said.date) ?? now)))
}

function wanted(text: string, now: number): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1_000)
  const until = readHttpDate(text)
  return until === null ? unstatedMs : until - now
}

function fieldOf(body: unknown): string | null {
  const parsed = z.object({ 'retry-after': z.string() }).safeParse(body)
  return parsed.success ? parsed.data['retry-after'] : null
}
