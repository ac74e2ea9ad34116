import { checkItems } from './deliver'
import { emptyMemory } from './known-items'
import type { Line } from './line'
import { clearProblem } from './problems'
import { watchOf } from './watch'

/** Sets against the warehouse's items what would have gone, so that what it does not know is held as it would have been. */
export type ItemWatch = {
  /** Only while it only watches. `all`: also what was looked at before, and what is not due. */
  look(signal: AbortSignal, all?: 'all'): Promise<void>
}

export function watchItems(line: Line): ItemWatch {
  const { ledger, clock } = line
  /** Drafts that were looked at in this life, and waited for nothing. */
  const seen = new Set<string>()
  return {
    look: async (signal, all) => {
      if (!watchOf(line)) return
      const due = ledger.documents.due(all ? Infinity : clock.now())
      const batch = due.filter((id) => all === 'all' || !seen.has(id))
      if (batch.length === 0 || !(await checkItems(line, emptyMemory(), signal, batch))) return
      clearProblem(line, 'warehouse-problem')
      for (const id of batch) if (ledger.documents.byId(id)?.status === 'waiting') seen.add(id)
    },
  }
}
