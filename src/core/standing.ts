import type { Approval, Decision } from './decision'
import type { Draft, StandingDraft } from './document'
import { isApprovable, type Hold, type HoldCode } from './hold'
import { lineKey, linesKey } from './lines-key'

/** Holds that a delivery found out, not a decision; a decision that keeps the draft keeps them. */
const foundByDelivery: ReadonlySet<HoldCode> = new Set<HoldCode>(['sku-not-in-warehouse', 'taken'])

/**
 * Sets the documents that are wanted against the drafts that stand: where these already carry the same effects to the
 * same places they stay, with id, cause, shape and approval; otherwise they go and new ones are made.
 */
export function againstStanding(
  wanted: readonly Draft[],
  standing: readonly StandingDraft[],
  approvals: readonly Approval[],
): Pick<Decision, 'documents' | 'withdraw' | 'keep'> {
  const keep = sameCargo(wanted, standing) ? keepAll(wanted, standing, approvals) : null
  if (keep) return { documents: [], withdraw: [], keep }
  return {
    documents: wanted.map((draft) => ({
      ...draft,
      holds: unapproved(draft, approvals),
    })),
    withdraw: standing.map(({ id }) => id),
    keep: [],
  }
}

function sameCargo(wanted: readonly Draft[], standing: readonly Draft[]): boolean {
  const cargo = (drafts: readonly Draft[]) => drafts.flatMap(cargoKeys).sort()
  const [a, b] = [cargo(wanted), cargo(standing)]
  return a.length === b.length && a.every((key, index) => key === b[index])
}

function cargoKeys({ place, lines }: Draft): string[] {
  return lines.map((line) => `${place.kind} ${lineKey(line)}`)
}

/** null when the lines of one standing draft would now be held for different reasons: then they must part. */
function keepAll(
  wanted: readonly Draft[],
  standing: readonly StandingDraft[],
  approvals: readonly Approval[],
): Decision['keep'] | null {
  const owner = new Map(wanted.flatMap((draft) => cargoKeys(draft).map((key) => [key, draft] as const)))
  const kept: { id: string; holds: readonly Hold[] }[] = []
  for (const draft of standing) {
    const owners = cargoKeys(draft).map((key) => owner.get(key))
    const codes = new Set(owners.map((one) => JSON.stringify(one?.holds.map(({ code }) => code).sort())))
    if (codes.size > 1) return null
    const holds = new Map(owners.flatMap((one) => one?.holds ?? []).map((hold) => [JSON.stringify(hold), hold]))
    const found = draft.holds.filter(({ code }) => foundByDelivery.has(code))
    kept.push({
      id: draft.id,
      holds: [...found, ...unapproved({ ...draft, holds: [...holds.values()] }, approvals)],
    })
  }
  return kept
}

function unapproved(draft: Draft, approvals: readonly Approval[]): readonly Hold[] {
  const lines = linesKey(draft.lines)
  return draft.holds.filter(
    ({ code }) => !isApprovable(code) || !approvals.some((one) => one.code === code && one.lines === lines),
  )
}
