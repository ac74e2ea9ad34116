import type { HistoryDocument, Problem } from '../core/app-state'
import type { LedgerDocument } from '../core/ledger-document'
import { shortNameOf } from '../core/words'

/**
 * Why a document that will go by itself has not gone yet. `problem`: what keeps us from the warehouse; `pause`: until when
 * nothing new goes, and in words; `all`: oldest first.
 */
export function waitsOf(
  document: LedgerDocument,
  {
    problem,
    pause,
    all,
  }: { readonly problem: Problem | null; readonly pause: Rest | null; readonly all: readonly LedgerDocument[] },
): HistoryDocument['waits'] {
  const nextTryAt = new Date(Math.max(document.dueAt, problem?.retryAt ?? 0)).toISOString()
  switch (document.status) {
    case 'waiting':
      if (pause)
        return { text: pause.text, nextTryAt: pause.until === null ? null : new Date(pause.until).toISOString() }
      return { text: document.trouble ?? behind(document, all) ?? problem?.text ?? 'It goes by itself.', nextTryAt }
    case 'sending':
      return { text: 'It is being sent at this moment.', nextTryAt }
    case 'unsure':
      return {
        text: document.trouble ?? 'It may have arrived. The warehouse is asked before anything is sent again.',
        nextTryAt,
      }
    case 'needs-you':
    case 'delivered':
    case 'dismissed':
    case 'withdrawn':
      return null
  }
}

type Rest = { readonly until: number | null; readonly text: string }

const open = ['waiting', 'sending', 'unsure', 'needs-you']

function behind(document: LedgerDocument, all: readonly LedgerDocument[]): string | null {
  const effect = ({ leg, outletId, productId }: LedgerDocument['lines'][number]) => `${leg} ${outletId} ${productId}`
  const ours = new Set(document.lines.map(effect))
  const earlier = all.find(
    (one) =>
      one.consignmentId === document.consignmentId &&
      one.seq < document.seq &&
      open.includes(one.status) &&
      one.lines.some((line) => ours.has(effect(line))),
  )
  if (!earlier) return null
  const title = shortNameOf({
    id: earlier.consignmentId,
    reference: earlier.vendReference,
    name: earlier.vendName,
  })
  return `An earlier document of ${title} goes first.`
}
