import { startOfDay } from '../core/clock-time'
import { warehouseLines } from '../core/document'
import { groupBy } from '../core/group'
import type { LedgerDocument } from '../core/ledger-document'
import { formatQuantity, sum } from '../core/quantity'
import type { WatchedFigures, WatchedReport } from '../core/watch'
import type { Line } from './line'
import { watchedIn, watchOf } from './watch'

/** What it would have done since it only watches; null: it sends. */
export function watchedReport(line: Pick<Line, 'ledger' | 'settings'>): WatchedReport | null {
  const watch = watchOf(line)
  if (!watch) return null
  const { going, held, holds, earlier } = watchedIn(line, watch)
  // A hold without a document says no time of its own: it is part of the sum alone.
  const days = groupBy([...going, ...held], ({ createdAt }) => startOfDay(createdAt, 0))
  return {
    ...figuresOf([...going, ...held], holds.length),
    since: watch.since,
    days: [...days].sort(([a], [b]) => a - b).map(([from, some]) => ({ from, ...figuresOf(some, 0) })),
    earlier: earlier.length,
  }
}

function figuresOf(documents: readonly LedgerDocument[], alone: number): WatchedFigures {
  const going = documents.filter(({ status }) => status !== 'needs-you')
  const quantities = going.flatMap(({ place, lines }) => warehouseLines(place, lines).map(({ quantity }) => quantity))
  return {
    stocktakes: going.filter(({ place }) => place.kind === 'stocktake').length,
    transfers: going.filter(({ place }) => place.kind === 'stock-transfer').length,
    units: formatQuantity(sum(quantities.map((one) => (one < 0n ? -one : one)))),
    held: documents.length - going.length + alone,
  }
}
