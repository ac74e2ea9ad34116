import type { BookedFigures } from '../core/day-figures'
import { groupBy } from '../core/group'
import type { Database } from './database'
import { all, integer, number, text } from './rows'

/**
 * What the warehouse booked from each moment until before the next, for all but the last moment; the earliest first. A
 * transfer's two legs count once.
 */
export function bookedBetween(database: Database, moments: readonly number[]): readonly BookedFigures[] {
  const rows = all(
    database,
    `WITH spans AS (
       SELECT key AS span, value AS begins, LEAD(value) OVER (ORDER BY key) AS ends FROM json_each(?))
     SELECT s.span, d.kind, COUNT(*) AS documents, COALESCE(SUM((
        SELECT SUM(ABS(l.quantity)) FROM document_lines l
        WHERE l.document = d.seq AND (d.kind = 'stocktake' OR l.location = d.to_location))), 0) AS units
     FROM spans s CROSS JOIN documents d INDEXED BY documents_delivered
     WHERE d.status = 'delivered' AND d.delivered_at >= s.begins AND d.delivered_at < s.ends GROUP BY s.span, d.kind`,
    JSON.stringify(moments),
  )
  const bySpan = groupBy(rows, (row) => number(row, 'span'))
  return moments.slice(0, -1).map((from, span) => {
    const kinds = bySpan.get(span) ?? []
    const countOf = (kind: string) =>
      kinds.filter((row) => text(row, 'kind') === kind).reduce((sum, row) => sum + number(row, 'documents'), 0)
    return {
      from,
      stocktakes: countOf('stocktake'),
      transfers: countOf('stock-transfer'),
      units: kinds.reduce((sum, row) => sum + integer(row, 'units'), 0n),
    }
  })
}
