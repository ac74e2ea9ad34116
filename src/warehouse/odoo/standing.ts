import type { OutgoingDocument, WarehouseLine } from '../../core/document'
import type { FoundDocument } from '../../core/outcome'
import type { Quantity } from '../../core/quantity'
import { directionOf } from './pieces'

/** A transfer that bears one of a document's names. */
export type FoundTransfer = {
  readonly id: string
  readonly name: string
  readonly state: 'open' | 'done' | 'cancelled'
  readonly consignmentId: string | null
  readonly from: string
  readonly to: string
  /** What it moves, moved or would have moved, never below zero. */
  readonly lines: readonly { readonly item: string; readonly quantity: Quantity }[]
}

/** How far a document has come in Odoo. */
export type Standing =
  /**
   * Under its names stands what we would not have made: another's alone, or of ours at another place or with other lines.
   * Where some of ours is booked, it is never called somebody else's: then all of it would be sent once more.
   */
  | { readonly kind: 'other'; readonly found: FoundDocument }
  | {
      readonly kind: 'ours'
      readonly open: readonly FoundTransfer[]
      readonly done: readonly FoundTransfer[]
      readonly cancelled: readonly FoundTransfer[]
      /** Names of ours that somebody else took in between: those after them are free. */
      readonly others: readonly string[]
      /** The document's lines that no transfer holds yet. */
      readonly missing: readonly WarehouseLine[]
      /** All that stands there. */
      readonly found: FoundDocument
    }

export function standingOf(document: OutgoingDocument, transfers: readonly FoundTransfer[]): Standing {
  const { place, reference, source } = document
  const signed = transfers.map((transfer) => ({
    ...transfer,
    lines: transfer.lines.map(({ item, quantity }) => ({
      item,
      quantity: directionOf(reference, transfer.name) === 'out' ? -quantity : quantity,
    })),
  }))
  const lines = signed.flatMap(({ lines: some }) => some)
  const found = { number: numberOf(transfers), lines }
  const own = signed.filter(({ consignmentId }) => consignmentId === source.consignmentId)
  const others = signed.filter(({ consignmentId }) => consignmentId !== source.consignmentId)
  const [stranger] = others
  if (stranger && own.length === 0) return { kind: 'other', found: { ...found, consignmentId: stranger.consignmentId } }
  // It says that it is ours, and is not what this document would have made: only a person can tell.
  if (!own.every((transfer) => stands(transfer, reference, place)))
    return { kind: 'other', found: { ...found, consignmentId: null } }
  const wanted = new Map(document.lines.map((line) => [line.item, line.quantity]))
  const ownLines = own.flatMap(({ lines: some }) => some)
  const items = ownLines.map(({ item }) => item)
  const asWanted = ownLines.every(({ item, quantity }) => wanted.get(item) === quantity)
  // Unsigned, with lines of this document: it may be ours with its note taken off, so a person compares.
  const maybeOurs = others.some((one) => one.consignmentId === null && one.lines.some(({ item }) => wanted.has(item)))
  if (!asWanted || new Set(items).size !== items.length || maybeOurs)
    return { kind: 'other', found: { ...found, consignmentId: source.consignmentId } }
  const held = new Set(items)
  const ids = new Set(own.map(({ id }) => id))
  const by = (state: FoundTransfer['state']) => transfers.filter(({ id, state: its }) => its === state && ids.has(id))
  return {
    kind: 'ours',
    open: by('open'),
    done: by('done'),
    cancelled: by('cancelled'),
    others: others.map(({ name }) => name),
    missing: document.lines.filter(({ item }) => !held.has(item)),
    found: { number: numberOf(own), lines: ownLines, consignmentId: source.consignmentId },
  }
}

/** The warehouse's own number of a document: the names of its transfers. */
export function numberOf(transfers: readonly FoundTransfer[]): string {
  return transfers.map(({ name }) => name).join(' + ')
}

function stands({ name, from, to }: FoundTransfer, reference: string, place: OutgoingDocument['place']): boolean {
  const direction = directionOf(reference, name)
  if (place.kind === 'stock-transfer') return direction === 'transfer' && from === place.from && to === place.to
  return (direction === 'in' && to === place.location) || (direction === 'out' && from === place.location)
}
