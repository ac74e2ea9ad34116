import type { Quantity } from '../../src/core/quantity'
import { add, areWalked, keyOf, type Case, type Sums } from './case'
import type { ShopConsignment } from './shop'
import { isReached, speech, type Said } from './speech'
import { shareOf, type Share } from './start'

/** What must be true of one consignment once nothing moves any more. Keys are a location and a SKU. */
export type Expectation = {
  /** What is booked, stands and was dismissed must together be this; null: whatever was told stays told. */
  readonly sums: ReadonlyMap<string, Quantity | null>
  /** What was ever right to have told: no less than the first, no more than the second. */
  readonly ever: ReadonlyMap<string, readonly [Quantity, Quantity]>
  /** A hold must be shown for these products; null: one of any kind. */
  readonly shown: readonly (string | null)[]
}

type Heard = Said & { readonly share: Share; readonly key: string }

const silence: Expectation = { sums: new Map(), ever: new Map(), shown: [] }

/** The same states give the same answer, once the first walk is done. */
const known = new WeakMap<readonly ShopConsignment[], Expectation>()

export function expectationOf(id: string, given: Case): Expectation {
  const states = given.shop.states.get(id) ?? []
  const answer = known.get(states) ?? expectationFrom(states, given)
  if (areWalked(given)) known.set(states, answer)
  return answer
}

function expectationFrom(states: readonly ShopConsignment[], given: Case): Expectation {
  const now = states.at(-1)
  if (!now || !given.sending.ever) return silence
  const outlets = now.sourceOutletId === null ? [now.outletId] : [now.sourceOutletId, now.outletId]
  const mapped = outlets.filter((outlet) => given.locations.has(outlet))
  if (mapped.length === 0) return silence
  const hear = listener(states, given)
  if (mapped.length < outlets.length) {
    if (!given.sending.now) return silence
    const waits = isReached(now) && allOurs(states, given) && hear(now).some(({ quantity }) => quantity !== 0n)
    return { ...silence, shown: waits ? [null] : [] }
  }
  const ever = everTold(states.flatMap(hear))
  // What was told before sending was switched off stays told.
  if (!given.sending.now) return { sums: everywhere(ever, null), ever, shown: [] }
  if (now.deleted) return { sums: everywhere(ever, 0n), ever, shown: [] }
  const reachedBefore = states.slice(0, -1).some(isReached)
  if (now.status === null || now.strange) {
    const recent = now.updatedAt >= latestStart(given) && allOurs(states, given)
    return { sums: everywhere(ever, null), ever, shown: recent ? [null] : [] }
  }
  if (now.status === 'closed' && reachedBefore) return { sums: everywhere(ever, null), ever, shown: [] }
  if (isWayBackToTheStart(states, now, given)) return { sums: everywhere(ever, null), ever, shown: [] }
  const heard = hear(now)
  return { sums: sumsOf(heard, ever), ever, shown: mustShow(heard, now) }
}

/** What a state says of us, without what was before the start. */
function listener(states: readonly ShopConsignment[], given: Case): (state: ShopConsignment) => Heard[] {
  const shares = new Map<string, Share>()
  const share = (leg: Said['leg']) => {
    const found = shares.get(leg) ?? shareOf(states, leg, given)
    shares.set(leg, found)
    return found
  }
  return (state) =>
    speech(state, given.shop, given.transferOn)
      .map((said): Heard => {
        const early = said.leg === 'arrived' && state.status !== 'received'
        const sku = given.shop.products.get(said.productId)?.sku ?? said.productId
        const key = keyOf(given, given.locations.get(said.outletId) ?? '', sku)
        return { ...said, share: early ? shareOnTheWay(share) : share(said.leg), key }
      })
      .filter((heard) => heard.share !== 'before')
}

/**
 * Whose the arrival is before RECEIVED. In transit at the start, it speaks from RECEIVED on; received before the start of
 * its outlet, it never speaks, though it be sent once more.
 */
function shareOnTheWay(share: (leg: Said['leg']) => Share): Share {
  const [sent, arrived] = [share('sent'), share('arrived')]
  if (arrived === 'ours') return sent
  return arrived === 'before' || sent === 'before' ? 'before' : 'either'
}

/** From the smallest to the largest figure that any state gave, and zero, leg by leg. */
function everTold(heard: readonly Heard[]): Map<string, readonly [Quantity, Quantity]> {
  const parts = new Map<string, { readonly key: string; readonly low: Quantity; readonly high: Quantity }>()
  for (const { leg, productId, key, quantity, troubles, open } of heard) {
    if (troubles.length > 0 && !open) continue
    const { low, high } = parts.get(`${leg} ${productId}`) ?? { low: 0n, high: 0n }
    const wider = { key, low: quantity < low ? quantity : low, high: quantity > high ? quantity : high }
    parts.set(`${leg} ${productId}`, wider)
  }
  const ever = new Map<string, readonly [Quantity, Quantity]>()
  for (const { key, low, high } of parts.values()) {
    const [lower, higher] = ever.get(key) ?? [0n, 0n]
    ever.set(key, [lower + low, higher + high])
  }
  return ever
}

/** What a product no longer says is zero; what it cannot say clearly leaves what was told. */
function sumsOf(heard: readonly Heard[], ever: Expectation['ever']): Map<string, Quantity | null> {
  const figures: Sums = new Map([...ever.keys()].map((key) => [key, 0n]))
  for (const { key, quantity } of heard) add(figures, key, quantity)
  const sums = new Map<string, Quantity | null>(figures)
  for (const { key, share, troubles } of heard) if (share !== 'ours' || troubles.length > 0) sums.set(key, null)
  return sums
}

const latestStart = ({ openings }: Case) => Math.max(...[...openings.values()].flat().map(({ start }) => start[1]))

const everywhere = (ever: Expectation['ever'], figure: Quantity | null) =>
  new Map([...ever.keys()].map((key) => [key, figure] as const))

function mustShow(heard: readonly Heard[], { kind }: ShopConsignment): (string | null)[] {
  return heard
    .filter(({ share, quantity, open, troubles }) => {
      if (share !== 'ours') return share === 'unclear' && quantity !== 0n
      return troubles.length > 0 && !open && (quantity !== 0n || troubles.includes('no-figure'))
    })
    .map(({ productId, share }) => (share === 'unclear' || kind === 'count' ? null : productId))
}

/** A transfer in transit at the start that was received and then sent again: nobody can say what that means. */
const isWayBackToTheStart = (states: readonly ShopConsignment[], now: ShopConsignment, given: Case) =>
  now.kind === 'transfer' &&
  now.status !== 'received' &&
  now.status !== 'cancelled' &&
  states.some(({ status }) => status === 'received') &&
  shareOf(states, 'sent', given) !== 'ours'

const allOurs = (states: readonly ShopConsignment[], given: Case) =>
  (['received', 'returned', 'sent', 'arrived', 'counted'] as const).every(
    (leg) => shareOf(states, leg, given) === 'ours',
  )
