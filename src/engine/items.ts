import type { EffectLine } from '../core/document'
import { groupBy } from '../core/group'
import type { Hold } from '../core/hold'
import type { LedgerDocument } from '../core/ledger-document'
import type { Item, WarehouseAnswer } from '../core/ports/warehouse'
import { shortNameOf } from '../core/words'
import type { Line } from './line'

/** What the warehouse said about SKUs, for one round of deliveries: a SKU with null is not known there. */
export type KnownItems = Map<string, Item | null>

/**
 * Makes sure that the warehouse was asked about a draft's SKUs in this round; in one call it is asked about those of the
 * whole batch. Answers why it could not be asked, or null.
 */
export async function lookUpItems(
  { ledger, warehouse }: Line,
  known: KnownItems,
  draft: LedgerDocument,
  batch: readonly string[],
  signal: AbortSignal,
): Promise<Exclude<WarehouseAnswer<never>, { kind: 'ok' }> | null> {
  if (draft.lines.every(({ sku }) => known.has(sku))) return null
  const drafts = batch.map((id) => ledger.documents.byId(id)).filter((one) => one !== null && !one.tried)
  const skusOf = (lines: readonly EffectLine[]) => lines.map(({ sku }) => sku).filter((sku) => !known.has(sku))
  const all = [...new Set(drafts.flatMap((one) => skusOf(one?.lines ?? [])))]
  const own = [...new Set(skusOf(draft.lines))]
  // One SKU that the warehouse stumbles over must not keep the others from being asked about.
  for (const asked of all.length > own.length && !known.has(unanswerable) ? [all, own] : [own]) {
    const answer = await warehouse.lookUpItems(asked, signal)
    if (answer.kind === 'ok') {
      for (const sku of asked) known.set(sku, answer.value.get(sku) ?? null)
      return null
    }
    if (asked === own || answer.kind === 'unauthorised') return answer
    known.set(unanswerable, null)
  }
  return null
}

/** Stands among the known items when the whole batch could not be asked about; no SKU is empty. */
const unanswerable = ''

const againMs = 15 * 60_000

/**
 * Parts the lines that must wait, for an item that the warehouse does not know, from those that can go: these stay in
 * the draft, the others become a draft of their own. Answers whether the draft can go. To be called in a transaction.
 */
export function partUnknownItems(line: Line, draft: LedgerDocument, known: KnownItems): boolean {
  const { ledger, clock, ids } = line
  const at = clock.now()
  const unknown = new Set(draft.lines.filter(({ sku }) => known.get(sku) === null).map(({ productId }) => productId))
  const waiting = draft.lines.filter(({ productId }) => unknown.has(productId))
  const going = draft.lines.filter(({ productId }) => !unknown.has(productId))
  if (waiting.length === 0) {
    if (draft.holds.length > 0) ledger.documents.hold(draft.seq, [], at)
    return true
  }
  const holds = holdsFor(line, draft, waiting)
  if (going.length === 0) {
    // Looked at again from time to time: adding the item in the warehouse is all a person has to do.
    ledger.documents.hold(draft.seq, holds, at + againMs)
    return false
  }
  ledger.documents.writeLines(draft.seq, draft.consignmentId, going)
  ledger.documents.hold(draft.seq, [], at)
  const { place, cause, warehouse, transferOn, consignmentId, vendReference, vendName, vendType, vendStatus } = draft
  const id = ids.fresh()
  ledger.documents.make(
    { place, lines: waiting, holds },
    {
      ...{ id, cause, warehouse, transferOn, at, dueAt: at + againMs },
      consignment: { id: consignmentId, reference: vendReference, name: vendName, vendType, status: vendStatus },
    },
  )
  for (const { text } of holds) ledger.history.tell({ at, consignmentId, documentId: id, text })
  return true
}

function holdsFor(
  { warehouse }: Line,
  { vendReference, vendName, consignmentId }: LedgerDocument,
  lines: readonly EffectLine[],
): Hold[] {
  return [...groupBy(lines, ({ productId }) => productId)].map(([productId, [first]]) => ({
    code: 'sku-not-in-warehouse',
    productId,
    text: `${warehouse.capabilities.name} does not know SKU “${first?.sku ?? ''}” of ${shortNameOf({ id: consignmentId, reference: vendReference, name: vendName })}. This line waits; add the item there and it goes by itself.`,
  }))
}
