import type { Leg } from '../../src/core/consignment'
import type { Case, Opening } from './case'
import { isReached } from './speech'
import type { ShopConsignment } from './shop'

/** Whose a leg is, seen from the first walk. `unclear`: a person must say; `either`: the walk may have seen it both ways. */
export type Share = 'ours' | 'before' | 'unclear' | 'either'

/** Whose a leg is by the starts of its outlet. An outlet that is not ours is seen as if it were, from the very first start. */
export function shareOf(states: readonly ShopConsignment[], leg: Leg, given: Case): Share {
  const [first] = states
  const outlet = leg === 'sent' ? first?.sourceOutletId : first?.outletId
  const openings = given.openings.get(outlet ?? '') ?? [...given.openings.values()][0] ?? []
  const shares = openings.map((opening) => shareByStart(states, leg, opening, given))
  const [last, ...earlier] = shares.toReversed()
  // What had been told before the last start goes on; whether anything had been, only the app knows.
  if (last === undefined || last === 'ours' || earlier.every((share) => share === last)) return last ?? 'ours'
  return 'either'
}

/** Its walk saw the consignment in one of these states; which one, only the app knows. */
function shareByStart(states: readonly ShopConsignment[], leg: Leg, opening: Opening, { transferOn }: Case): Share {
  const { openedAt, walkDoneAt } = opening
  const during = states.filter((state) => state.at > openedAt && state.at <= (walkDoneAt ?? Infinity))
  const seen = [...states.filter((state) => state.at <= openedAt).slice(-1), ...during]
  const shares = new Set(
    seen.map((state): Share => {
      if (state.kind === 'transfer' && leg === 'arrived' && state.status !== 'received') return 'ours'
      // A status nobody knows, or CLOSED, may hide what was reached before.
      if (!isReached(state)) return states.some((past) => past.at <= state.at && isReached(past)) ? 'either' : 'ours'
      const share = byDates(state, opening.start)
      const sentEarlier = leg === 'sent' && (state.status === 'received' || transferOn === 'received')
      return sentEarlier && state.createdAt < opening.start[1] ? 'either' : share
    }),
  )
  const [share, ...others] = shares
  return others.length > 0 ? 'either' : (share ?? 'ours')
}

/** The start is a moment between two, by Vend's clock: the app takes it from Vend's first answer. */
function byDates({ receivedAt, updatedAt, createdAt }: ShopConsignment, [low, high]: readonly [number, number]): Share {
  if (receivedAt !== null) return receivedAt < low ? 'before' : receivedAt >= high ? 'ours' : 'either'
  if (updatedAt < low) return 'before'
  if (createdAt >= high) return 'ours'
  return updatedAt >= high && createdAt < low ? 'unclear' : 'either'
}
