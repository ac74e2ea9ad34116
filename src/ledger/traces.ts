import type { Noted } from '../core/ports/story'
import type { Database } from './database'
import { all, number, text } from './rows'

/** Products that bear a SKU, bore it in a document, or are matched to an item of that name. */
export function productsTracedBy(database: Database, sku: string): string[] {
  return all(
    database,
    `WITH names (sku) AS (SELECT ? UNION SELECT sku FROM matches WHERE item = ? OR code = ?)
     SELECT id FROM products WHERE sku IN names
     UNION SELECT product FROM document_lines WHERE sku IN names AND product != '' ORDER BY 1`,
    ...[sku, sku, sku],
  ).map((row) => text(row, 'id'))
}

/** What is held about the products without a document, and what was left out of them. */
export function notedAbout(database: Database, productIds: readonly string[]): Noted[] {
  const ids = JSON.stringify(productIds)
  return all(
    database,
    `SELECT 'held' AS what, since, consignment, text FROM holds WHERE product IN (SELECT value FROM json_each(?))
     UNION ALL SELECT 'ignored', since, consignment, text FROM ignores WHERE product IN (SELECT value FROM json_each(?))
     ORDER BY since`,
    ...[ids, ids],
  ).map((row) => ({
    what: text(row, 'what') === 'held' ? 'held' : 'ignored',
    at: number(row, 'since'),
    consignmentId: text(row, 'consignment'),
    text: text(row, 'text'),
  }))
}

/** Documents and holds without one whose id begins so, at most `most` of them. */
export function idsBeginning(
  database: Database,
  beginning: string,
  most: number,
): { id: string; kind: 'document' | 'hold' }[] {
  // No LIKE, for which “%” and “_” are more than letters. Nothing that is written sorts after the last code point.
  const [from, to] = [beginning, `${beginning}\u{10FFFF}`]
  return all(
    database,
    `SELECT id, 'document' AS kind FROM documents WHERE id >= ? AND id < ?
     UNION ALL SELECT id, 'hold' AS kind FROM holds WHERE id >= ? AND id < ? ORDER BY 1 LIMIT ?`,
    ...[from, to, from, to, most],
  ).map((row) => ({ id: text(row, 'id'), kind: text(row, 'kind') === 'document' ? 'document' : 'hold' }))
}
