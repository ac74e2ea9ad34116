import type { Backing, Look } from '../core/ports/triggers'

/** Until when a look waits (ms since 1970), and why, as a sentence. */
export type Wait = { readonly until: number; readonly why: string }

const minuteMs = 60_000
const mostReplayCalls = 6
/** Vend counts calls over five minutes: https://x-series-api.lightspeedhq.com/docs/rate_limiting */
const windowMs = 300_000
/** What a shop with one register may do in it: taken for the limit until Vend has said its own. */
const smallestLimit = 350

/**
 * Whether a webhook may cause a look at this consignment now; null: it may. `looks`: those at it that webhooks asked for
 * and that found nothing new, oldest first. What Vend did change never counts against it.
 */
export function replayWait(looks: readonly Look[], now: number): Wait | null {
  const until = freeAt(looks, { now, windowMs: minuteMs, most: mostReplayCalls })
  if (until <= now) return null
  return { until, why: 'Vend was asked about it several times within a minute, and it had nothing new.' }
}

/**
 * From when on Vend may be asked for the sake of a backing, ms since 1970. Webhooks that bring nothing new take at most
 * half of what Vend allows (`limit`; null: not known yet), and those about ids that Vend does not have (`missing` of
 * `all`, oldest first) a tenth; the scan and persons have the rest, and the scan finds what is real among what waits.
 */
export function freeFrom(
  { all, missing }: { readonly all: readonly Look[]; readonly missing: readonly Look[] },
  limit: number | null,
  now: number,
): Readonly<Record<Backing, number>> {
  const shareOf = (parts: number) => Math.max(1, Math.floor((limit ?? smallestLimit) / parts))
  const heard = freeAt(all, { now, windowMs, most: shareOf(2) })
  const unseen = Math.max(heard, freeAt(missing, { now, windowMs, most: shareOf(10) }))
  return { asked: now, heard, unseen }
}

/** When a further look, as dear as the last one, brings the calls of a window to no more than `most`; at once where it is alone in it. */
function freeAt(
  looks: readonly Look[],
  { now, windowMs, most }: { readonly now: number; readonly windowMs: number; readonly most: number },
): number {
  // Those "in the future" were made before somebody set the clock back.
  const recent = looks.filter(({ at }) => at > now - windowMs && at <= now)
  let calls = recent.reduce((sum, look) => sum + look.calls, recent.at(-1)?.calls ?? 0)
  let free = now
  for (const look of recent) {
    if (calls <= most) break
    calls -= look.calls
    free = look.at + windowMs
  }
  return free
}
