import type { AppState } from '../../src/core/app-state'
import { counting } from '../../src/core/words'
import { shownMoment, shownNearDay } from '../words/moments'

/** The first thing that can be said for certain once all is well, and what happens from now on. */
export function proofOf({ sending, lastScan, lastMovement, account, lastDelivered, firstWalk }: AppState): string {
  const onward = sending
    ? 'From now on each new stock movement is sent.'
    : 'Sending is off: nothing goes to the warehouse until you switch it on in step 4.'
  if (lastDelivered) return `${lastDelivered.text} was sent at ${shownMoment(lastDelivered.at)}. ${onward}`
  if (firstWalk && !firstWalk.done)
    return `Vend’s history is being read: ${counting(firstWalk.seen, 'movement')} so far. ${onward}`
  if (!lastScan) return `Vend is being read for the first time. ${onward}`
  if (lastMovement) {
    const day = lastMovement.at === null ? '' : ` of ${shownNearDay(lastMovement.at)}`
    return `The last movement Vend knows is ${lastMovement.title}${day}. ${onward}`
  }
  const until = shownMoment(lastScan.upTo)
  if (account.movements === 0) return `Until ${until} no stock movement in Vend waits to be sent. ${onward}`
  return `Vend knows ${counting(account.movements, 'stock movement')} until ${until}, and each is accounted for. ${onward}`
}
