import { isApprovable, isItemHold } from '../core/hold'
import { linesKey } from '../core/lines-key'
import type { LedgerDocument } from '../core/ledger-document'
import type { Line } from './line'
import { releaseCounts } from './record-decision'

// Each answers null when it was done, or a sentence that says what stands in the way.

/** Makes a document due now: one that waits, is unsure, was refused, or waits for an item. */
export function retry(line: Line, id: string): string | null {
  const { ledger, clock } = line
  const document = ledger.documents.byId(id)
  if (!document) return noSuch(id)
  const at = clock.now()
  return ledger.transaction(() => {
    switch (document.status) {
      case 'waiting':
      case 'unsure':
        ledger.documents.makeDue(document.seq, at)
        return null
      case 'needs-you': {
        if (document.tried) {
          if (document.warehouse !== line.warehouse.id) return document.trouble
          ledger.documents.writeHolds(document.seq, [])
          ledger.documents.markTrouble(document.seq, {
            status: 'unsure',
            at,
            dueAt: at,
            trouble: document.trouble ?? '',
            counts: false,
          })
          return null
        }
        const cured = document.holds.filter(({ code }) => code === 'refused' || isItemHold(code))
        const others = document.holds.filter((hold) => !cured.includes(hold))
        if (cured.length === 0) return `It waits for your decision: ${others[0]?.text ?? ''}`
        for (const { productId } of cured) if (productId) ledger.holds.dropRefusal(document.consignmentId, productId)
        ledger.documents.hold(document.seq, others, at)
        return null
      }
      case 'sending':
        return 'It is being sent at this moment.'
      case 'delivered':
        return `It has arrived already, as ${document.number ?? 'a change that needed no booking'}. It is not sent twice.`
      case 'dismissed':
        return 'You left it out. Undo that first if you want it sent.'
      case 'withdrawn':
        return withdrawnText(line, document)
    }
  })
}

/** Sends a held draft as it stands: the approval is for its exact lines. */
export function approve(line: Line, id: string): string | null {
  const { ledger, clock } = line
  const document = ledger.documents.byId(id)
  if (!document) return noSuch(id)
  if (document.status === 'withdrawn') return withdrawnText(line, document)
  if (document.status !== 'needs-you' || document.tried) return 'It does not wait for an approval.'
  const approved = document.holds.filter(({ code }) => isApprovable(code))
  if (approved.length === 0) return `It waits for something else: ${document.holds[0]?.text ?? ''}`
  const at = clock.now()
  return withCountsReleased(line, document, () => {
    for (const { code } of approved)
      ledger.holds.keepApproval(document.consignmentId, { code, lines: linesKey(document.lines) }, at)
    ledger.documents.hold(
      document.seq,
      document.holds.filter((hold) => !approved.includes(hold)),
      at,
    )
    ledger.history.tell({ at, consignmentId: document.consignmentId, documentId: id, text: 'You approved it.' })
  })
}

/** A person takes a document, or a hold without one, upon themselves; `why` is kept with it. */
export function dismiss(line: Line, id: string, why: string): string | null {
  const { ledger, clock } = line
  const at = clock.now()
  if (!why.trim()) return 'Say why, so that you can tell later.'
  const consignmentId = ledger.holds.consignmentOf(id)
  if (consignmentId !== null) {
    ledger.transaction(() => {
      ledger.holds.dismiss(id, why, at)
      ledger.history.tell({ at, consignmentId, documentId: null, text: `You left it out: ${why}` })
    })
    return null
  }
  const document = ledger.documents.byId(id)
  if (!document) return noSuch(id)
  switch (document.status) {
    case 'waiting':
    case 'needs-you':
      if (document.holds.some(({ code }) => code === 'taken')) return document.holds[0]?.text ?? ''
      return withCountsReleased(line, document, () => {
        ledger.documents.dismiss(document.seq, why)
        ledger.history.tell({
          at,
          consignmentId: document.consignmentId,
          documentId: id,
          text: `You left it out: ${why}`,
        })
      })
    case 'sending':
    case 'unsure':
      return 'It may be booked already. Stocktray looks it up first; wait for that.'
    case 'delivered':
      return `It has arrived already, as ${document.number ?? 'a change that needed no booking'}.`
    case 'dismissed':
      return 'You left it out already.'
    case 'withdrawn':
      return withdrawnText(line, document)
  }
}

function withCountsReleased(line: Line, { consignmentId }: LedgerDocument, work: () => void): null {
  const { ledger } = line
  const consignment = ledger.consignments.byId(consignmentId)
  ledger.transaction(() => {
    const before = consignment ? ledger.holds.heldCountsOf(consignment.outletId) : []
    work()
    if (consignment?.kind === 'count')
      releaseCounts(
        line,
        consignment.outletId,
        before.map((held) => held.consignmentId),
      )
  })
  return null
}

function noSuch(id: string): string {
  return `There is no document “${id}”. Look the id up with: stocktray history`
}

function withdrawnText({ ledger }: Line, { consignmentId }: LedgerDocument): string {
  const successor = ledger.documents.draftsOf(consignmentId).at(-1)
  return successor
    ? `It was replaced, because Vend says something else now. Its successor is ${successor.id}.`
    : 'It was withdrawn, because Vend says something else now. Nothing of it waits.'
}
