import type { PageDocument, PageQuery } from '../core/ports/ledger'
import type { Database } from './database'
import { outletWord } from './document-search'
import { headOf } from './documents'
import { all, first, integer, number, text, type Row, type Value } from './rows'

/** Lists of fewer are read whole: an index on what else is asked for would not be quicker. */
const few = 10_000

type Condition = readonly [sql: string, ...values: Value[]]

/**
 * A page of documents, newest first: by the time when they were made, and where they are searched by their number, which
 * differs only where the clock was set back meanwhile. `next` names where it ended.
 */
export function documentPage(database: Database, query: PageQuery): { documents: PageDocument[]; next: string | null } {
  const { from, until, outletId, limit } = query
  const narrow = narrowest(database, query)
  // A plus before a column keeps SQLite from its index.
  const ofColumns = filtered.flatMap((column): Condition[] => {
    const value = query[column]
    return value === undefined ? [] : [[`${column === narrow?.column ? '' : '+'}d.${column} = ?`, value]]
  })
  const isFew = narrow !== null && narrow.count < few
  const match = matchOf(query, !isFew)
  const bySearch = match !== null && !isFew
  const time = bySearch ? '+d.created_at' : 'd.created_at'
  const conditions: Condition[] = [
    ...(match === null ? [] : [bySearch ? (['s.search MATCH ?', match] as const) : ([inSearch, match] as const)]),
    ...(outletId === undefined || bySearch ? [] : [[ofOutlet, outletId] as const]),
    ...ofColumns,
    ...(from === undefined ? [] : [[`${time} >= ?`, from] as const]),
    ...(until === undefined ? [] : [[`${time} < ?`, until] as const]),
    ...goingOn(query.after, bySearch),
    ['1'],
  ]
  const tables = bySearch ? 'search s CROSS JOIN documents d ON d.seq = s.rowid' : 'documents d'
  const order = bySearch ? 's.rowid DESC' : 'd.created_at DESC, d.seq DESC'
  const rows = all(
    database,
    `SELECT d.* FROM ${tables} WHERE ${conditions.map(([sql]) => sql).join(' AND ')} ORDER BY ${order} LIMIT ?`,
    ...[...conditions.flatMap(([, ...values]) => values), limit],
  )
  const last = rows.at(-1)
  const documents = rows.map((row) => pageDocumentOf(database, row))
  if (!last || rows.length < limit) return { documents, next: null }
  const seq = number(last, 'seq').toString()
  return { documents, next: bySearch ? seq : `${number(last, 'created_at').toString()}-${seq}` }
}

const filtered = ['kind', 'cause', 'status'] as const
const inSearch = 'd.seq IN (SELECT rowid FROM search WHERE search MATCH ?)'
const ofOutlet = 'EXISTS (SELECT 1 FROM document_lines l WHERE l.document = d.seq AND l.outlet = ?)'

/** Behind where the page before ended; what is no such place is the beginning. */
function goingOn(after: string | undefined, bySearch: boolean): Condition[] {
  const [, at, seq] = /^(?:(-?\d{1,15})-)?(\d{1,15})$/.exec(after ?? '') ?? []
  if (seq === undefined) return []
  if (bySearch) return [['s.rowid < ?', Number(seq)]]
  return at === undefined ? [] : [['(d.created_at, d.seq) < (?, ?)', Number(at), Number(seq)]]
}

/** Terms and outlet as FTS5 reads them (https://www.sqlite.org/fts5.html#full_text_query_syntax); null: neither is asked for. */
function matchOf({ terms, outletId }: PageQuery, withOutlet: boolean): string | null {
  const quoted = (one: string) => `"${one.replaceAll('"', '""')}"`
  const ofTerms = terms.map(({ words, outletIds }) => {
    const ways = [`${words.map(quoted).join(' + ')} *`, ...outletIds.map((id) => quoted(outletWord(id)))]
    return `(${ways.join(' OR ')})`
  })
  const outlet = outletId === undefined || !withOutlet ? [] : [`about : ${quoted(outletWord(outletId))}`]
  const parts = [...outlet, ...ofTerms]
  return parts.length === 0 ? null : parts.join(' AND ')
}

/** Of what is asked for, what the fewest documents have, and how many, as far as `few`; null: nothing of these is. */
function narrowest(database: Database, query: PageQuery): { column: string; count: number } | null {
  const counted = filtered.flatMap((column) => {
    const value = query[column]
    if (value === undefined) return []
    const sql = `SELECT COUNT(*) AS count FROM (SELECT 1 FROM documents WHERE ${column} = ? LIMIT ${few.toString()})`
    const row = first(database, sql, value)
    return [{ column, count: row ? number(row, 'count') : 0 }]
  })
  return counted.sort((a, b) => a.count - b.count)[0] ?? null
}

function pageDocumentOf(database: Database, row: Row): PageDocument {
  const head = headOf(row)
  const { seq, place } = head
  // As `warehouseLines` has them: what meets on one item is added, what cancels out is gone, and of two legs one is shown.
  const merged = `SELECT MIN(line) AS line, sku, SUM(quantity) AS quantity FROM document_lines
    WHERE document = ? AND (? IS NULL OR location = ?) GROUP BY COALESCE(item, sku) HAVING SUM(quantity) != 0`
  const at = place.kind === 'stocktake' ? null : place.to
  const sums = first(
    database,
    `SELECT COUNT(*) AS items, COALESCE(SUM(ABS(quantity)), 0) AS units FROM (${merged})`,
    ...[seq, at, at],
  )
  const lines = all(database, `SELECT sku, quantity FROM (${merged}) ORDER BY line LIMIT 3`, seq, at, at)
  return {
    ...head,
    items: sums ? number(sums, 'items') : 0,
    units: sums ? integer(sums, 'units') : 0n,
    lines: lines.map((line) => ({ sku: text(line, 'sku'), quantity: integer(line, 'quantity') })),
  }
}
