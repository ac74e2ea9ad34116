import type { OpenTunnel, TunnelStatus } from '../../core/ports/tunnel'
import type { Clock } from '../../core/ports/world'
import { backOff } from './back-off'

export type KeepOpenWorld = {
  readonly clock: Clock
  /** 0 ≤ x < 1. */
  readonly random: () => number
}

/** What one session tells while it lasts. */
export type SessionNews = {
  /** It stands, under this address. */
  up(publicUrl: string): void
  /** It is interrupted and comes back by itself, or ends. */
  down(text: string): void
  /** The key of the server, from the moment it is trusted. */
  trusts(hostKey: string): void
}

/** Why a session ended, in a sentence, and whether another one would end so too until somebody does what it says. */
export type SessionEnd = { readonly text: string; readonly needsYou: boolean }

/** One session: resolves, or throws a sentence, when it has ended; early when `signal` aborts. */
export type Session = (localPort: number, news: SessionNews, signal: AbortSignal) => Promise<SessionEnd>

/** Opens one session after the other: after each that ends another one, later each time while none comes up. */
export function keepOpen(
  via: TunnelStatus['via'],
  known: Pick<TunnelStatus, 'publicUrl' | 'hostKey'>,
  session: Session,
  { clock, random }: KeepOpenWorld,
): OpenTunnel {
  return (localPort, changed) => {
    const closing = new AbortController()
    const { signal } = closing
    let status: TunnelStatus = { via, state: 'down', since: clock.now(), lastError: null, needsYou: false, ...known }
    const become = (next: Partial<TunnelStatus>): void => {
      if (signal.aborted) return
      const since = next.state === undefined || next.state === status.state ? status.since : clock.now()
      const changes = Object.entries(next).some(([name, value]) => status[name as keyof TunnelStatus] !== value)
      status = { ...status, ...next, since }
      if (changes) changed(status)
    }
    changed(status)
    let failures = 0
    let pause: AbortController | null = null
    const run = async (): Promise<void> => {
      while (!signal.aborted) {
        const news: SessionNews = {
          up: (publicUrl) => {
            failures = 0
            become({ state: 'up', needsYou: false, publicUrl })
          },
          down: (lastError) => become({ state: 'down', lastError }),
          trusts: (hostKey) => become({ hostKey }),
        }
        const { text, needsYou } = await session(localPort, news, signal).catch(unforeseen)
        become({ state: 'down', lastError: text, needsYou })
        failures += 1
        pause = new AbortController()
        await clock.sleep(backOff(failures, random()), AbortSignal.any([signal, pause.signal]))
        pause = null
      }
    }
    const done = run()
    return {
      status: () => status,
      tryNow: () => {
        if (status.state !== 'down') return
        failures = 0
        become({ needsYou: false })
        pause?.abort()
      },
      close: async () => {
        closing.abort()
        await done
      },
    }
  }
}

function unforeseen(error: unknown): SessionEnd {
  return { text: error instanceof Error ? error.message : String(error), needsYou: false }
}
