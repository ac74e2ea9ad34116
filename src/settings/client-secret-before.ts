import type { Secrets } from '../core/settings'

/** How long the client secret of before still holds, ms: until somebody has changed it in Vend, and what Vend tries again has come. */
const heldMs = 7 * 24 * 3_600_000

/**
 * The client secret that a set-up with `next` leaves holding beside it: the one that stood there, or the one that is
 * still held beside that. `standing`: the secrets so far, null at a first set-up; `now` in ms since 1970.
 */
export function clientSecretBefore(
  next: string | null,
  standing: Pick<Secrets, 'vendClientSecret' | 'vendClientSecretBefore'> | null,
  now: number,
): Secrets['vendClientSecretBefore'] {
  // Without a secret nothing is signed any more.
  if (next === null || standing === null) return null
  const { vendClientSecret: last, vendClientSecretBefore: before } = standing
  if (last === next) return before && now < before.until ? before : null
  return last === null ? null : { secret: last, until: now + heldMs }
}
