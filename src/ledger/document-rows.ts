import { consignmentStatuses, legs } from '../core/consignment'
import { documentCauses, documentKinds, documentStatuses, type EffectLine, type Place } from '../core/document'
import { groupBy } from '../core/group'
import { holdCodes, type Hold } from '../core/hold'
import type { DocumentHead, LedgerDocument } from '../core/ledger-document'
import type { Database } from './database'
import { all, integer, integerOrNull, number, numberOrNull, text, textOrNull, word, type Row } from './rows'

/**
 * Rows of `documents`, with the lines and holds of all of them: read at once, for a question for each would cost more than
 * finding them.
 */
export function documentsOfRows(database: Database, rows: readonly Row[]): LedgerDocument[] {
  const seqs = JSON.stringify(rows.map((row) => number(row, 'seq')))
  const own = (table: string, order: string) =>
    groupBy(
      all(
        database,
        `SELECT * FROM ${table} WHERE document IN (SELECT value FROM json_each(?)) ORDER BY ${order}`,
        seqs,
      ),
      (row) => number(row, 'document'),
    )
  const [lines, holds] = [own('document_lines', 'document, line'), own('document_holds', 'document, code, product')]
  return rows.map((row) => {
    const seq = number(row, 'seq')
    // Not by spreading, which takes Node 20 forty times as long.
    return Object.assign(headOf(row), {
      seq,
      tried: number(row, 'tried') === 1,
      undoes: textOrNull(row, 'undoes'),
      warehouse: text(row, 'warehouse'),
      part: numberOrNull(row, 'part'),
      key: textOrNull(row, 'key'),
      note: textOrNull(row, 'note'),
      vendStatus: word(row, 'vend_status', consignmentStatuses),
      transferOn: word(row, 'transfer_on', ['sent', 'received']),
      dueAt: number(row, 'due_at'),
      attempts: number(row, 'attempts'),
      attemptedAt: numberOrNull(row, 'attempted_at'),
      failingSince: numberOrNull(row, 'failing_since'),
      trouble: textOrNull(row, 'trouble'),
      lines: (lines.get(seq) ?? []).map(lineOf),
      holds: (holds.get(seq) ?? []).map(holdOf),
    })
  })
}

/** The columns of `documents` that `headOf` reads. */
export const headColumns = ['id', 'consignment', 'kind', 'cause', 'status', 'location', 'from_location', 'to_location']
  .concat(['reference', 'number', 'vend_reference', 'vend_name', 'vend_type', 'created_at', 'delivered_at'])
  .map((column) => `d.${column}`)
  .join(', ')

/** Of a row of `documents`, which has neither its lines nor its holds. */
export function headOf(row: Row): DocumentHead {
  return {
    id: text(row, 'id'),
    consignmentId: text(row, 'consignment'),
    cause: word(row, 'cause', documentCauses),
    status: word(row, 'status', documentStatuses),
    place: placeOf(row),
    reference: textOrNull(row, 'reference'),
    number: textOrNull(row, 'number'),
    vendReference: textOrNull(row, 'vend_reference'),
    vendName: textOrNull(row, 'vend_name'),
    vendType: text(row, 'vend_type'),
    createdAt: number(row, 'created_at'),
    deliveredAt: numberOrNull(row, 'delivered_at'),
  }
}

function placeOf(row: Row): Place {
  const kind = word(row, 'kind', documentKinds)
  return kind === 'stocktake'
    ? { kind, location: text(row, 'location') }
    : { kind, from: text(row, 'from_location'), to: text(row, 'to_location') }
}

function lineOf(row: Row): EffectLine {
  return {
    leg: word(row, 'leg', legs),
    outletId: text(row, 'outlet'),
    productId: text(row, 'product'),
    sku: text(row, 'sku'),
    name: text(row, 'name'),
    item: textOrNull(row, 'item'),
    location: text(row, 'location'),
    quantity: integer(row, 'quantity'),
    ...(row.told !== null && { tells: integer(row, 'told') }),
    counted: integerOrNull(row, 'counted'),
  }
}

/** A row of `document_holds` or `holds` as a hold. */
export function holdOf(row: Row): Hold {
  const productId = text(row, 'product')
  return { code: word(row, 'code', holdCodes), text: text(row, 'text'), ...(productId && { productId }) }
}
