import type { DocumentStatus, Draft } from '../core/document'
import type { Hold } from '../core/hold'
import type { LedgerDocument } from '../core/ledger-document'
import type { DraftAbout, Trouble } from '../core/ports/draft-about'
import type { Database } from './database'
import { writeLines } from './document-lines'
import { makeFindable } from './document-search'
import { itemHolds } from './documents'
import { all, first, integer, number, run } from './rows'

/** Writes a draft: without reference and key, waiting, or with its holds for a person. */
export function makeDraft(database: Database, draft: Draft, about: DraftAbout): void {
  const { place, lines, holds } = draft
  const { id, consignment, cause, warehouse, transferOn, at, dueAt } = about
  run(
    database,
    `INSERT INTO documents (id, consignment, kind, cause, undoes, status, location, from_location, to_location, warehouse,
       vend_reference, vend_name, vend_type, vend_status, transfer_on, created_at, due_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[id, consignment.id, place.kind, cause, about.undoes ?? null, holds.length > 0 ? 'needs-you' : 'waiting'],
    ...(place.kind === 'stocktake' ? [place.location, null, null] : [null, place.from, place.to]),
    ...[
      warehouse,
      consignment.reference,
      consignment.name,
      consignment.vendType,
      consignment.status ?? 'open',
      transferOn,
      at,
      dueAt,
    ],
  )
  const row = first(database, 'SELECT seq FROM documents WHERE id = ?', id)
  const seq = row ? integer(row, 'seq') : 0n
  writeLines(database, seq, consignment.id, lines)
  writeHolds(database, Number(seq), holds)
}

/** Replaces a document's holds. */
export function writeHolds(database: Database, seq: number, holds: readonly Hold[]): void {
  run(database, 'DELETE FROM document_holds WHERE document = ?', seq)
  for (const { code, productId, text } of holds)
    run(
      database,
      'INSERT INTO document_holds (document, code, product, text) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
      ...[seq, code, productId ?? '', text],
    )
}

/** Gives a draft the holds that are known now, and the status that follows from them. */
export function holdDraft(database: Database, seq: number, holds: readonly Hold[], dueAt: number): void {
  writeHolds(database, seq, holds)
  run(
    database,
    `UPDATE documents SET status = ?, due_at = ? WHERE seq = ? AND tried = 0`,
    ...[holds.length > 0 ? 'needs-you' : 'waiting', dueAt, seq],
  )
}

export function withdraw(database: Database, seq: number, trouble: string | null, note: string | null): void {
  run(database, "UPDATE documents SET status = 'withdrawn', trouble = ?, note = ? WHERE seq = ?", trouble, note, seq)
}

/** The number of what stands in the warehouse under a document's reference. */
export function keepNumber(database: Database, seq: number, value: string): void {
  run(database, 'UPDATE documents SET number = ? WHERE seq = ?', value, seq)
  makeFindable(database, seq)
}

/** A frozen document goes, or goes again, by a person's word: no request of it is still under way. */
export function release(database: Database, seq: number, status: 'waiting' | 'unsure', at: number): void {
  run(database, 'DELETE FROM document_holds WHERE document = ?', seq)
  run(
    database,
    `UPDATE documents SET status = ?, due_at = ?, attempted_at = NULL
     WHERE seq = ? AND tried = 1 AND status IN ('unsure', 'needs-you')`,
    ...[status, at, seq],
  )
}

/** Freezes a draft under its reference and key. Answers false when it is no draft any more. */
export function freeze(
  database: Database,
  seq: number,
  name: { reference: string; part: number; key: string },
  status: DocumentStatus,
): boolean {
  const frozen = run(
    database,
    `UPDATE documents SET tried = 1, reference = ?, part = ?, key = ?, status = ?
     WHERE seq = ? AND tried = 0 AND status IN ('waiting', 'needs-you')`,
    ...[name.reference, name.part, name.key, status, seq],
  )
  makeFindable(database, seq)
  return frozen === 1
}

/** An open frozen document bears another name: under that one the warehouse has it. */
export function rename(
  database: Database,
  seq: number,
  { reference, part, key }: { reference: string; part: number; key: string },
): void {
  run(
    database,
    `UPDATE documents SET reference = ?, part = ?, key = ?
     WHERE seq = ? AND tried = 1 AND status IN ('waiting', 'sending', 'unsure', 'needs-you')`,
    ...[reference, part, key, seq],
  )
  makeFindable(database, seq)
}

/** After the clock was set back: the attempt cannot have begun later than now. */
export function restartAttempt(database: Database, seq: number, at: number): void {
  run(database, 'UPDATE documents SET attempted_at = ? WHERE seq = ? AND attempted_at > ?', at, seq, at)
}

/** The beginning of an attempt: from here on the warehouse may have it. */
export function markSending(database: Database, seq: number, at: number): void {
  run(
    database,
    "UPDATE documents SET status = 'sending', attempted_at = ?, attempts = attempts + 1 WHERE seq = ?",
    ...[at, seq],
  )
}

export function markDelivered(
  database: Database,
  seq: number,
  { number, note, at }: { number: string | null; note: string | null; at: number },
): void {
  run(
    database,
    `UPDATE documents SET status = 'delivered', number = ?, note = ?, delivered_at = ?, failing_since = NULL, trouble = NULL
     WHERE seq = ?`,
    ...[number, note, at, seq],
  )
  makeFindable(database, seq)
}

/** An attempt that ended without a booking that we know of. */
export function markTrouble(database: Database, seq: number, after: Trouble): void {
  run(
    database,
    // What a person decided meanwhile stands.
    `UPDATE documents SET status = ?, due_at = ?, trouble = ?, failing_since = COALESCE(failing_since, ?), attempts = attempts + ?
     WHERE seq = ? AND status IN ('waiting', 'sending', 'unsure', 'needs-you')`,
    ...[after.status, after.dueAt, after.trouble, after.at, after.counts ? 1 : 0, seq],
  )
}

export function makeDue(database: Database, seq: number, at: number): void {
  run(database, 'UPDATE documents SET due_at = ? WHERE seq = ?', at, seq)
}

/** What was begun with this warehouse and waited while another was set up: unsure again, due at `at`. */
export function takeUpAgain(database: Database, warehouse: string, at: number): void {
  const waiting = `status = 'needs-you' AND tried = 1 AND warehouse = ?
    AND seq IN (SELECT document FROM document_holds WHERE code = 'warehouse-changed')`
  for (const row of all(database, `SELECT seq FROM documents WHERE ${waiting}`, warehouse)) {
    const seq = number(row, 'seq')
    writeHolds(database, seq, [])
    run(database, "UPDATE documents SET status = 'unsure', due_at = ? WHERE seq = ?", at, seq)
  }
}

/** Drafts that wait for the item of a SKU: due at `at`. Answers how many. */
export function releaseItem(database: Database, sku: string, at: number): number {
  return run(
    database,
    `UPDATE documents SET due_at = ? WHERE status = 'needs-you' AND tried = 0
       AND seq IN (SELECT document FROM document_lines WHERE sku = ?)
       AND seq IN (SELECT document FROM document_holds WHERE code IN (${itemHolds}))`,
    ...[at, sku],
  )
}

export function makeAllDue(database: Database, at: number): void {
  run(
    database,
    "UPDATE documents SET due_at = ? WHERE status IN ('waiting', 'unsure', 'needs-you') AND due_at > ?",
    at,
    at,
  )
}

export function markDismissed(database: Database, seq: number, why: string): void {
  run(database, "UPDATE documents SET status = 'dismissed', why = ? WHERE seq = ?", why, seq)
}

/** Documents that a dead process left in the middle of an attempt may be booked: nobody knows. */
export function unsureAfterDeath(database: Database, at: number): number {
  return run(
    database,
    "UPDATE documents SET status = 'unsure', due_at = ?, failing_since = COALESCE(failing_since, ?) WHERE status = 'sending'",
    at,
    at,
  )
}

/** The parts that a consignment has used, withdrawn documents among them. */
export function isPartUsed(database: Database, consignmentId: string, part: number): boolean {
  return (
    first(database, 'SELECT 1 AS found FROM documents WHERE consignment = ? AND part = ?', consignmentId, part) !==
    undefined
  )
}

export function isReferenceUsed(database: Database, reference: string): boolean {
  return first(database, 'SELECT 1 AS found FROM documents WHERE reference = ?', reference) !== undefined
}

/** Drafts of the same consignment, made later, that touch an effect of this document. */
export function draftsBehind(database: Database, { seq, consignmentId }: LedgerDocument): number[] {
  return all(
    database,
    `SELECT d.seq FROM documents d WHERE d.consignment = ? AND d.seq > ? AND d.tried = 0 AND d.undoes IS NULL
       AND d.status IN ('waiting', 'needs-you') AND EXISTS (
         SELECT 1 FROM document_lines l JOIN document_lines mine ON mine.consignment = l.consignment
           AND mine.product = l.product AND mine.leg = l.leg AND mine.outlet = l.outlet AND mine.document = ?
         WHERE l.document = d.seq)
     ORDER BY d.seq`,
    ...[consignmentId, seq, seq],
  ).map((row) => number(row, 'seq'))
}
