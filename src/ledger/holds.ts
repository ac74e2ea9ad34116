import type { Approval, HeldCount, Refusal } from '../core/decision'
import type { StateHold } from '../core/app-state'
import { holdCodes, holdKey, type Hold, type Ignore } from '../core/hold'
import { legs } from '../core/consignment'
import { completedAt } from '../core/tripwire'
import { shortNameOf } from '../core/words'
import { consignmentOf } from './consignments'
import type { Database } from './database'
import { holdOf } from './document-rows'
import { isOpen, itemHolds } from './documents'
import { all, first, integer, number, run, text, textOrNull, word } from './rows'

/**
 * Sets the holds without a document to those of a new decision. One that stood keeps its id; a dismissed one stays
 * dismissed until `figuresOf` it says something else.
 */
export function keepHolds(
  database: Database,
  consignmentId: string,
  holds: readonly Hold[],
  about: { at: number; fresh: () => string; figuresOf: (hold: Hold) => string },
): void {
  const standing = all(database, 'SELECT id, code, product FROM holds WHERE consignment = ?', consignmentId)
  const wanted = new Set(holds.map(holdKey))
  for (const row of standing)
    if (!wanted.has(`${text(row, 'code')} ${text(row, 'product')}`))
      run(database, 'DELETE FROM holds WHERE id = ?', text(row, 'id'))
  for (const hold of holds)
    run(
      database,
      `INSERT INTO holds (id, consignment, code, product, text, figures, since) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (consignment, code, product) DO UPDATE SET text = excluded.text,
         dismissed_at = CASE WHEN figures = excluded.figures THEN dismissed_at END,
         why = CASE WHEN figures = excluded.figures THEN why END, figures = excluded.figures`,
      ...[about.fresh(), consignmentId, hold.code, hold.productId ?? '', hold.text, about.figuresOf(hold), about.at],
    )
}

/** Adds a hold beside those that stand; the next decision sets them all anew. */
export function addHold(
  database: Database,
  consignmentId: string,
  hold: Hold,
  about: { at: number; id: string },
): void {
  run(
    database,
    `INSERT INTO holds (id, consignment, code, product, text, figures, since) VALUES (?, ?, ?, ?, ?, '', ?)
     ON CONFLICT (consignment, code, product) DO UPDATE SET text = excluded.text`,
    ...[about.id, consignmentId, hold.code, hold.productId ?? '', hold.text, about.at],
  )
}

/** Sets what was left out of a consignment, and why, to what a new decision says. */
export function keepIgnores(database: Database, consignmentId: string, ignores: readonly Ignore[], at: number): void {
  run(database, 'DELETE FROM ignores WHERE consignment = ?', consignmentId)
  for (const { code, productId, text } of ignores)
    run(
      database,
      'INSERT INTO ignores (consignment, code, product, text, since) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      ...[consignmentId, code, productId ?? '', text, at],
    )
}

/** Whether the last decision left it out because sending was off or its outlet not ours. */
export function isSilenced(database: Database, consignmentId: string): boolean {
  const found = first(
    database,
    "SELECT 1 AS found FROM ignores WHERE consignment = ? AND code IN ('sending-off', 'outlet-not-ours')",
    consignmentId,
  )
  return found !== undefined
}

/** Everything that waits for a person, oldest document first, then the holds without one. */
export function openHolds(database: Database): StateHold[] {
  const onDocuments = all(
    database,
    `SELECT h.code, h.product, h.text, d.id, d.consignment, d.vend_reference AS reference, d.vend_name AS name
     FROM document_holds h JOIN documents d ON d.seq = h.document WHERE d.status = 'needs-you' ORDER BY d.seq, h.code, h.product`,
  ).map((row) => ({ ...holdOf(row), ...aboutOf(row), documentId: text(row, 'id') }))
  const alone = all(
    database,
    `SELECT h.id, h.code, h.product, h.text, h.consignment, c.reference, c.name FROM holds h
     LEFT JOIN consignments c ON c.id = h.consignment WHERE h.dismissed_at IS NULL ORDER BY h.since, h.id`,
  ).map((row) => ({ ...holdOf(row), ...aboutOf(row), documentId: null }))
  return [...onDocuments, ...alone]
}

function aboutOf(
  row: Readonly<Record<string, unknown>>,
): Pick<StateHold, 'id' | 'consignmentId' | 'reference' | 'title'> {
  const [consignmentId, reference] = [text(row, 'consignment'), textOrNull(row, 'reference')]
  const title = shortNameOf({ id: consignmentId, reference, name: textOrNull(row, 'name') })
  return { id: text(row, 'id'), consignmentId, reference, title }
}

/** How many holds without a document a person has left out. */
export function dismissedHolds(database: Database): number {
  const row = first(database, 'SELECT COUNT(*) AS count FROM holds WHERE dismissed_at IS NOT NULL')
  return row ? number(row, 'count') : 0
}

/** Dismisses a hold without a document. Answers false when there is none of that id. */
export function dismissHold(database: Database, id: string, why: string, at: number): boolean {
  return run(database, 'UPDATE holds SET dismissed_at = ?, why = ? WHERE id = ?', at, why, id) === 1
}

export function consignmentOfHold(database: Database, id: string): string | null {
  const row = first(database, 'SELECT consignment FROM holds WHERE id = ?', id)
  return row ? text(row, 'consignment') : null
}

export function approvalsOf(database: Database, consignmentId: string): Approval[] {
  return all(database, 'SELECT code, lines FROM approvals WHERE consignment = ?', consignmentId).map((row) => ({
    code: word(row, 'code', holdCodes),
    lines: text(row, 'lines'),
  }))
}

export function keepApproval(database: Database, consignmentId: string, { code, lines }: Approval, at: number): void {
  run(
    database,
    'INSERT INTO approvals (consignment, code, lines, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ...[consignmentId, code, lines, at],
  )
}

export function refusalsOf(database: Database, consignmentId: string): Refusal[] {
  return all(database, 'SELECT * FROM refusals WHERE consignment = ?', consignmentId).map((row) => ({
    leg: word(row, 'leg', legs),
    outletId: text(row, 'outlet'),
    productId: text(row, 'product'),
    quantity: integer(row, 'quantity'),
    text: text(row, 'text'),
  }))
}

export function keepRefusal(database: Database, consignmentId: string, refusal: Refusal): void {
  run(
    database,
    'INSERT OR REPLACE INTO refusals (consignment, leg, outlet, product, quantity, text) VALUES (?, ?, ?, ?, ?, ?)',
    ...[consignmentId, refusal.leg, refusal.outletId, refusal.productId, refusal.quantity, refusal.text],
  )
}

export function dropRefusal(database: Database, consignmentId: string, productId: string): void {
  run(database, 'DELETE FROM refusals WHERE consignment = ? AND product = ?', consignmentId, productId)
}

/** The counts of an outlet that the tripwire or a limit holds. */
export function heldCountsOf(database: Database, outletId: string): HeldCount[] {
  return all(
    database,
    `SELECT * FROM consignments c WHERE c.kind = 'count' AND c.outlet = ? AND EXISTS (
       SELECT 1 FROM documents d JOIN document_holds h ON h.document = d.seq
       WHERE d.consignment = c.id AND d.status = 'needs-you' AND d.tried = 0 AND h.code IN ('count-zeroes', 'over-limit'))`,
    outletId,
  ).map((row) => {
    const consignment = consignmentOf(row)
    return { consignmentId: consignment.id, reference: shortNameOf(consignment), completedAt: completedAt(consignment) }
  })
}

/** The counts of an outlet that wait behind a held one, with the cause that keeps their shape. */
export function countsBehind(database: Database, outletId: string): string[] {
  return all(
    database,
    `SELECT DISTINCT c.id FROM consignments c JOIN documents d ON d.consignment = c.id
     JOIN document_holds h ON h.document = d.seq AND h.code = 'behind-count'
     WHERE c.outlet = ? AND d.status = 'needs-you' ORDER BY c.version`,
    outletId,
  ).map((row) => text(row, 'id'))
}

/** Every consignment with drafts or holds: what a change of mapping or settings decides again. */
export function consignmentsToDecideAgain(database: Database): string[] {
  return all(
    database,
    `SELECT consignment FROM documents WHERE tried = 0 AND undoes IS NULL AND status IN ('waiting', 'needs-you')
     UNION SELECT consignment FROM holds ORDER BY 1`,
  ).map((row) => text(row, 'consignment'))
}

/** Those with a hold about this product, or an open draft with a line of it. */
export function consignmentsWaitingOn(database: Database, productId: string): string[] {
  return all(
    database,
    `SELECT consignment FROM holds WHERE product = ?
     UNION SELECT d.consignment FROM documents d
       JOIN document_lines l ON l.consignment = d.consignment AND l.product = ? AND l.document = d.seq
       WHERE ${isOpen} AND d.tried = 0 AND d.undoes IS NULL AND d.status IN ('waiting', 'needs-you') ORDER BY 1`,
    ...[productId, productId],
  ).map((row) => text(row, 'consignment'))
}

export function isProductAwaited(database: Database): boolean {
  const found = first(
    database,
    `SELECT 1 AS found FROM holds WHERE product != '' UNION ALL
     SELECT 1 FROM document_holds h JOIN documents d ON d.seq = h.document
       WHERE d.status = 'needs-you' AND h.code IN (${itemHolds}) LIMIT 1`,
  )
  return found !== undefined
}

/** Those first decided since a moment that stand at a status that counts, those told since then, and what stands open. */
export function consignmentsToReadAgain(
  database: Database,
  { since, after, atMost }: { since: number; after: string; atMost: number },
): string[] {
  return all(
    database,
    `SELECT id FROM (SELECT id FROM consignments WHERE decided_at >= ? AND (kind = 'order' AND status = 'received'
       OR kind = 'return' AND status = 'sent' OR kind = 'transfer' AND status IN ('sent', 'dispatched', 'received')
       OR kind = 'count' AND status = 'complete')
     UNION SELECT consignment FROM documents WHERE undoes IS NULL
       AND (created_at >= ? OR attempted_at >= ? OR delivered_at >= ?)
     UNION SELECT consignment FROM documents WHERE tried = 0 AND undoes IS NULL AND status IN ('waiting', 'needs-you')
     UNION SELECT consignment FROM holds) WHERE id > ? ORDER BY id LIMIT ?`,
    ...[since, since, since, since, after, atMost],
  ).map((row) => text(row, 'id'))
}
