import type { ConsignmentKind, ConsignmentStatus } from './consignment'
import type { HoldCode, IgnoreCode } from './hold'
import { ruleFor } from './rules'

/** Each consignment that was ever seen is in exactly one of these; `not-yet` and nothing else is no part of the sum. */
export const accountClasses = [
  'in-warehouse',
  'on-its-way',
  'needs-you',
  'no-change',
  'left-out',
  'not-yet',
  'unaccounted',
] as const
export type AccountClass = (typeof accountClasses)[number]

/** Why it is in its class, where that says more: a hold's code, or why it was left out. */
export type AccountCause = HoldCode | IgnoreCode | 'to-read' | 'dismissed' | 'watched' | 'undone'

/** What the file knows of consignments that are alike; there are `count` of them. */
export type AccountGroup = {
  readonly kind: ConsignmentKind | null
  readonly status: ConsignmentStatus | null
  readonly deleted: boolean
  /** An outlet of ours is among those that it has reached; of a transfer under way, that is its source alone. */
  readonly ours: boolean
  /**
   * The first of these that holds; `held` and `left-out` say their code. `before`: a leg of it had reached its status
   * before the start, and it was never decided on.
   */
  readonly fate:
    'held' | 'moving' | 'delivered' | 'undone' | 'dismissed' | 'watched' | 'left-out' | 'before' | 'nothing'
  readonly code: HoldCode | IgnoreCode | null
  /** Whether a decision was made for the version that was seen last. */
  readonly decided: 'never' | 'older' | 'current'
  /** It is still to be read from Vend: a trigger stands, or scan or walk have not come so far. */
  readonly toRead: boolean
  readonly count: number
}

/** What the whole file says of the consignments that were ever seen. */
export type AccountFigures = {
  readonly groups: readonly AccountGroup[]
  /** Consignments, counted alone. */
  readonly seen: number
  /** Documents of consignments that were never seen. */
  readonly strangers: number
}

export type AccountPart = {
  readonly class: AccountClass
  readonly cause: AccountCause | null
  /** null: a kind that Vend invented after this program was written. */
  readonly kind: ConsignmentKind | null
  readonly count: number
}

/** All of Vend's stock control that was seen, each consignment in exactly one part. */
export type Account = {
  /** What reached a status that counts, or is held or left out: the sum of all parts but `not-yet`. */
  readonly movements: number
  readonly totals: Readonly<Record<AccountClass, number>>
  readonly parts: readonly AccountPart[]
  readonly seen: number
  readonly strangers: number
  /** False: movements are missing from the sum, counted twice, or nobody knows what became of them. */
  readonly addsUp: boolean
}

/** From when on (ms since 1970) what happens at these outlets is told; older movements of theirs are left out. */
export type AccountStart = { readonly from: number; readonly outlets: readonly string[] }

/**
 * Puts every consignment into its class. `seen` and `strangers` come from counts of their own: the parts must come to
 * the one, and there must be none of the other. `sending` false: nothing is sent from any outlet.
 */
export function accountOf({ groups, seen, strangers }: AccountFigures, sending: boolean): Account {
  const parts = new Map<string, AccountPart>()
  const totals = Object.fromEntries(accountClasses.map((one) => [one, 0])) as Record<AccountClass, number>
  let sum = 0
  for (const group of groups) {
    const [which, cause] = classOf(group, sending)
    const key = JSON.stringify([which, cause, group.kind])
    const count = (parts.get(key)?.count ?? 0) + group.count
    parts.set(key, { class: which, cause, kind: group.kind, count })
    totals[which] += group.count
    sum += group.count
  }
  const order = ({ class: which }: AccountPart) => accountClasses.indexOf(which)
  return {
    movements: sum - totals['not-yet'],
    totals,
    parts: [...parts.values()].sort((a, b) => order(a) - order(b) || b.count - a.count),
    seen,
    strangers,
    addsUp: sum === seen && totals.unaccounted === 0 && strangers === 0,
  }
}

type Placed = readonly [AccountClass, AccountCause | null]

/** Total, and never by default: what fits nowhere is `unaccounted`. */
export function classOf(group: AccountGroup, sending: boolean): Placed {
  const { fate, code, decided, toRead } = group
  const counts = reaches(group)
  if (fate === 'held') return ['needs-you', code]
  if (fate === 'moving') return ['on-its-way', null]
  if (decided !== 'current' && toRead)
    return counts === 'no' && fate === 'nothing' ? ['not-yet', null] : ['on-its-way', 'to-read']
  if (decided === 'older') return ['unaccounted', null]
  if (fate === 'delivered') return ['in-warehouse', null]
  if (fate === 'undone') return ['left-out', 'undone']
  if (fate === 'dismissed' || fate === 'watched') return ['left-out', fate]
  if (fate === 'left-out') {
    if (counts === 'no') return ['not-yet', null]
    if (code !== 'not-yet') return ['left-out', code]
    // A transfer under way may be said to be not due; nothing else that has reached its status may.
    return group.kind === 'transfer' ? ['not-yet', null] : ['unaccounted', null]
  }
  if (decided === 'current') return counts === 'yes' ? ['no-change', null] : ['unaccounted', null]
  return neverDecided(group, counts, sending)
}

/** Seen by the walk alone, which passes over what is nothing to us. */
function neverDecided({ ours, fate }: AccountGroup, counts: ReturnType<typeof reaches>, sending: boolean): Placed {
  if (counts === 'gone') return ['left-out', 'cancelled-untold']
  if (counts === 'no') return ['not-yet', null]
  if (!ours) return ['left-out', sending ? 'outlet-not-ours' : 'sending-off']
  // The walk has a new kind or status read when it changed after the start.
  if (fate === 'before' || counts === 'unknown') return ['left-out', 'before-start']
  return ['unaccounted', null]
}

/** Whether its status counts; `gone`: cancelled or deleted; `unknown`: the rules do not have it. */
function reaches({ kind, status, deleted }: AccountGroup): 'yes' | 'no' | 'gone' | 'unknown' {
  if (deleted || status === 'cancelled') return 'gone'
  if (kind === null || status === null) return 'unknown'
  const { does } = ruleFor(kind, status)
  if (does === 'hold') return 'unknown'
  return does === 'wait' ? 'no' : 'yes'
}
