import { warehouseLines } from '../core/document'
import { isItemHold } from '../core/hold'
import type { LedgerDocument } from '../core/ledger-document'
import type { OnHand } from '../core/on-hand'
import { keepBefore } from './figures'
import { partDraft } from './items'
import type { ItemMemory } from './known-items'
import type { Line } from './line'
import { logFrozen, logHeld, type Held } from './log-document'
import { firstStatus, nameDocument } from './name-document'

/**
 * Gives a draft its reference and key, before the first byte of the first attempt. Answers it as frozen, or null when
 * it is no draft any more or nothing of it can go. What cancels out is recorded as delivered without a call. `onHand`:
 * what the warehouse had a moment ago.
 */
export function freeze(line: Line, draft: LedgerDocument, memory: ItemMemory, onHand: OnHand): LedgerDocument | null {
  const { frozen, held } = freezeAtOnce(line, draft, memory, onHand)
  if (held) logHeld(line, draft, held)
  if (frozen) logFrozen(line, frozen)
  return frozen
}

function freezeAtOnce(
  line: Line,
  { id }: LedgerDocument,
  memory: ItemMemory,
  onHand: OnHand,
): { readonly frozen: LedgerDocument | null; readonly held: Held | null } {
  const { ledger, clock } = line
  return ledger.transaction(() => {
    const draft = ledger.documents.byId(id)
    if (!draft || !isOpenDraft(draft)) return { frozen: null, held: null }
    const { going: lines, held } = partDraft(line, draft, memory)
    if (!lines) return { frozen: null, held }
    ledger.documents.nameItems(draft.seq, lines)
    const { consignmentId } = draft
    const name = nameDocument(line, draft)
    const nothingToSend = warehouseLines(draft.place, lines).length === 0
    const status = firstStatus(line)
    ledger.documents.freeze(draft.seq, name, status)
    if (nothingToSend) {
      ledger.documents.markDelivered(draft.seq, { number: null, note: null, at: clock.now() })
      ledger.history.tell({
        at: clock.now(),
        consignmentId,
        documentId: id,
        text: 'Its lines cancel each other out: nothing to send.',
      })
    } else if (status === 'waiting') {
      keepBefore(line, { ...draft, lines }, onHand)
      ledger.documents.markSending(draft.seq, clock.now())
    }
    return { frozen: ledger.documents.byId(id), held }
  })
}

/** Not frozen, and it waits for nothing else than its items. */
export function isOpenDraft({ tried, status, holds }: LedgerDocument): boolean {
  if (tried) return false
  return status === 'waiting' || (status === 'needs-you' && holds.every(({ code }) => isItemHold(code)))
}
