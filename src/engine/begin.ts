import { isSwitchedOn, settingsKey } from './decide-settings'
import type { Line } from './line'
import { readBack } from './night'
import { takeUpWatch } from './watch'
import { noteWay } from './webhook-health'

/** What a dead process left behind, and what other settings mean for drafts that stand. */
export function begin(line: Line): void {
  const { ledger, clock } = line
  const at = clock.now()
  ledger.transaction(() => {
    takeUpWatch(line)
    // A start is a new try: at once, whatever stood in the way before.
    for (const name of ['next-scan', 'next-check', 'vend-problem', 'warehouse-problem'] as const)
      ledger.facts.keep(name, null)
    noteWay(line, null)
    ledger.documents.takeUpAgain(line.warehouse.id, at)
    const key = settingsKey(line)
    const before = ledger.facts.get('decided-with')
    if (before === key) return
    ledger.facts.keep('decided-with', key)
    // While sending is off nothing is decided: what was told may have changed meanwhile.
    const again =
      before !== null && isSwitchedOn(before, key)
        ? ledger.consignments.toReadAgain({ since: at - readBack, after: '', atMost: Number.MAX_SAFE_INTEGER })
        : ledger.consignments.toDecideAgain()
    for (const consignmentId of again)
      ledger.triggers.keep({ consignmentId, cause: 'scan', at, dueAt: at, fresh: false })
  })
}
