import type { EffectLine } from '../core/document'
import type { Database } from './database'
import { makeFindable } from './document-search'
import { run } from './rows'

/** Replaces the lines of a document. */
export function writeLines(
  database: Database,
  seq: bigint | number,
  consignmentId: string,
  lines: readonly EffectLine[],
): void {
  run(database, 'DELETE FROM document_lines WHERE document = ?', seq)
  lines.forEach(({ leg, outletId, productId, sku, name, item, location, quantity, tells, counted }, index) =>
    run(
      database,
      `INSERT INTO document_lines (document, line, consignment, leg, outlet, product, sku, name, item, location, quantity, told, counted)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[seq, index, consignmentId, leg, outletId, productId, sku, name, item, location],
      ...[quantity, tells ?? null, counted],
    ),
  )
  makeFindable(database, seq)
}

/** Gives the lines of a draft that is about to be frozen their items; `lines` are all of it, in their order. */
export function nameItems(database: Database, seq: number, lines: readonly EffectLine[]): void {
  run(database, 'UPDATE document_lines SET item = sku WHERE document = ?', seq)
  lines.forEach(({ item, sku }, index) => {
    if (item !== sku)
      run(database, 'UPDATE document_lines SET item = ? WHERE document = ? AND line = ?', item, seq, index)
  })
}
