import type { TriggerCause } from '../../core/document'
import { formatChange } from '../../core/quantity'
import { counting } from '../../core/words'
import type { ShownFigures } from '../../core/on-hand'
import { figuresNow } from '../figures'
import { documentLines } from '../history'
import type { HistoryDocument } from '../../core/app-state'
import type { Line } from '../line'
import { makeUndo } from '../make-undo'
import { nameOf, noSuch } from './sentences'
import { planUndo, type UndoPlan } from './plan-undo'
import { withCountsReleased } from './with-counts-released'

export type Obstacle = { readonly kind: 'obstacle'; readonly text: string }

/** `holds`: what a person would have to approve before it goes; none: it goes at once. */
export type UndoPreview = { readonly kind: 'preview' } & Pick<
  HistoryDocument,
  'location' | 'from' | 'to' | 'lines' | 'holds'
> & {
    readonly documentKind: HistoryDocument['kind']
    /** What the warehouse has now, and would have after it; null: it does not say. */
    readonly figures: readonly ShownFigures[] | null
  }

/** Takes a delivered document back: makes its undo, and answers the undo's id, or what stands in the way. */
export function undo(line: Line, id: string): { readonly kind: 'done'; readonly id: string } | Obstacle {
  const { ledger, clock } = line
  const document = ledger.documents.byId(id)
  if (!document) return { kind: 'obstacle', text: noSuch(id) }
  const plan = planUndo(line, document)
  if (plan.kind === 'obstacle') return plan
  const at = clock.now()
  const { consignmentId } = document
  return withCountsReleased(line, document, () => {
    // Drafts on the same effects were reckoned with what is taken back now.
    const causes = new Set<TriggerCause>()
    for (const draft of ledger.documents.laterOn(document)) {
      if (draft.tried || (draft.status !== 'waiting' && draft.status !== 'needs-you')) continue
      ledger.documents.withdraw(draft.seq, `You undid ${nameOf(document)}.`)
      if (draft.cause !== 'undo') causes.add(draft.cause)
    }
    if (causes.size > 0) {
      const cause = causes.has('webhook') ? 'webhook' : 'person'
      ledger.triggers.keep({ consignmentId, cause, at, dueAt: at, fresh: false })
    }
    const made = makeUndo(line, document, plan)
    const what = plan.lines.slice(0, 5).map(({ sku, quantity }) => `${sku} ${formatChange(quantity)}`)
    const more = plan.lines.length > 5 ? ` and ${counting(plan.lines.length - 5, 'more line')}` : ''
    const text = `You undid ${nameOf(document)}. To send: ${what.join(', ')}${more}.`
    ledger.history.tell({ at, consignmentId, documentId: made, text })
    for (const hold of plan.holds) ledger.history.tell({ at, consignmentId, documentId: made, text: hold.text })
    return { kind: 'done', id: made }
  })
}

/** What undoing would send, or what stands in its way; changes nothing. */
export async function previewUndo(line: Line, id: string, signal: AbortSignal): Promise<UndoPreview | Obstacle> {
  const document = line.ledger.documents.byId(id)
  if (!document) return { kind: 'obstacle', text: noSuch(id) }
  const plan = planUndo(line, document)
  return plan.kind === 'obstacle' ? plan : shown(plan, await figuresNow(line, plan, signal))
}

function shown({ place, lines, holds }: UndoPlan, figures: UndoPreview['figures']): UndoPreview {
  return {
    kind: 'preview',
    documentKind: place.kind,
    location: place.kind === 'stocktake' ? place.location : null,
    from: place.kind === 'stock-transfer' ? place.from : null,
    to: place.kind === 'stock-transfer' ? place.to : null,
    lines: documentLines(place, lines),
    holds: holds.map(({ code, text }) => ({ code, text })),
    figures,
  }
}
