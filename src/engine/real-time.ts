import type { LogPort } from '../core/ports/log'
import type { TunnelStatus } from '../core/ports/tunnel'

/** Remembers how webhooks come in, as long as this engine lives, and logs when they stop and come again. */
export function watchRealTime({ log }: { readonly log: LogPort }): {
  now(): TunnelStatus | null
  become(next: TunnelStatus): void
} {
  let status: TunnelStatus | null = null
  const troubleOf = (one: TunnelStatus | null) => (one?.state === 'down' ? one.lastError : null)
  return {
    now: () => status,
    become: (next) => {
      const [before, after] = [troubleOf(status), troubleOf(next)]
      status = next
      if (after !== null && after !== before) log.tell({ step: 'trouble', side: 'real-time', text: after })
      if (before !== null && after === null) log.tell({ step: 'trouble-over', side: 'real-time' })
    },
  }
}
