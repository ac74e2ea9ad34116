import type { RefusedWebhooks } from '../core/refused-webhooks'
import type { Line } from './line'
import type { TunnelStatus } from '../core/ports/tunnel'

/** How webhooks come in, and which were refused. */
export type RealTime = { now(): TunnelStatus | null; refusals(): RefusedWebhooks | null }

/** Remembers how webhooks come in, as long as this engine lives, and logs when they stop and come again. */
export function watchRealTime({ log, clock }: Pick<Line, 'log' | 'clock'>): RealTime & {
  become(next: TunnelStatus): void
  /** A webhook's signature was missing or did not fit. */
  refused(): void
} {
  let refusals: RefusedWebhooks | null = null
  let status: TunnelStatus | null = null
  const troubleOf = (one: TunnelStatus | null) => (one?.state === 'down' ? one.lastError : null)
  return {
    now: () => status,
    refusals: () => refusals,
    refused: () => {
      refusals = { count: (refusals?.count ?? 0) + 1, lastAt: clock.now() }
    },
    become: (next) => {
      const [before, after] = [troubleOf(status), troubleOf(next)]
      status = next
      if (after !== null && after !== before) log.tell({ step: 'trouble', side: 'real-time', text: after })
      if (before !== null && after === null) log.tell({ step: 'trouble-over', side: 'real-time' })
    },
  }
}
