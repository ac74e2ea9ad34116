import type { Consignment, ConsignmentLine } from './consignment'
import type { Situation } from './decision'
import type { Hold } from './hold'
import { absolute, formatQuantity, sum, type Quantity } from './quantity'
import { ruleFor } from './rules'
import { nothingSent, titleOf } from './words'

/** What Vend itself says a consignment's lines add up to; null: it does not say. Counts have theirs in the header. */
export type VendTotals = { readonly sent: Quantity | null; readonly received: Quantity | null }

/** Vend's own total of one kind, and what the lines come to, by each way that Vend may count them. */
type Comparison = { readonly what: string; readonly vends: Quantity; readonly ours: readonly Quantity[] }

/**
 * Holds a consignment whose lines do not add up to what Vend says they do: a short answer must never become a negative
 * Stocktake. Vend documents neither whether lines that failed or were taken out are in its totals, nor the sign of a
 * loss, so any of these ways will do. null: they agree, or Vend gives no total.
 */
export function totalsHold(situation: Pick<Situation, 'consignment' | 'lines' | 'totals' | 'told'>): Hold | null {
  const { consignment, lines, totals, told } = situation
  const wrong = comparisons(consignment, lines, totals ?? null).find(({ vends, ours }) => !ours.includes(vends))
  if (!wrong) return null
  const [first = 0n] = wrong.ours
  return {
    code: 'totals-differ',
    text: `${titleOf(consignment)}: its lines add up to ${formatQuantity(first)} ${wrong.what}, and Vend’s own total is ${formatQuantity(wrong.vends)}. ${nothingSent(told)} Stocktray looks again with every scan. Compare with Vend, then send what the lines say, or leave it out.`,
  }
}

function comparisons(
  consignment: Consignment,
  lines: readonly ConsignmentLine[],
  totals: VendTotals | null,
): Comparison[] {
  const { kind, status, gain, loss } = consignment
  if (kind === null || status === null || ruleFor(kind, status).does !== 'book') return []
  const living = lines.filter(({ deleted }) => !deleted)
  if (kind === 'count') {
    // A count with a line that is still open is not decided at all.
    if (living.some(({ status: line }) => line === 'pending' || line === 'failed' || line === 'unknown')) return []
    const included = living.filter(({ included }) => included !== false)
    const over = (of: readonly ConsignmentLine[]) => sum(differences(of).filter((one) => one > 0n))
    const under = (of: readonly ConsignmentLine[]) => -sum(differences(of).filter((one) => one < 0n))
    return [
      ...compare('more than expected', gain ?? null, [over(included), over(living)]),
      ...compare('less than expected', loss === null || loss === undefined ? null : absolute(loss), [
        under(included),
        under(living),
      ]),
    ]
  }
  const ways = [living, living.filter(({ status: line }) => line !== 'failed'), lines]
  const sent = compare(
    'sent',
    totals?.sent ?? null,
    ways.map((of) => sum(of.map(({ count }) => count ?? 0n))),
  )
  const received = compare(
    'received',
    totals?.received ?? null,
    ways.map((of) => sum(of.map((one) => one.received ?? 0n))),
  )
  if (kind === 'order') return received
  // Whether a return's count has a sign is not documented either.
  if (kind === 'return')
    return sent.map(({ vends, ours, ...one }) => ({ ...one, vends: absolute(vends), ours: ours.map(absolute) }))
  // Before anything has arrived, what was received counts nothing.
  return status === 'received' ? [...sent, ...received] : sent
}

function compare(what: string, vends: Quantity | null, ours: readonly Quantity[]): Comparison[] {
  return vends === null ? [] : [{ what, vends, ours }]
}

function differences(lines: readonly ConsignmentLine[]): Quantity[] {
  return lines.map(({ count, received }) => (count === null || received === null ? 0n : received - count))
}

/** Equal for readings of one version that come to the same sums: what was compared once need not be again. */
export function totalsKey({ version }: Consignment, lines: readonly ConsignmentLine[]): string {
  const living = lines.filter(({ deleted }) => !deleted)
  const sums = [living.map(({ count }) => count ?? 0n), living.map(({ received }) => received ?? 0n)]
  return [version, ...sums.map((of) => sum(of))].join(' ')
}
