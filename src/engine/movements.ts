import type { DayFigures } from '../core/day-figures'
import { inPart, type Movement, type MovementPage, type MovementQuery } from '../core/movements'
import { formatQuantity } from '../core/quantity'
import { startOfDay } from '../core/clock-time'
import type { Line } from './line'

/** So many are looked at in one go. */
const piece = 500

/** A page of the movements in one part of the account. */
export function movementPage(
  { ledger, settings }: Pick<Line, 'ledger' | 'settings'>,
  query: MovementQuery,
): MovementPage {
  const rows: Movement[] = []
  let below = query.after === undefined ? null : BigInt(query.after)
  for (;;) {
    const found = ledger.account.movements(below, piece)
    for (const one of found) {
      if (rows.length === query.limit) return { rows, next: (below ?? 0n).toString() }
      below = one.version
      const movement = inPart(one, query, settings.sendStockAdjustments)
      if (movement) rows.push(movement)
    }
    if (found.length < piece) return { rows, next: null }
  }
}

/** What was booked on each of the last days, today last. */
export function lastDays({ ledger, clock }: Pick<Line, 'ledger' | 'clock'>, days: number): readonly DayFigures[] {
  const now = clock.now()
  const begins = Array.from({ length: days + 1 }, (_, index) => startOfDay(now, index - days + 1))
  return ledger.account.booked(begins).map(({ units, ...day }) => ({ ...day, units: formatQuantity(units) }))
}
