import { accountOf } from '../core/account'
import type { Line } from './line'

/** Nothing should ever be lost; when the account says that something is, "Sync now" looks at it again. */
export function lookForLost({ ledger, clock, settings }: Line): void {
  const { totals } = accountOf(ledger.account.figures(), settings.sendStockAdjustments)
  if (totals.unaccounted === 0) return
  const lost = ledger.account.lost()
  const at = clock.now()
  ledger.transaction(() => {
    for (const consignmentId of lost) {
      ledger.triggers.keep({ consignmentId, cause: 'person', at, dueAt: at, fresh: false })
      const text = 'Nobody knew what had become of it. It is read again.'
      ledger.history.tell({ at, consignmentId, documentId: null, text })
    }
  })
}
