import type { Line } from './line'
import { replayWait } from './look-limits'
import { noteCalls } from './webhook-health'

/** A webhook waits this long for more of its consignment, counted from the last and from the first. */
const quietMs = 2_000
const quietAtMostMs = 10_000
/** So many ids that were never seen may wait. A shop never has that many at once; a sender of made-up ids does. */
const mostUnseen = 2_000

/**
 * Puts what webhooks named on disk, in one commit; `repeats` of them came in the words of an earlier one. Throws where too
 * many made-up ids wait already, with all on disk but those beyond them: Vend then calls again, and the scan finds what is
 * real.
 */
export function hear(line: Line, named: readonly string[], repeats: number): void {
  const { ledger, clock, log } = line
  const at = clock.now()
  // Vend calls for every line; at one moment that is one trigger.
  const ids = [...new Set(named)]
  const heard = ledger.transaction(() => {
    noteCalls(line, named, repeats)
    return ids.filter((consignmentId) => {
      const unseen = ledger.consignments.byId(consignmentId) === null
      if (unseen && ledger.triggers.unseen() >= mostUnseen) return false
      const notBefore = replayWait(ledger.looks.at(consignmentId), at)?.until ?? at
      ledger.triggers.keep(
        { consignmentId, cause: 'webhook', at, dueAt: at + quietMs, fresh: false, heard: true, unseen },
        { latestAfterFirst: quietAtMostMs, notBefore },
      )
      return true
    })
  })
  for (const consignment of heard) log.tell({ step: 'heard', consignment })
  if (heard.length < ids.length) throw new Error('Too many movements that Vend never showed wait to be looked up.')
}
