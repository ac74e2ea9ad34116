import type { AppState, HoldSubject, StateHold } from './app-state'
import { groupBy } from './group'

/**
 * How a person ends a wait: says where an outlet's stock lies, or which item is meant; decides whether it goes as it
 * stands; says whether it arrived; has it tried now; lets webhooks in; enters a new token; or looks, for it is put right
 * elsewhere.
 */
export const cureKinds = [
  'sign-in',
  'map-outlet',
  'match-item',
  'decide',
  'settle',
  'try-now',
  'look',
  'way-in',
] as const
export type CureKind = (typeof cureKinds)[number]

const cureOf = {
  'outlet-without-location': 'map-outlet',
  'sku-not-in-warehouse': 'match-item',
  'item-ambiguous': 'match-item',
  'item-archived': 'match-item',
  'item-service': 'match-item',
  'item-untracked': 'match-item',
  'item-lot-tracked': 'try-now',
  'quantity-too-fine': 'try-now',
  refused: 'try-now',
  late: 'try-now',
  taken: 'settle',
  'product-vanished': 'decide',
  'totals-differ': 'decide',
  'count-zeroes': 'decide',
  'over-limit': 'decide',
  cancelled: 'decide',
  deleted: 'decide',
  'set-back': 'decide',
  closed: 'decide',
  'dismissed-before': 'decide',
  'undone-before': 'decide',
  'location-changed': 'decide',
  'sku-changed': 'decide',
  'warehouse-changed': 'decide',
  'behind-count': 'look',
  'unknown-kind': 'look',
  'unknown-status': 'look',
  'start-unclear': 'look',
  unreadable: 'look',
  'no-figure': 'look',
  'line-pending': 'look',
  'line-failed': 'look',
  'line-status-unknown': 'look',
  'product-without-sku': 'look',
  'product-unknown': 'look',
  composite: 'look',
  'product-on-several-lines': 'look',
  'no-way-in': 'way-in',
} as const satisfies Record<StateHold['code'], CureKind>

/** Things that one cure frees. */
export type Cure = {
  /** Names it among the cures of one state. */
  readonly key: string
  readonly kind: Exclude<CureKind, 'sign-in'>
  /** Of the first hold, by which they came together. */
  readonly code: StateHold['code']
  readonly subject: HoldSubject | null
  /** At least one. */
  readonly holds: readonly StateHold[]
}

/** A side that does not accept our token. */
export type SignIn = {
  readonly key: string
  readonly kind: 'sign-in'
  readonly side: 'vend' | 'warehouse'
  readonly text: string
}

/**
 * What waits for a person, by what cures it, the most urgent first: a token that is not accepted, then what one answer
 * frees together, in the order in which it came. A document that waits for several decisions stands once.
 */
export function curesOf(
  state: Pick<AppState, 'holds' | 'vendProblem' | 'warehouseProblem'>,
): readonly (Cure | SignIn)[] {
  const cures = [...groupBy(withoutRepeats(state.holds), keyOf)].map(([key, holds]): Cure => {
    const [first] = holds
    return { key, kind: kindOf(first?.code), code: first?.code ?? 'unreadable', subject: first?.subject ?? null, holds }
  })
  const byUrgency = cureKinds.flatMap((kind) => cures.filter((cure) => cure.kind === kind))
  return [...signIns(state), ...byUrgency]
}

/** How many documents, or holds without one, a cure frees. */
export function freedBy({ holds }: Pick<Cure, 'holds'>): number {
  return new Set(holds.map(({ id }) => id)).size
}

function signIns({ vendProblem, warehouseProblem }: Pick<AppState, 'vendProblem' | 'warehouseProblem'>): SignIn[] {
  const sides = [
    ['vend', vendProblem],
    ['warehouse', warehouseProblem],
  ] as const
  return sides.flatMap(([side, problem]) =>
    problem?.unauthorised === true
      ? [{ key: `sign-in ${side}`, kind: 'sign-in' as const, side, text: problem.text }]
      : [],
  )
}

/** A newer engine may have codes that this program does not know. */
function kindOf(code: string | undefined): Cure['kind'] {
  const known: Readonly<Record<string, Cure['kind']>> = cureOf
  return known[code ?? ''] ?? 'look'
}

function keyOf(hold: StateHold): string {
  const { code, subject, id } = hold
  switch (kindOf(code)) {
    case 'map-outlet':
    case 'match-item':
      // Without a subject nothing says that two of them wait for the same.
      return `${code} ${subject?.id ?? id}`
    case 'decide':
    case 'look':
      return code
    // When the warehouse comes back, all go; of the others each has its own story.
    case 'try-now':
      return code === 'late' ? code : `${code} ${id} ${subject?.id ?? ''}`
    case 'settle':
    case 'way-in':
      return `${code} ${id}`
  }
}

function withoutRepeats(holds: readonly StateHold[]): StateHold[] {
  const decided = new Set<string>()
  return holds.filter(({ code, id }) => {
    if (kindOf(code) !== 'decide') return true
    const isFirst = !decided.has(id)
    decided.add(id)
    return isFirst
  })
}
