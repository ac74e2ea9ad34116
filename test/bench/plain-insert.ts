import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../src/ledger/database'
import { migrate } from '../../src/ledger/migrations'
import { skuOf } from './big-shop'

/** What the disk and SQLite need for the lines of one document alone, in one transaction of a new ledger file; ms. */
export function plainInsertMs(lines: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'stocktray-bench-'))
  const database = openDatabase(join(folder, 'ledger.sqlite'))
  try {
    migrate(database)
    const rows = Array.from({ length: lines }, (_, index) => ({ product: crypto.randomUUID(), sku: skuOf(index) }))
    const [consignment, outlet] = [crypto.randomUUID(), crypto.randomUUID()]
    const began = performance.now()
    database.exec('BEGIN IMMEDIATE')
    database.exec(
      `INSERT INTO documents (id, consignment, kind, cause, status, warehouse, vend_type, vend_status, transfer_on, created_at, due_at)
       VALUES ('one', 'one', 'stocktake', 'scan', 'waiting', 'bench', 'SUPPLIER', 'received', 'sent', 0, 0)`,
    )
    const insert = database.prepare(
      `INSERT INTO document_lines (document, line, consignment, leg, outlet, product, sku, name, location, quantity)
       VALUES (1, ?, ?, 'received', ?, ?, ?, ?, 'WH-MAIN', ?)`,
    )
    rows.forEach(({ product, sku }, line) => insert.run(line, consignment, outlet, product, sku, sku, 100_000))
    database.exec('COMMIT')
    return performance.now() - began
  } finally {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
