import type { Consignment, Leg } from './consignment'
import { ruleFor } from './rules'

export type FirstSight = 'before' | 'ours' | 'unclear'

/**
 * What the first walk says of each leg: `before` when it had reached its status before `from`, `unclear` when Vend's
 * dates do not tell, `ours` otherwise. `reached` is false for a leg that has not got there yet; that one is ours.
 * Vend dates the receipt only (`received_at`); when a transfer was sent it does not say.
 */
export function firstSight(
  consignment: Consignment,
  from: number,
): { leg: Leg; sight: FirstSight; reached: boolean }[] {
  const { kind, status } = consignment
  if (kind === null || status === null || consignment.deleted) return []
  const rule = ruleFor(kind, status)
  if (rule.does !== 'book' && rule.does !== 'keep')
    return legsOf(kind).map((leg) => ({ leg, sight: 'ours', reached: false }))
  const reached = new Set<Leg>(rule.effects.filter((effect) => effect.leg === effect.bookedBy).map(({ leg }) => leg))
  return legsOf(kind).map((leg) =>
    reached.has(leg)
      ? { leg, sight: sightOf(leg, consignment, from), reached: true }
      : { leg, sight: 'ours', reached: false },
  )
}

function sightOf(leg: Leg, { receivedAt, updatedAt, createdAt }: Consignment, from: number): FirstSight {
  // A transfer was sent before it was received, so an early receipt settles both; a late one settles only the arrival.
  if (receivedAt !== null && receivedAt < from) return 'before'
  if (receivedAt !== null && leg !== 'sent') return 'ours'
  if (updatedAt !== null && updatedAt < from) return 'before'
  if (createdAt !== null && createdAt >= from) return 'ours'
  return 'unclear'
}

const legsByKind = {
  order: ['received'],
  return: ['returned'],
  transfer: ['sent', 'arrived'],
  count: ['counted'],
} as const satisfies Record<NonNullable<Consignment['kind']>, readonly Leg[]>

export function legsOf(kind: NonNullable<Consignment['kind']>): readonly Leg[] {
  return legsByKind[kind]
}

/** The outlet that a leg of this consignment changes. */
export function outletOfLeg(leg: Leg, { outletId, sourceOutletId }: Consignment): string {
  return leg === 'sent' ? (sourceOutletId ?? '') : outletId
}
