const shortestMs = 1_000
const longestMs = 15 * 60_000

/**
 * How long a 429 asks us to wait, between 1 s and 15 min; null: it does not say. Seconds or a date, as in RFC 9110,
 * section 10.2.3; a date is measured against the answer's own Date, so that a PC clock that is wrong does no harm.
 */
export function retryAfterMs(retryAfter: string | null, date: string | null, now: number): number | null {
  const wanted = wantedMs(retryAfter?.trim() ?? '', readHttpDate(date) ?? now)
  return wanted === null ? null : Math.min(longestMs, Math.max(shortestMs, wanted))
}

function wantedMs(text: string, now: number): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1_000)
  const until = readHttpDate(text)
  return until === null ? null : until - now
}

function readHttpDate(text: string | null): number | null {
  // Date.parse reads nearly anything: "-5" is a day in 2001.
  if (text === null || !/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}
