import type { LedgerDocument } from '../../core/ledger-document'
import type { Line } from '../line'
import { releaseCounts } from '../record-decision'

/** Does the work in one commit; where it ends the wait of a held count, those that wait behind it are decided again. */
export function withCountsReleased<Result>(
  line: Line,
  { consignmentId }: Pick<LedgerDocument, 'consignmentId'>,
  work: () => Result,
): Result {
  const { ledger } = line
  const consignment = ledger.consignments.byId(consignmentId)
  return ledger.transaction(() => {
    const before = consignment ? ledger.holds.heldCountsOf(consignment.outletId) : []
    const result = work()
    if (consignment?.kind === 'count')
      releaseCounts(
        line,
        consignment.outletId,
        before.map((held) => held.consignmentId),
      )
    return result
  })
}
