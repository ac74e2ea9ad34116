import type { Acting } from '../api/acting-routes'
import type { App } from '../app'
import type { Hearing, Listening } from './open-listener'
import type { RollingSecrets } from './rolling-secrets'
import type { Or, Shop } from './shop-folder'
import { runTest } from './test-steps'

export type ListeningEngine = {
  readonly shop: Shop
  readonly app: App
  /** The listener and the way in, or why they could not be opened. */
  readonly opened: Or<{ readonly listening: Listening }>
  readonly secrets: RollingSecrets
}

/** What an engine that listens does otherwise than one that does not: its Test button, and a new path for its webhooks. */
export function listeningActs(
  { shop, app, opened, secrets }: ListeningEngine,
  signal: AbortSignal,
): Required<Pick<Acting, 'test' | 'rollWebhook'>> {
  return {
    test: () => runTest({ shop, app, opened, goesOn: true }, signal),
    rollWebhook: () => {
      secrets.rollPath()
      if (!opened.ok) return null
      opened.listening.pathChanged()
      return opened.listening.doorbell()?.url ?? null
    },
  }
}

/**
 * Gives an engine what comes in, and how. `wake`: there is something to do; `look`: what Vend is to call may be another
 * address.
 */
export function hearingOf(
  app: Pick<App, 'hear' | 'callAt' | 'webhookRefused' | 'realTime'>,
  { wake = () => undefined, look = () => undefined }: { readonly wake?: () => void; readonly look?: () => void } = {},
): Hearing {
  return {
    hear: (consignmentIds, repeats) => {
      try {
        app.hear(consignmentIds, repeats)
      } finally {
        // Also where the disk did not take it: that is seen, and seen to be over.
        wake()
      }
    },
    callAt: (doorbell) => {
      app.callAt(doorbell)
      wake()
      look()
    },
    refused: () => app.webhookRefused(),
    changed: (status) => {
      app.realTime(status)
      look()
    },
  }
}
