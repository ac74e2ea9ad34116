import type { Acting } from '../api/acting-routes'
import type { App } from '../app'
import { realClock } from './real-world'
import type { RunningShop } from './run-shop'

/** What the API works with, of whichever engine runs when it is asked. */
export function actingOf(running: () => RunningShop | null, signal: AbortSignal): Acting {
  const one = (): RunningShop => {
    const found = running()
    if (found) return found
    throw new Error('No engine runs.')
  }
  return {
    ...{ signal, now: () => realClock.now() },
    engine: new Proxy({} as App, { get: (_, name): unknown => Reflect.get(one().app, name) }),
    deliver: () => one().acting.deliver(),
    rollWebhook: () => one().acting.rollWebhook(),
    test: () => one().acting.test(),
  }
}
