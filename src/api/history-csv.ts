import type { HistoryDocument } from '../core/app-state'
import { placeNames } from '../core/place-names'
import type { OutletSettings } from '../core/settings'

const columns = [
  ...['made', 'delivered', 'status', 'document', 'cause', 'reference', 'warehouse number'],
  ...['Vend type', 'Vend reference', 'Vend name', 'location', 'from', 'to', 'SKU', 'quantity', 'counted'],
  ...['waits for', 'note', 'document id', 'Vend consignment id'],
]

/**
 * The history as a table for a spreadsheet (RFC 4180, with the mark that tells Excel of UTF-8): a row for each line of
 * each document, times in UTC with their zone. First its heading, then a text for each piece of the documents.
 */
export function* historyCsv(
  pieces: Iterable<readonly HistoryDocument[]>,
  outlets: readonly OutletSettings[],
): Generator<string> {
  const names = placeNames(outlets)
  yield `\uFEFF${written([columns])}`
  for (const documents of pieces) yield written(documents.flatMap((document) => rowsOf(document, names)))
}

function written(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

function rowsOf(document: HistoryDocument, names: ReadonlyMap<string, string>): string[][] {
  const place = (id: string | null) => (id === null ? '' : (names.get(id) ?? id))
  const { vend, holds, waits } = document
  const why = holds.length > 0 ? holds.map(({ text }) => text).join(' ') : (waits?.text ?? '')
  return document.lines.map(({ sku, quantity, counted }) => [
    ...[document.createdAt, document.deliveredAt ?? '', document.status, document.kind, document.cause],
    ...[document.reference ?? '', document.warehouseNumber ?? '', vend.type, vend.reference ?? '', vend.name ?? ''],
    ...[place(document.location), place(document.from), place(document.to), sku, quantity, counted ?? ''],
    ...[why, document.note ?? '', document.id, vend.consignmentId],
  ])
}

/**
 * A text that a spreadsheet would take for a formula is led by an apostrophe
 * (https://owasp.org/www-community/attacks/CSV_Injection); a plain number may begin with its minus.
 */
function cell(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?$/.test(text)
  const safe = !isNumber && /^\s*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
