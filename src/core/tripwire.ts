import type { HeldCount, Situation } from './decision'
import type { Hold } from './hold'
import { absolute, formatQuantity, sum, type Quantity } from './quantity'
import { counting, nothingSent, titleOf } from './words'

const fewestZeroed = 10

/**
 * A count in which at least ten products, and at least half of those that Vend expected above zero, go to zero: Vend
 * does that to every product when an unfiltered count is completed with nothing counted
 * (https://x-series-api.lightspeedhq.com/docs/inventory_creating_inventory_counts). Products that cannot be sent count
 * as well, and what is held by this already counts on where an answer of Vend lacks it. Those told already do not; those
 * that a person left out do once another one is to follow them. `read`: the products of which Vend's figures can be sent;
 * `differing`: those that are to be sent now.
 */
export function zeroingHold(
  situation: Situation,
  { read, differing }: { readonly read: ReadonlySet<string>; readonly differing: ReadonlySet<string> },
): Hold | null {
  const { consignment, lines, told } = situation
  const missing = missingOfHeld(situation)
  const listed = lines.filter(
    ({ deleted, included, count }) => !deleted && included !== false && count !== null && count > 0n,
  )
  const zero = listed.filter(({ received }) => received === 0n)
  const isTold = (productId: string) => read.has(productId) && !differing.has(productId)
  const leftOut = new Set(told.filter(({ dismissed }) => dismissed).map(({ productId }) => productId))
  const follows = zero.some(({ productId }) => differing.has(productId))
  const before = follows ? zero.filter(({ productId }) => isTold(productId) && leftOut.has(productId)).length : 0
  const expected = listed.length + missing
  const zeroed = zero.filter(({ productId }) => !isTold(productId)).length + before + missing
  if (zeroed < fewestZeroed || zeroed * 2 < expected) return null
  const ofThem = before > 0 ? `, ${before.toString()} of which you left out before` : ''
  return {
    code: 'count-zeroes',
    text: `${titleOf(consignment)} would set ${zeroed.toString()} of ${counting(expected, 'product')} to zero${ofThem}. ${nothingSent(told)} Was it completed by mistake?`,
  }
}

/** The products that a draft held by this sets to zero, and of which Vend says nothing now: a short answer lets nothing go. */
function missingOfHeld({ lines, drafts }: Situation): number {
  const said = new Set(lines.map(({ productId }) => productId))
  const held = drafts.filter(({ holds }) => holds.some(({ code }) => code === 'count-zeroes'))
  const zeroing = held
    .flatMap((draft) => draft.lines)
    .filter(({ counted, quantity }) => counted === 0n && quantity < 0n)
  return new Set(zeroing.map(({ productId }) => productId).filter((productId) => !said.has(productId))).size
}

/** Beyond the shop's own limits, counted over the lines as they would be sent, before any splitting. */
export function limitHold(
  { consignment, settings, told }: Situation,
  linesAsSent: () => readonly Quantity[],
): Hold | null {
  const { lines, units } = settings.limits
  if (lines === null && units === null) return null
  const sentLines = linesAsSent()
  const total = sum(sentLines.map(absolute))
  const overLines = lines !== null && sentLines.length > lines
  const overUnits = units !== null && total > units
  if (!overLines && !overUnits) return null
  const what = overLines
    ? `${counting(sentLines.length, 'line')}; your limit is ${lines.toString()}`
    : `${formatQuantity(total)} units; your limit is ${formatQuantity(units ?? 0n)}`
  return {
    code: 'over-limit',
    text: `${titleOf(consignment)} would change ${what}. ${nothingSent(told)} Look at it and send it if it is right.`,
  }
}

/** Later counts of an outlet wait behind one that waits for a person: they were counted against figures it may change. */
export function behindHold(situation: Situation): Hold | null {
  const { consignment, heldCounts } = situation
  if (consignment.kind !== 'count') return null
  const ours: HeldCount = {
    consignmentId: consignment.id,
    reference: '',
    completedAt: completedAt(consignment),
  }
  const first = heldCounts.filter((held) => isBefore(held, ours)).sort((a, b) => (isBefore(a, b) ? -1 : 1))[0]
  if (!first) return null
  return {
    code: 'behind-count',
    text: `${titleOf(consignment)} waits behind Inventory Count ${first.reference} of the same outlet. Decide that one first.`,
  }
}

/** When a count was completed, as far as Vend tells; ms since 1970. */
export function completedAt({ receivedAt, updatedAt, createdAt }: Situation['consignment']): number {
  return receivedAt ?? updatedAt ?? createdAt ?? 0
}

function isBefore(a: HeldCount, b: HeldCount): boolean {
  return a.completedAt < b.completedAt || (a.completedAt === b.completedAt && a.consignmentId < b.consignmentId)
}
