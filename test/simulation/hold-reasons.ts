import { itemHoldCodes, type HoldCode, type ItemHoldCode } from '../../src/core/hold'
import { absolute, sum, type Quantity } from '../../src/core/quantity'
import { add, type Case, type Sums } from './case'
import type { ShopConsignment } from './shop'
import { isReached, speech, type Said } from './speech'
import { shareOf } from './start'

/** Does this consignment give a reason for such a hold? Where several moments count, any of them will do. */
export function givesReason(code: HoldCode, id: string, given: Case): boolean {
  const states = given.shop.states.get(id) ?? []
  const now = states.at(-1)
  return now !== undefined && reasons[code](now, states, given)
}

/** Holds on a document: a consignment without any of these reasons is told at once and in full. */
export const waits = [
  'undone-before',
  'product-vanished',
  'count-zeroes',
  'over-limit',
  'behind-count',
  'cancelled',
  'deleted',
  'set-back',
  'closed',
  'dismissed-before',
  'location-changed',
  'sku-changed',
  'warehouse-changed',
  ...itemHoldCodes,
  'refused',
  'taken',
] as const satisfies readonly HoldCode[]

type Reason = (now: ShopConsignment, states: readonly ShopConsignment[], given: Case) => boolean

const never: Reason = () => false

const lineTrouble =
  (code: HoldCode): Reason =>
  (now, _states, given) =>
    speech(now, given.shop, 'sent').some(({ troubles }) => troubles.includes(code))

const halfMapped: Reason = ({ outletId, sourceOutletId }, _states, { locations }) =>
  sourceOutletId !== null && locations.has(outletId) !== locations.has(sourceOutletId)

const startUnclear: Reason = (_now, states, given) =>
  (['received', 'returned', 'sent', 'arrived', 'counted'] as const).some((leg) =>
    ['unclear', 'either'].includes(shareOf(states, leg, given)),
  )

const rank = (state: ShopConsignment) =>
  ['open', 'sent', 'dispatched', 'received', 'complete', 'closed'].indexOf(state.status ?? '')

const setBack: Reason = (now, states) =>
  !now.deleted && now.status !== 'cancelled' && states.some((past) => isReached(past) && rank(past) > rank(now))

const vanished: Reason = (now, states) => {
  const there = new Set(now.lines.filter((line) => !line.deleted).map((line) => line.productId))
  return states.some((past) => past.lines.some((line) => !line.deleted && !there.has(line.productId)))
}

/** At least ten products, and half of those that Vend expected above zero, counted as zero. */
const mayZero = ({ kind, lines }: ShopConsignment): boolean => {
  const zeroed = lines.filter(({ count, received }) => (count ?? 0n) > 0n && received === 0n)
  return kind === 'count' && zeroed.length >= 10
}

/** The same, of lines that give no other reason to wait: what Vend expected below zero trips nothing. */
function surelyZeroes(state: ShopConsignment, said: readonly Said[]): boolean {
  const clear = said.filter(({ troubles }) => troubles.length === 0)
  const isZeroed = ({ productId }: Said) =>
    state.lines.some((line) => line.productId === productId && line.received === 0n && (line.count ?? 0n) > 0n)
  const expected = state.lines.filter(({ count }) => (count ?? 0n) > 0n).length
  const zeroed = clear.filter((one) => one.quantity !== 0n && isZeroed(one)).length
  return state.kind === 'count' && zeroed >= 10 && zeroed * 2 >= expected
}

/**
 * Some step of its life may have been beyond the shop's limits: a change back and forth counts double, and so does what
 * was said before and is taken back now.
 */
function mayBeOverLimit(states: readonly ShopConsignment[], { shop, limits, transferOn }: Case): boolean {
  const before = new Map<string, Quantity>()
  return states.some((state) => {
    for (const { leg, productId, quantity } of speech(state, shop, transferOn)) {
      const key = `${leg} ${productId}`
      const [known, size] = [before.get(key) ?? 0n, absolute(quantity)]
      before.set(key, size > known ? size : known)
    }
    return isOver(limits, 2n * sum([...before.values()]), before.size)
  })
}

/**
 * Beyond the limits however one counts: a transfer's lines once, what meets on one item together, and without what a person
 * took upon themselves before any of it went.
 */
function surelyOverLimit(id: string, said: readonly Said[], given: Case): boolean {
  const { shop, limits } = given
  const items: Sums = new Map()
  for (const { leg, productId, quantity, troubles } of said) {
    const sku = shop.products.get(productId)?.sku ?? productId
    if (leg !== 'sent' && troubles.length === 0 && !isLeftOut(id, sku, given)) add(items, sku, quantity)
    // What met on one item when it was decided may not do so now, and the other way round.
    if (shop.renamed.has(productId)) return false
  }
  const changes = [...items.values()].filter((quantity) => quantity !== 0n).map(absolute)
  return isOver(limits, sum(changes), changes.length)
}

function isLeftOut(id: string, sku: string, { bookings, firstSeen, persons }: Case): boolean {
  const sent = bookings().filter(({ document }) => document.source.consignmentId === id)
  const first = Math.min(...sent.map(({ document }) => firstSeen(document.reference)))
  return (persons.dismissedAt.get(`${id} ${sku}`) ?? Infinity) < first
}

export const isOver = (limits: Case['limits'], units: Quantity, lines: number) =>
  (limits.units !== null && units > limits.units) || (limits.lines !== null && lines > limits.lines)

/** Its one and only figures had to wait for a person. */
export function surelyTripped(states: readonly ShopConsignment[], given: Case): boolean {
  const [state, ...others] = states.filter(isReached)
  if (!state || others.length > 0) return false
  // An answer that lacks lines at the first look is all that the app knew.
  if (given.torn.has(state.id)) return false
  const said = speech(state, given.shop, given.transferOn)
  return surelyZeroes(state, said) || surelyOverLimit(state.id, said, given)
}

const tripped = (states: readonly ShopConsignment[], given: Case) =>
  states.some(mayZero) || mayBeOverLimit(states, given)

const behindCount: Reason = ({ id, kind, outletId }, _states, given) =>
  kind === 'count' &&
  [...given.shop.states.values()].some(
    (others) =>
      others[0]?.kind === 'count' && others[0].id !== id && others[0].outletId === outletId && tripped(others, given),
  )

/** Its item gives or gave this reason; whether it still does is asked of each document that waits for nothing else. */
function item(code: ItemHoldCode): Reason {
  return (_now, states, { shop, named }) =>
    states.some(({ lines }) =>
      lines.some(({ productId }) => named?.items.everHeld(shop.products.get(productId)?.sku ?? '').has(code)),
    )
}

const reasons: Readonly<Record<HoldCode, Reason>> = {
  'unknown-kind': ({ strange }) => strange,
  unreadable: never,
  'unknown-status': ({ status }) => status === null,
  'outlet-without-location': halfMapped,
  'start-unclear': startUnclear,
  'no-figure': lineTrouble('no-figure'),
  'line-pending': lineTrouble('line-pending'),
  'line-failed': lineTrouble('line-failed'),
  'line-status-unknown': lineTrouble('line-status-unknown'),
  'product-without-sku': lineTrouble('product-without-sku'),
  'product-unknown': never,
  composite: lineTrouble('composite'),
  'product-on-several-lines': lineTrouble('product-on-several-lines'),
  'product-vanished': vanished,
  // Vend's totals and its lines agree in the end, and every scan looks again.
  'totals-differ': never,
  'count-zeroes': (_now, states) => states.some(mayZero),
  'over-limit': (_now, states, given) => mayBeOverLimit(states, given),
  'behind-count': behindCount,
  cancelled: ({ status }) => status === 'cancelled',
  deleted: ({ deleted }) => deleted,
  'set-back': setBack,
  closed: ({ status }) => status === 'closed',
  'dismissed-before': ({ id }, _states, { persons }) =>
    persons.waved.has(id) || persons.dismissed.some((document) => document.vend.consignmentId === id),
  'undone-before': ({ id }, _states, { persons }) => persons.undone.has(id),
  'location-changed': ({ outletId, sourceOutletId }, _states, { locations, places }) =>
    [outletId, sourceOutletId].some((outlet) => places.isShared(locations.get(outlet ?? '') ?? '')),
  'sku-changed': (_now, states, { shop }) =>
    states.some(({ lines }) => lines.some(({ productId }) => shop.renamed.has(productId))),
  'warehouse-changed': (_now, _states, { replaced }) => replaced,
  // Also by a SKU that the product had before: what was told is corrected under that.
  'sku-not-in-warehouse': (now, states, given) => {
    const { skus, products } = given.shop
    const unknown = new Set([...given.unknownAtFirst].map(skus.of))
    return (
      now.lines.some(({ productId }) => unknown.has(skus.of(products.get(productId)?.sku ?? ''))) ||
      item('sku-not-in-warehouse')(now, states, given)
    )
  },
  'item-ambiguous': item('item-ambiguous'),
  'item-archived': item('item-archived'),
  'item-lot-tracked': item('item-lot-tracked'),
  'item-service': item('item-service'),
  'item-untracked': item('item-untracked'),
  'quantity-too-fine': (now, states, given) => {
    const broken = (quantity: Quantity | null) => (quantity ?? 0n) % 100_000n !== 0n
    const fine = states.some(({ lines }) => lines.some(({ count, received }) => broken(count) || broken(received)))
    return fine && item('quantity-too-fine')(now, states, given)
  },
  refused: ({ id }, _states, { refused }) => refused.has(id),
  // At a quiet point whatever was late has gone.
  late: never,
  // Somebody else's reference makes ours take another one, and asks nobody; our own, of a life that is forgotten, does.
  taken: ({ id }, _states, { forgotten }) => forgotten.has(id),
}
