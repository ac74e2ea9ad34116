import type { BookedFigures } from '../core/day-figures'
import type { Database } from './database'
import { all, integer, number, text } from './rows'

/** What the warehouse booked from a moment until before another. A transfer's two legs count once. */
export function bookedBetween(database: Database, from: number, until: number): BookedFigures {
  const rows = all(
    database,
    `SELECT d.kind, COUNT(*) AS documents, COALESCE(SUM((
        SELECT SUM(ABS(l.quantity)) FROM document_lines l
        WHERE l.document = d.seq AND (d.kind = 'stocktake' OR l.location = d.to_location))), 0) AS units
     FROM documents d INDEXED BY documents_delivered
     WHERE d.status = 'delivered' AND d.delivered_at >= ? AND d.delivered_at < ? GROUP BY d.kind`,
    ...[from, until],
  )
  const of = (kind: string) => rows.filter((row) => text(row, 'kind') === kind)
  const sum = (kind: string) => of(kind).reduce((all, row) => all + number(row, 'documents'), 0)
  return {
    stocktakes: sum('stocktake'),
    transfers: sum('stock-transfer'),
    units: rows.reduce((all, row) => all + integer(row, 'units'), 0n),
  }
}
