import type { Draft } from '../core/document'
import type { LedgerDocument } from '../core/ledger-document'
import type { Line } from './line'
import { firstStatus, nameDocument } from './name-document'

/**
 * Writes the undo of a document and answers its id. It is frozen at once, so that it takes back what was told whatever
 * changes; only where the warehouse system is another by now its items must be found first, when it goes. To be called
 * in a transaction.
 */
export function makeUndo(line: Line, undone: LedgerDocument, draft: Draft): string {
  const { ledger, clock, ids, warehouse } = line
  const at = clock.now()
  const id = ids.fresh()
  const { consignmentId, vendReference, vendName, vendType, vendStatus, transferOn } = undone
  ledger.documents.make(draft, {
    ...{ id, cause: 'undo', undoes: undone.id, warehouse: warehouse.id, transferOn, at, dueAt: at },
    consignment: { id: consignmentId, reference: vendReference, name: vendName, vendType, status: vendStatus },
  })
  const made = ledger.documents.byId(id)
  if (made && draft.lines.every(({ item }) => item !== null))
    ledger.documents.freeze(
      made.seq,
      nameDocument(line, made),
      draft.holds.length > 0 ? 'needs-you' : firstStatus(line),
    )
  return id
}

/** More than enough where somebody else has used the next names; a warehouse that says so of each must not keep us busy. */
const mostNames = 20

/** Makes an undo anew under the next name, where somebody else has the one it had. False: it has tried enough of them. */
export function renameUndo(line: Line, undo: LedgerDocument): boolean {
  const { ledger } = line
  const undone = undo.undoes === null ? null : ledger.documents.byId(undo.undoes)
  if (!undone || ledger.documents.undosOf(undone.id).length >= mostNames) return false
  const { place, lines } = undo
  ledger.documents.withdraw(undo.seq, 'The reference was taken.')
  makeUndo(line, undone, { place, lines, holds: [] })
  return true
}
