import { documentStatuses, type DocumentStatus } from '../core/document'
import { itemHoldCodes } from '../core/hold'
import type { LedgerDocument } from '../core/ledger-document'
import type { Database } from './database'
import { documentsOfRows } from './document-rows'
import { all, first, number, numberOrNull, text, word, type Value } from './rows'

export function documentById(database: Database, id: string): LedgerDocument | null {
  return found(database, 'SELECT * FROM documents WHERE id = ?', id)[0] ?? null
}

export function lastDelivered(database: Database): LedgerDocument | null {
  const sql =
    "SELECT * FROM documents WHERE status = 'delivered' AND reference IS NOT NULL ORDER BY delivered_at DESC, seq DESC LIMIT 1"
  return found(database, sql)[0] ?? null
}

/** Every document, oldest first. */
export function allDocuments(database: Database): LedgerDocument[] {
  return found(database, 'SELECT * FROM documents ORDER BY seq')
}

/** What has not ended, oldest first. */
export function openDocuments(database: Database): LedgerDocument[] {
  return found(database, `SELECT d.* FROM documents d WHERE ${isOpen} ORDER BY d.seq`)
}

/** Oldest first: of those numbered above `after` and no higher than `upTo`, the first `atMost`. */
export function pieceOfDocuments(
  database: Database,
  { after, upTo, atMost }: { readonly after: number; readonly upTo: number; readonly atMost: number },
): LedgerDocument[] {
  return found(database, 'SELECT * FROM documents WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?', after, upTo, atMost)
}

/** The highest number that a document has; 0: there is none. */
export function lastSeq(database: Database): number {
  const row = first(database, 'SELECT COALESCE(MAX(seq), 0) AS seq FROM documents')
  return row ? number(row, 'seq') : 0
}

/** Every document with a line of one of the products, oldest first. */
export function documentsWith(database: Database, productIds: readonly string[]): LedgerDocument[] {
  return found(
    database,
    `SELECT * FROM documents WHERE seq IN (
       SELECT document FROM document_lines WHERE product IN (SELECT value FROM json_each(?))) ORDER BY seq`,
    JSON.stringify(productIds),
  )
}

/** Every document of a consignment, oldest first. */
export function documentsOf(database: Database, consignmentId: string): LedgerDocument[] {
  return found(database, 'SELECT * FROM documents WHERE consignment = ? ORDER BY seq', consignmentId)
}

/** The drafts of a consignment: never tried, neither undo nor withdrawn nor dismissed. */
export function draftsOf(database: Database, consignmentId: string): LedgerDocument[] {
  return found(
    database,
    `SELECT * FROM documents WHERE consignment = ? AND tried = 0 AND undoes IS NULL AND status IN ('waiting', 'needs-you')
     ORDER BY seq`,
    consignmentId,
  )
}

/** Every undo that was ever made of a document, oldest first. */
export function undosOf(database: Database, id: string): LedgerDocument[] {
  return found(database, 'SELECT * FROM documents WHERE undoes = ? ORDER BY seq', id)
}

/** Documents of the same consignment, made later, that change an effect of this one: no undo, and not withdrawn. */
export function laterOn(database: Database, { seq, consignmentId }: LedgerDocument): LedgerDocument[] {
  return found(
    database,
    `SELECT * FROM documents d WHERE d.consignment = ? AND d.seq > ? AND d.undoes IS NULL AND d.status != 'withdrawn'
       AND EXISTS (SELECT 1 FROM document_lines l JOIN document_lines mine ON mine.consignment = l.consignment
         AND mine.product = l.product AND mine.leg = l.leg AND mine.outlet = l.outlet AND mine.document = ?
         WHERE l.document = d.seq AND l.quantity != 0)
     ORDER BY d.seq`,
    ...[consignmentId, seq, seq],
  )
}

/** Word for word the condition of the index `documents_open`: SQLite takes a partial index only where it sees that again. */
export const isOpen = `d.status IN ('waiting', 'sending', 'unsure', 'needs-you')`

/** The codes of `itemHoldCodes`, for SQL. */
export const itemHolds = itemHoldCodes.map((code) => `'${code}'`).join(', ')

/**
 * Deliverable: waiting and unsure documents, and drafts that wait only for the warehouse to know their items. But none
 * while an earlier open document of the same consignment touches one of its effects, and no draft while its consignment
 * is to be looked at again, or while another of its documents stands there with lines that nobody knows of: an undo that
 * waits for its approval is not such a one.
 */
const deliverable = `${isOpen} AND d.status != 'sending'
  AND (d.status != 'needs-you' OR d.tried = 0 AND NOT EXISTS (
    SELECT 1 FROM document_holds h WHERE h.document = d.seq AND h.code NOT IN (${itemHolds})))
  AND NOT EXISTS (
    SELECT 1 FROM documents e JOIN document_lines l ON l.document = e.seq
    JOIN document_lines mine ON mine.consignment = l.consignment AND mine.product = l.product AND mine.leg = l.leg
      AND mine.outlet = l.outlet AND mine.document = d.seq
    WHERE e.consignment = d.consignment AND e.seq < d.seq AND e.status IN ('waiting', 'sending', 'unsure', 'needs-you'))
  AND (d.tried = 1 OR NOT EXISTS (
    SELECT 1 FROM triggers t WHERE t.consignment = d.consignment AND t.asked_early = 0) AND NOT EXISTS (
    SELECT 1 FROM documents e WHERE e.consignment = d.consignment AND e.status = 'needs-you' AND e.tried = 1
      AND (e.undoes IS NULL OR e.attempts > 0)))`

/** The ids of what may be delivered by `now`: first what was tried least, so that none starves the others; then the oldest. */
export function dueDocuments(database: Database, now: number): string[] {
  return all(
    database,
    `SELECT d.id FROM documents d WHERE (d.due_at <= ? OR d.due_at > ?) AND ${deliverable} ORDER BY d.attempts, d.seq`,
    ...[now, now + farAhead],
  ).map((row) => text(row, 'id'))
}

/** Whether it may still be delivered by `now`: what was tried before it may have changed that. */
export function isDue(database: Database, id: string, now: number): boolean {
  const found = first(
    database,
    `SELECT 1 FROM documents d WHERE d.id = ? AND (d.due_at <= ? OR d.due_at > ?) AND ${deliverable}`,
    ...[id, now, now + farAhead],
  )
  return found !== undefined
}

/** No due time is set so far ahead, ms: one that is comes from a clock that was set back, and is due. */
export const farAhead = 7_200_000

/** When something may be delivered next, or something of this status alone; null: nothing waits. */
export function nextDeliveryAt(database: Database, only: 'unsure' | null): number | null {
  const row = first(
    database,
    `SELECT MIN(d.due_at) AS due_at FROM documents d WHERE ${deliverable} AND (? IS NULL OR d.status = ?)`,
    ...[only, only],
  )
  return row ? numberOrNull(row, 'due_at') : null
}

/** Documents made, tried or delivered since a moment, oldest first. */
export function documentsSince(database: Database, moment: number): LedgerDocument[] {
  return found(
    database,
    'SELECT * FROM documents WHERE created_at >= ? OR attempted_at >= ? OR delivered_at >= ? ORDER BY seq',
    ...[moment, moment, moment],
  )
}

/** Documents on their way that have found no success since before `moment`, oldest first. */
export function failingSince(database: Database, moment: number): LedgerDocument[] {
  return found(
    database,
    // One that waits behind another, which a person has to settle, is not being tried.
    `SELECT * FROM documents d WHERE d.status IN ('waiting', 'sending', 'unsure') AND d.failing_since <= ?
       AND (d.status = 'sending' OR ${deliverable}) ORDER BY d.seq`,
    moment,
  )
}

export function countsByStatus(database: Database): Record<DocumentStatus, number> {
  const counts: Record<DocumentStatus, number> = {
    waiting: 0,
    sending: 0,
    unsure: 0,
    'needs-you': 0,
    delivered: 0,
    dismissed: 0,
    withdrawn: 0,
  }
  for (const row of all(database, 'SELECT status, COUNT(*) AS count FROM documents GROUP BY status'))
    counts[word(row, 'status', documentStatuses)] = number(row, 'count')
  return counts
}

function found(database: Database, sql: string, ...values: readonly Value[]): LedgerDocument[] {
  return documentsOfRows(database, all(database, sql, ...values))
}
