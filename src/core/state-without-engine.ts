import { accountOf } from './account'
import type { AppState } from './app-state'
import { documentStatuses } from './document'

/** The state while no engine runs: nothing is known but why. */
export function stateWithoutEngine(shape: 'not-set-up' | 'stopped', sentence: string): AppState {
  const counts = Object.fromEntries(documentStatuses.map((status) => [status, 0])) as Record<
    (typeof documentStatuses)[number],
    number
  >
  return {
    ...{
      shape,
      sentence,
      sending: false,
      paused: null,
      lastScan: null,
      nextScanAt: null,
      clock: null,
      vendProblem: null,
      warehouseProblem: null,
      stoppage: null,
    },
    ...{ realTime: null, webhooks: null, lastTest: null, refusedWebhooks: null, firstWalk: null, progress: null },
    account: { ...accountOf({ groups: [], seen: 0, strangers: 0 }, false), upToVersion: null, since: [] },
    ...{ counts, toRead: 0, holds: [], notices: [], lastDelivered: null, lastMovement: null },
    budget: { limit: null, used: 0, waitingUntil: null, made: 0, oldestAt: null },
  }
}
