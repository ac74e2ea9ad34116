import type { Acting } from '../api/acting-routes'
import type { App } from '../app'
import type { Listening } from './open-listener'
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
    test: () => runTest({ shop, app, opened }, signal),
    rollWebhook: () => {
      secrets.rollPath()
      if (!opened.ok) return null
      opened.listening.pathChanged()
      return opened.listening.doorbell()?.url ?? null
    },
  }
}
