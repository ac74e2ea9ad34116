import type { HeldCount, Situation } from './decision'
import type { Hold } from './hold'
import { absolute, formatQuantity, sum, type Quantity } from './quantity'
import { counting, nothingSent, titleOf } from './words'

const fewestZeroed = 10

/**
 * A count in which at least ten products, and at least half of those that Vend expected above zero, go to zero: Vend
 * does that to every product when an unfiltered count is completed with nothing counted
 * (https://x-series-api.lightspeedhq.com/docs/inventory_creating_inventory_counts). Products that cannot be sent count
 * as well; those told already do not. `isTold`: nothing of this product is left to tell.
 */
export function zeroingHold(
  { consignment, lines, told }: Situation,
  isTold: (productId: string) => boolean,
): Hold | null {
  const expected = lines.filter(
    ({ deleted, included, count }) => !deleted && included !== false && count !== null && count > 0n,
  )
  const zeroed = expected.filter(({ received, productId }) => received === 0n && !isTold(productId))
  if (zeroed.length < fewestZeroed || zeroed.length * 2 < expected.length) return null
  return {
    code: 'count-zeroes',
    text: `${titleOf(consignment)} would set ${zeroed.length.toString()} of ${counting(expected.length, 'product')} to zero. ${nothingSent(told)} Was it completed by mistake?`,
  }
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
