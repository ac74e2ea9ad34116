import type { Database } from './database'
import { run } from './rows'

/**
 * Makes a document be found by what it is called, where it goes and what it moves. To be called after whatever changes
 * one of these. An outlet stands there by its id, so that a new name of it finds the old documents too.
 */
export function makeFindable(database: Database, seq: bigint | number): void {
  run(
    database,
    `WITH found AS MATERIALIZED (
       SELECT d.seq, concat_ws(' ', d.reference, d.vend_reference, d.vend_name, d.number,
           (SELECT group_concat(DISTINCT 'outlet' || replace(l.outlet, '-', '')) FROM document_lines l WHERE l.document = d.seq)) AS about,
         (SELECT group_concat(l.sku || ' ' || l.name, ' ') FROM document_lines l WHERE l.document = d.seq) AS items
       FROM documents d WHERE d.seq = ?)
     INSERT OR REPLACE INTO search (rowid, about, items)
     SELECT seq, concat_ws(' ', about, code_beginnings(about, items)), items FROM found`,
    seq,
  )
}

/** How an outlet stands in the index. */
export function outletWord(outletId: string): string {
  return `outlet${outletId.replaceAll('-', '').toLowerCase()}`
}
