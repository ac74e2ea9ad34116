import type { Match } from '../core/ports/ledger'
import type { Database } from './database'
import { all, first, run, text } from './rows'

/** The shop's own table for one warehouse, by SKU. */
export function matchesOf(database: Database, warehouse: string): Match[] {
  return all(database, 'SELECT * FROM matches WHERE warehouse = ? ORDER BY sku', warehouse).map((row) => ({
    sku: text(row, 'sku'),
    item: text(row, 'item'),
    code: text(row, 'code'),
    name: text(row, 'name'),
  }))
}

/** Which items these SKUs are matched to; a SKU that is missing is not matched. */
export function matchedItems(database: Database, warehouse: string, skus: Iterable<string>): Map<string, string> {
  const found = new Map<string, string>()
  for (const sku of skus) {
    const row = first(database, 'SELECT item FROM matches WHERE warehouse = ? AND sku = ?', warehouse, sku)
    if (row) found.set(sku, text(row, 'item'))
  }
  return found
}

/** Keeps a match, in place of the one that this SKU had. */
export function keepMatch(database: Database, warehouse: string, { sku, item, code, name }: Match, at: number): void {
  run(
    database,
    `INSERT INTO matches (warehouse, sku, item, code, name, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (warehouse, sku) DO UPDATE SET item = excluded.item, code = excluded.code, name = excluded.name,
       at = excluded.at`,
    ...[warehouse, sku, item, code, name, at],
  )
}

/** Answers whether there was one. */
export function dropMatch(database: Database, warehouse: string, sku: string): boolean {
  return run(database, 'DELETE FROM matches WHERE warehouse = ? AND sku = ?', warehouse, sku) > 0
}
