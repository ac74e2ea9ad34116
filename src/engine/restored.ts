import type { Line } from './line'

/** Whether the folder was restored or moved: it may have sent what it does not remember. */
export function isRestored({ ledger }: Pick<Line, 'ledger'>): boolean {
  return ledger.facts.get('restored') !== null
}

/** When what the folder forgot may have been sent at the latest, ms since 1970; null: long ago. */
export function forgottenUntil({ ledger, clock }: Line): number | null {
  const at = Number(ledger.facts.get('restored') ?? NaN)
  if (Number.isNaN(at)) return null
  // After the clock was set back: it cannot have been later than now.
  if (at > clock.now()) ledger.facts.keep('restored', clock.now().toString())
  return Math.min(at, clock.now())
}
