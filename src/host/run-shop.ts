import type { Acting } from '../api/acting-routes'
import type { App } from '../app'
import type { LogEntry } from '../core/ports/log'
import type { TunnelStatus } from '../core/ports/tunnel'
import { hearingOf, listeningActs } from './listening-acts'
import { deaf, openListener, type Listening } from './open-listener'
import { realClock } from './real-world'
import { rollingSecrets } from './rolling-secrets'
import { runEngine } from './run-engine'
import { openShop, type Or, type Shop } from './shop-folder'

/** A shop whose engine runs by itself: schedule, listener, and the way in. */
export type RunningShop = {
  readonly shop: Shop
  readonly app: App
  readonly listening: Listening
  /** Why webhooks do not come in, where the listener could not be opened. */
  readonly problem: string | null
  /** What the API works with. */
  readonly acting: Required<Pick<Acting, 'deliver' | 'rollWebhook' | 'test'>>
  /** There may be something to do. */
  wake(): void
  /** What is being sent is answered first; where that takes too long, it is looked up in the warehouse at the next start. */
  stop(): Promise<void>
}

/** What a person did is delivered while they wait, but not longer than this, ms: the engine goes on by itself. */
const patienceMs = 30_000

/**
 * Runs the one engine of a folder, or says what stands in the way. `changed` is called after all that may have changed
 * its state; `complain` with each mistake of our own, which does not end it.
 */
export async function runShop(
  shop: Shop,
  { changed, complain }: { readonly changed: () => void; readonly complain: (text: string) => void },
): Promise<Or<{ readonly running: RunningShop }>> {
  const opened = openShop(shop)
  if (!opened.ok) return opened
  const { app, log, close } = opened.open
  const stopping = new AbortController()
  const running = runEngine(app, changed, (text, error) => {
    log.tell(faultOf(error))
    complain(text)
  })
  const secrets = rollingSecrets(shop)
  const hearing = hearingOf(app, { wake: () => running.wake(), look: changed })
  const heard = await openListener(shop, hearing, () => secrets.now())
  const listening = heard.ok ? heard.listening : deaf
  // Vend is read by schedule all the same, and who looks at the state is told.
  if (!heard.ok) app.realTime(noWayIn(shop, heard.text))
  const { signal } = stopping
  const deliver = () => Promise.race([app.deliver(signal), realClock.sleep(patienceMs, signal)])
  const acts = listeningActs({ shop, app, opened: heard, secrets }, signal)
  return {
    ok: true,
    running: {
      ...{ shop, app, listening, problem: heard.ok ? null : heard.text },
      acting: { deliver, ...acts },
      wake: () => running.wake(),
      stop: async () => {
        stopping.abort()
        await listening.close()
        await running.stop()
        // Somebody may have asked for what is being sent.
        await app.end()
        close()
      },
    },
  }
}

function noWayIn({ settings }: Shop, text: string): TunnelStatus {
  const via = settings.realTime.via === 'off' ? 'own-address' : settings.realTime.via
  const nothing = { publicUrl: null, hostKey: null }
  return { via, state: 'down', since: realClock.now(), lastError: text, needsYou: true, ...nothing }
}

/** A mistake of our own as the log keeps it: where it was made too. */
export function faultOf(error: unknown): LogEntry {
  return { step: 'fault', text: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
