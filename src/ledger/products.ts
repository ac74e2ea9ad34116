import { z } from 'zod'
import type { Outlet, Product } from '../core/consignment'
import { skuOf } from '../core/sku'
import type { Database } from './database'
import { all, first, integer, number, run, text, textOrNull, type Row } from './rows'

/** Keeps products as last seen; an older version never replaces a newer one. */
export function keepProducts(database: Database, products: readonly Product[]): void {
  for (const product of products) {
    const { id, name, codes, tracked, composite, version } = product
    run(
      database,
      `INSERT INTO products (id, sku, name, codes, tracked, composite, version) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET sku = excluded.sku, name = excluded.name, codes = excluded.codes,
         tracked = excluded.tracked, composite = excluded.composite, version = excluded.version WHERE excluded.version >= products.version`,
      // SQLite cuts a text at a NUL, and the rest may be another product's SKU.
      ...[id, skuOf(product), name, JSON.stringify(codes), tracked ? 1 : 0, composite ? 1 : 0, version],
    )
  }
}

/** Those of the given products that are known. */
export function productsById(database: Database, ids: Iterable<string>): Map<string, Product> {
  const found = new Map<string, Product>()
  for (const id of ids) {
    const row = first(database, 'SELECT * FROM products WHERE id = ?', id)
    if (row) found.set(id, productOf(row))
  }
  return found
}

export function keepOutlets(database: Database, outlets: readonly Outlet[]): void {
  for (const { id, name } of outlets)
    run(
      database,
      'INSERT INTO outlets (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name',
      id,
      name,
    )
}

export function outletNames(database: Database): Map<string, string> {
  return new Map(all(database, 'SELECT id, name FROM outlets').map((row) => [text(row, 'id'), text(row, 'name')]))
}

export function isSku(database: Database, sku: string): boolean {
  return first(database, 'SELECT 1 AS found FROM products WHERE sku = ? LIMIT 1', sku) !== undefined
}

function productOf(row: Row): Product {
  return {
    id: text(row, 'id'),
    sku: textOrNull(row, 'sku'),
    name: text(row, 'name'),
    codes: z.array(z.string()).parse(JSON.parse(text(row, 'codes'))),
    tracked: number(row, 'tracked') === 1,
    composite: number(row, 'composite') === 1,
    version: integer(row, 'version'),
  }
}
