import type { RateBudget } from '../../core/ports/vend'
import { localTime } from '../local-time'
import { notChecked, type Check } from './finding'

/** Above this share others leave us little. */
const tight = 0.8

/** How much of what Vend allows in five minutes is used, by everything that uses the store's tokens. `see`: what to see where Vend did not answer. */
export function checkBudget({ limit, used, waitingUntil }: RateBudget, see: string | null): Check {
  const name = 'rate budget'
  const slower =
    'Stocktray waits its turn, so that stock arrives later and none is lost. Look what else uses the store’s tokens.'
  if (waitingUntil !== null)
    return {
      ...{ name, status: 'attention' },
      text: `Vend takes no more calls until ${localTime(new Date(waitingUntil).toISOString())}: all that it allows in five minutes is used. ${slower}`,
    }
  if (see !== null) return notChecked(name, see)
  if (limit === null) return { name, status: 'ok', text: 'Vend sets no limit on how often it may be asked.' }
  const share = `${Math.min(used, limit).toString()} of the ${limit.toString()} calls that Vend allows in five minutes are used`
  if (used <= limit * tight) return { name, status: 'ok', text: `${share}.` }
  return { name, status: 'attention', text: `${share}. ${slower}` }
}
