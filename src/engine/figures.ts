import type { EffectLine } from '../core/document'
import { groupBy } from '../core/group'
import type { LedgerDocument } from '../core/ledger-document'
import {
  figuresOf,
  shelfChanges,
  shelfKey,
  shownFigures,
  type Figures,
  type OnHand,
  type Shelf,
  type ShelfChange,
  type ShownFigures,
} from '../core/on-hand'
import { partByItems } from '../core/part-by-items'
import { placeNames } from '../core/place-names'
import { formatChange, formatQuantity } from '../core/quantity'
import { askOnHand } from './ask-on-hand'
import { knownFor, linesOf, type ItemMemory } from './known-items'
import type { Line } from './line'
import { isRestored } from './restored'

/** So long a delivery waits for figures. */
const patienceMs = 2_000
/** So long a person does who asked for them. */
const patientMs = 5_000

/** Of a document, so many shelves are asked for before it goes, and so many are told in one sentence. */
const shelvesAtMost = 50
const toldAtMost = 5

const nothing: OnHand = new Map()

/**
 * What the warehouse has of a document's items just before it goes for the first time; empty where it does not say. It is
 * asked for what will go only, and no further in this round once it did not answer. In a restored folder the document may
 * be there already, so that its figures would be none from before.
 */
export async function askBefore(
  line: Line,
  memory: ItemMemory,
  document: LedgerDocument,
  signal: AbortSignal,
): Promise<OnHand> {
  if (memory.keepsOnHand || isRestored(line)) return nothing
  const changes = shelfChanges(document.place, goingLines(line, memory, document)).slice(0, shelvesAtMost)
  if (changes.length === 0) return nothing
  const onHand = await askOnHand(line, changes, patienceMs, signal)
  memory.keepsOnHand = onHand === null || onHand.size === 0
  return onHand ?? nothing
}

/**
 * The lines of a document whose items in this warehouse are certain: of a draft those that could go, as far as was asked;
 * of one that was begun with another warehouse system none.
 */
export function goingLines(line: Line, memory: ItemMemory, document: LedgerDocument): readonly EffectLine[] {
  if (document.warehouse !== line.warehouse.id) return []
  if (document.tried) return document.lines
  const lines = linesOf(line, document)
  const known = knownFor(line, memory, lines)
  return known ? partByItems(document.place, lines, known).going : []
}

/** Writes the figures down that are known of what goes now. To be called in a transaction. */
export function keepBefore(
  { ledger, clock, settings }: Line,
  { seq, id, consignmentId, place, lines }: LedgerDocument,
  onHand: OnHand,
): void {
  const figures = figuresOf(shelfChanges(place, lines), onHand)
  if (figures.length === 0) return
  ledger.figures.keep(seq, figures)
  const names = placeNames(settings.outlets)
  const text = said(figures, (location) => names.get(location) ?? location)
  ledger.history.tell({ at: clock.now(), consignmentId, documentId: id, text })
}

/** The figures that were written down when a document first went; null: there are none. */
export function figuresKept({ ledger }: Pick<Line, 'ledger'>, document: LedgerDocument): ShownFigures[] | null {
  return document.tried ? shown(document, ledger.figures.before(document.seq)) : null
}

/** What the warehouse has now, and would have after these lines; null: it does not say. */
export async function figuresNow(line: Line, draft: Sent, signal: AbortSignal): Promise<ShownFigures[] | null> {
  const onHand = await askOnHand(line, knownChanges(draft), patientMs, signal)
  return onHand && shown(draft, onHand)
}

/** One shelf that a document changes, with both systems' figures in decimals; null: not known. */
export type BothFigures = {
  readonly sku: string
  readonly location: string
  /** What Vend's movement changes there, with its sign. */
  readonly change: string
  /** What the warehouse had just before the document first went. */
  readonly before: string | null
  readonly now: string | null
}

/** What a document changes beside what the warehouse had before it, and what it has now. */
export async function bothFigures(line: Line, document: LedgerDocument, signal: AbortSignal): Promise<BothFigures[]> {
  const ours = document.warehouse === line.warehouse.id
  const known = ours ? knownChanges(document) : []
  const before = document.tried ? line.ledger.figures.before(document.seq) : nothing
  const now = (await askOnHand(line, known, patientMs, signal)) ?? nothing
  const decimals = (onHand: OnHand, shelf: Shelf) => {
    const quantity = onHand.get(shelfKey(shelf))
    return quantity === undefined ? null : formatQuantity(quantity)
  }
  return shelfChanges(document.place, document.lines).map((one) => ({
    ...{ sku: one.sku, location: one.location, change: formatQuantity(one.change) },
    ...{ before: decimals(before, one), now: decimals(now, one) },
  }))
}

type Sent = Pick<LedgerDocument, 'place' | 'lines'>

/** Of the lines that have an item: a SKU alone may be another item's name. */
function knownChanges({ place, lines }: Sent): ShelfChange[] {
  return shelfChanges(
    place,
    lines.filter(({ item }) => item !== null),
  )
}

function shown({ place, lines }: Sent, onHand: OnHand): ShownFigures[] | null {
  const figures = figuresOf(shelfChanges(place, lines), onHand)
  return figures.length === 0 ? null : figures.map(shownFigures)
}

function said(figures: readonly Figures[], nameOf: (location: string) => string): string {
  const told = figures.slice(0, toldAtMost)
  const places = [...groupBy(told, ({ location }) => location)].map(([location, some]) => {
    const each = some.map(
      ({ sku, change, before, after }) =>
        `${sku} ${formatChange(change)}, before ${formatQuantity(before)} → after ${formatQuantity(after)}`,
    )
    return `In ${nameOf(location)}: ${each.join('; ')}.`
  })
  const more = figures.length - told.length
  return [...places, ...(more > 0 ? [`And ${more.toString()} more.`] : [])].join(' ')
}
