import type { AppState } from '../core/app-state'
import { rankOf } from '../core/rules'
import { titleOf } from '../core/words'
import type { Line } from './line'

/** So many may be still being written, or have been cancelled. */
const looksBack = 50

/** The newest of Vend's movements that has moved stock, as far as Vend was read; null: none is known. */
export function lastMovement({ ledger }: Pick<Line, 'ledger'>): AppState['lastMovement'] {
  const found = ledger.consignments
    .newest(looksBack)
    .find(({ kind, status, deleted }) => !deleted && kind !== null && status !== null && rankOf(kind, status) > 0)
  return found ? { title: titleOf(found), at: found.receivedAt ?? found.updatedAt } : null
}
