import { isPending } from '../core/document'
import { isHeldUndo, type LedgerDocument } from '../core/ledger-document'
import { figuresOf, shelfChanges, shelfKey, shownFigures, type ShownFigures } from '../core/on-hand'
import { askOnHand } from './ask-on-hand'
import { goingLines } from './figures'
import { askAboutItems, type ItemMemory } from './known-items'
import type { Line } from './line'

/** Before and after of what would be sent, by document; a document of which nothing is known is missing. */
export type PreviewFigures = ReadonlyMap<string, readonly ShownFigures[]>

/** So long a preview waits for figures. */
const patienceMs = 20_000

/**
 * What the warehouse would have before and after each open document, one after the other in their order. What waits for a
 * person shows its own figures and moves no other's; what may have arrived already leaves its shelves unsaid from there on.
 */
export async function previewFigures(line: Line, memory: ItemMemory, signal: AbortSignal): Promise<PreviewFigures> {
  if (!line.warehouse.capabilities.onHand) return new Map()
  const open = line.ledger.documents.all().filter(({ status }) => isPending(status))
  await askAboutHeld(line, memory, open, signal)
  const changes = open.map((document) => shelfChanges(document.place, goingLines(line, memory, document)))
  const shelves = new Map(changes.flat().map((one) => [shelfKey(one), one]))
  const running = new Map(await askOnHand(line, [...shelves.values()], patienceMs, signal))
  const figures = new Map<string, readonly ShownFigures[]>()
  open.forEach((document, index) => {
    const own = changes[index] ?? []
    if (mayHaveArrived(document)) {
      for (const one of own) running.delete(shelfKey(one))
      return
    }
    const known = figuresOf(own, running)
    if (known.length > 0) figures.set(document.id, known.map(shownFigures))
    if (document.status === 'waiting') for (const one of known) running.set(shelfKey(one), one.after)
  })
  return figures
}

/** Nobody asked about the items of what waits for something else than its items. */
async function askAboutHeld(
  line: Line,
  memory: ItemMemory,
  open: readonly LedgerDocument[],
  signal: AbortSignal,
): Promise<void> {
  const drafts = open.filter(({ tried }) => !tried)
  const ids = drafts.map(({ id }) => id)
  for (const draft of drafts) if (await askAboutItems(line, memory, draft, ids, signal)) return
}

function mayHaveArrived(document: LedgerDocument): boolean {
  return document.tried && document.status !== 'waiting' && !isHeldUndo(document)
}
