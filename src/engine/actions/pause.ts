import { longestPauseMs } from '../../core/pause'
import { clockTime } from '../../core/clock-time'
import type { Line } from '../line'
import { endPause, keptPause } from '../pause'
import { watchOf } from '../watch'

/**
 * Sends nothing new to the warehouse until this moment, ms since 1970, or until `resume` (null); what is being sent at this
 * moment comes to its end. Answers null when that is on disk, or a sentence that says what is wrong with the moment.
 */
export function pause(line: Line, until: number | null): string | null {
  const { ledger, clock } = line
  if (watchOf(line)) return 'Stocktray only watches: nothing is sent as it is. Go live before you pause it.'
  const since = clock.now()
  if (until !== null && until <= since) return 'The end of a pause must be in the future. Nothing was paused.'
  if (until !== null && until > since + longestPauseMs)
    return 'A pause with an end lasts 31 days at most. Nothing was paused. Without an end it lasts until you resume.'
  const text = `You paused Stocktray until ${until === null ? 'you resume it' : clockTime(until, since)}.`
  ledger.transaction(() => {
    ledger.facts.keep('paused', JSON.stringify({ since, until }))
    ledger.history.tell({ at: since, consignmentId: null, documentId: null, text })
  })
  return null
}

/** Ends the pause, if there is one: what waited is due. */
export function resume(line: Line): void {
  if (keptPause(line)) endPause(line, 'You resumed Stocktray.')
}
