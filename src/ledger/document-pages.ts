import { groupBy } from '../core/group'
import type { PageDocument, PageQuery } from '../core/ports/ledger'
import { codeBeginningOf } from './code-beginnings'
import type { Database } from './database'
import { outletWord } from './document-search'
import { headColumns, headOf } from './document-rows'
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
    `SELECT d.seq, ${headColumns} FROM ${tables} WHERE ${conditions.map(([sql]) => sql).join(' AND ')} ORDER BY ${order} LIMIT ?`,
    ...[...conditions.flatMap(([, ...values]) => values), limit],
  )
  const last = rows.at(-1)
  const documents = withLines(database, rows)
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
    const begun = codeBeginningOf(words)
    const asItStands = begun === null ? `${words.map(quoted).join(' + ')} *` : quoted(begun)
    const ways = [asItStands, ...outletIds.map((id) => quoted(outletWord(id)))]
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

/**
 * What the documents move, as `warehouseLines` has it: what meets on one item is added, what cancels out is gone, and of
 * two legs one is shown. All of them at once: a question for each would cost more than finding them.
 */
function withLines(database: Database, rows: readonly Row[]): PageDocument[] {
  const merged = `SELECT d.seq, MIN(l.line) AS line, l.sku, SUM(l.quantity) AS quantity
    FROM json_each(?) page CROSS JOIN documents d ON d.seq = page.value JOIN document_lines l ON l.document = d.seq
    WHERE d.to_location IS NULL OR l.location = d.to_location GROUP BY d.seq, COALESCE(l.item, l.sku)
    HAVING SUM(l.quantity) != 0`
  const shown = all(
    database,
    `SELECT * FROM (SELECT seq, sku, quantity, ROW_NUMBER() OVER (PARTITION BY seq ORDER BY line) AS place,
       COUNT(*) OVER (PARTITION BY seq) AS items, SUM(ABS(quantity)) OVER (PARTITION BY seq) AS units FROM (${merged}))
     WHERE place <= 3 ORDER BY seq, place`,
    JSON.stringify(rows.map((row) => number(row, 'seq'))),
  )
  const bySeq = groupBy(shown, (line) => number(line, 'seq'))
  return rows.map((row) => {
    const lines = bySeq.get(number(row, 'seq')) ?? []
    const [summed] = lines
    // Not by spreading, which takes Node 20 forty times as long: here it would be half of all work.
    return Object.assign(headOf(row), {
      items: summed ? number(summed, 'items') : 0,
      units: summed ? integer(summed, 'units') : 0n,
      lines: lines.map((line) => ({ sku: text(line, 'sku'), quantity: integer(line, 'quantity') })),
    })
  })
}
