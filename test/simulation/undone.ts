import type { OutgoingDocument } from '../../src/core/document'
import { sameWarehouseLines } from '../../src/core/document'
import type { Booking } from './fake-warehouse'

/** Bookings without those that were taken back, and without what took them back. */
export type Standing = {
  readonly standing: readonly Booking[]
  /** What was taken back. */
  readonly undone: readonly Booking[]
  /** Undos that take back nothing that was booked, or what was taken back already. */
  readonly faults: readonly string[]
}

export function withoutUndone(bookings: readonly Booking[]): Standing {
  const standing: Booking[] = []
  const undone: Booking[] = []
  const faults: string[] = []
  for (const booking of bookings) {
    const { document } = booking
    if (document.source.cause !== 'undo') {
      standing.push(booking)
      continue
    }
    const index = standing.findLastIndex((one) => isUndoOf(document, one.document))
    const [taken] = index < 0 ? [] : standing.splice(index, 1)
    if (taken) undone.push(taken)
    else faults.push(`${document.source.consignmentId}: ${document.reference} takes back what is not there`)
  }
  return { standing, undone, faults }
}

function isUndoOf(undo: OutgoingDocument, { source, place, lines }: OutgoingDocument): boolean {
  if (undo.source.consignmentId !== source.consignmentId) return false
  if (undo.place.kind === 'stocktake') {
    if (place.kind !== 'stocktake' || place.location !== undo.place.location) return false
    return sameWarehouseLines(
      undo.lines.map((line) => ({ ...line, quantity: -line.quantity })),
      lines,
    )
  }
  if (place.kind === 'stocktake' || place.from !== undo.place.to || place.to !== undo.place.from) return false
  return sameWarehouseLines(undo.lines, lines)
}
