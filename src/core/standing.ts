import type { Approval, Decision } from './decision'
import type { Draft, StandingDraft } from './document'
import { isApprovable, isItemHold, type Hold } from './hold'
import { lineKey, linesKey } from './lines-key'

/**
 * Sets the documents that are wanted against the drafts that stand: where these already carry the same effects to the
 * same places they stay, with id, cause, shape and approval; otherwise they go and new ones are made.
 */
export function againstStanding(
  wanted: readonly Draft[],
  standing: readonly StandingDraft[],
  approvals: readonly Approval[],
): Pick<Decision, 'documents' | 'withdraw' | 'keep'> {
  const keep = linesIn(wanted) === linesIn(standing) ? keepAll(wanted, standing, approvals) : null
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

function linesIn(drafts: readonly Draft[]): number {
  return drafts.reduce((count, { lines }) => count + lines.length, 0)
}

function cargoKeys({ place, lines }: Draft): string[] {
  return lines.map((line) => `${place.kind} ${lineKey(line)}`)
}

/** null when the cargo is another, or when the lines of one standing draft would now be held for different reasons: then they must part. */
function keepAll(
  wanted: readonly Draft[],
  standing: readonly StandingDraft[],
  approvals: readonly Approval[],
): Decision['keep'] | null {
  const owner = new Map(wanted.flatMap((draft) => cargoKeys(draft).map((key) => [key, draft] as const)))
  const kept: { id: string; holds: readonly Hold[] }[] = []
  for (const draft of standing) {
    const owners = new Set<Draft>()
    for (const key of cargoKeys(draft)) {
      const found = owner.get(key)
      // No effect stands on two lines of what is wanted, so each may be taken once.
      if (!found || !owner.delete(key)) return null
      owners.add(found)
    }
    const codes = new Set([...owners].map(({ holds }) => JSON.stringify(holds.map(({ code }) => code).sort())))
    if (codes.size > 1) return null
    const holds = new Map([...owners].flatMap((one) => one.holds).map((hold) => [JSON.stringify(hold), hold]))
    // What a delivery found out stays with a draft that stays.
    const found = draft.holds.filter(({ code }) => isItemHold(code) || code === 'taken')
    kept.push({
      id: draft.id,
      holds: [...found, ...unapproved({ ...draft, holds: [...holds.values()] }, approvals)],
    })
  }
  return kept
}

function unapproved(draft: Draft, approvals: readonly Approval[]): readonly Hold[] {
  if (draft.holds.length === 0 || approvals.length === 0) return draft.holds
  const lines = linesKey(draft.lines)
  return draft.holds.filter(
    ({ code }) => !isApprovable(code) || !approvals.some((one) => one.code === code && one.lines === lines),
  )
}
