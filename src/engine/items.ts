import type { EffectLine } from '../core/document'
import type { Hold } from '../core/hold'
import { itemHold } from '../core/item-holds'
import type { LedgerDocument } from '../core/ledger-document'
import { partByItems, type ItemProblem } from '../core/part-by-items'
import { shortNameOf } from '../core/words'
import { knownFor, linesOf, type ItemMemory } from './known-items'
import type { Line } from './line'
import type { Held } from './log-document'

const againMs = 15 * 60_000

export type Parted = {
  /** What can go, with its items; null: nothing, or not all of it was asked about. */
  readonly going: readonly EffectLine[] | null
  /** What waits from now on. */
  readonly held: Held | null
}

/**
 * Parts the lines that must wait, for an item that the warehouse cannot book, from those that can go: these stay in the
 * draft, the others become a draft of their own. To be called in a transaction.
 */
export function partDraft(line: Line, draft: LedgerDocument, memory: ItemMemory): Parted {
  const { ledger, clock, ids } = line
  const at = clock.now()
  const lines = linesOf(line, draft)
  const known = knownFor(line, memory, lines)
  if (!known) return { going: null, held: null }
  const { going, waiting, problems } = partByItems(draft.place, lines, known)
  if (waiting.length === 0) {
    if (draft.holds.length > 0) ledger.documents.hold(draft.seq, [], at)
    return { going, held: null }
  }
  const holds = holdsFor(line, draft, problems, memory)
  if (going.length === 0) {
    // Looked at again from time to time: putting the item right in the warehouse is all a person has to do.
    ledger.documents.hold(draft.seq, holds, at + againMs)
    return { going: null, held: draft.holds.length > 0 ? null : { id: draft.id, holds } }
  }
  const held = new Set(waiting)
  ledger.documents.writeLines(
    draft.seq,
    draft.consignmentId,
    lines.filter((one) => !held.has(one)),
  )
  ledger.documents.hold(draft.seq, [], at)
  const { place, cause, undoes, warehouse, transferOn, consignmentId, vendReference, vendName, vendType, vendStatus } =
    draft
  const id = ids.fresh()
  ledger.documents.make(
    { place, lines: waiting, holds },
    {
      ...{ id, cause, undoes, warehouse, transferOn, at, dueAt: at + againMs },
      consignment: { id: consignmentId, reference: vendReference, name: vendName, vendType, status: vendStatus },
    },
  )
  for (const { text } of holds) ledger.history.tell({ at, consignmentId, documentId: id, text })
  return { going, held: { id, holds } }
}

function holdsFor(line: Line, draft: LedgerDocument, problems: readonly ItemProblem[], memory: ItemMemory): Hold[] {
  const { vendReference, vendName, consignmentId } = draft
  const title = shortNameOf({ id: consignmentId, reference: vendReference, name: vendName })
  const before = new Map(draft.holds.map((hold) => [`${hold.code} ${hold.productId ?? ''}`, hold]))
  return problems.map((problem) => {
    const similar = memory.similar.get(problem.sku)
    const standing = before.get(`${problem.code} ${problem.productId}`)
    // Where nobody looked for likely items this time, what was found before stays.
    if (standing && problem.code === 'sku-not-in-warehouse' && similar === undefined) return standing
    return itemHold(problem, { warehouse: line.warehouse.capabilities.name, title, similar: similar ?? [] })
  })
}
