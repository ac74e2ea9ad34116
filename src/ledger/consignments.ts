import { consignmentKinds, consignmentStatuses, type Consignment } from '../core/consignment'
import type { Database } from './database'
import { all, first, integer, integerOrNull, number, numberOrNull, run, text, textOrNull, word, type Row } from './rows'

/** Keeps a header as last seen, unless a newer one is there. A trigger that names it speaks of something seen from now on. */
export function keepConsignment(database: Database, consignment: Consignment): void {
  const { id, kind, status, vendType, vendStatus, outletId, sourceOutletId, reference, name, version } = consignment
  const { createdAt, updatedAt, receivedAt, deleted, gain = null, loss = null } = consignment
  run(
    database,
    `INSERT INTO consignments (id, kind, status, vend_type, vend_status, outlet, source_outlet, reference, name, version,
       created_at, updated_at, received_at, deleted, gain, loss)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, status = excluded.status, vend_type = excluded.vend_type,
       vend_status = excluded.vend_status, outlet = excluded.outlet, source_outlet = excluded.source_outlet,
       reference = excluded.reference, name = excluded.name, version = excluded.version,
       created_at = excluded.created_at, updated_at = excluded.updated_at, received_at = excluded.received_at,
       deleted = excluded.deleted, gain = excluded.gain, loss = excluded.loss
     WHERE excluded.version >= consignments.version`,
    ...[id, kind, status, vendType, vendStatus, outletId, sourceOutletId, reference, name, version],
    ...[createdAt, updatedAt, receivedAt, deleted ? 1 : 0, gain, loss],
  )
  run(database, 'UPDATE triggers SET unseen = 0 WHERE consignment = ? AND unseen = 1', id)
}

export function consignmentById(database: Database, id: string): Consignment | null {
  const row = first(database, 'SELECT * FROM consignments WHERE id = ?', id)
  return row ? consignmentOf(row) : null
}

/** By Vend's own versions, newest first. */
export function newestConsignments(database: Database, atMost: number): Consignment[] {
  return all(database, 'SELECT * FROM consignments ORDER BY version DESC LIMIT ?', atMost).map(consignmentOf)
}

/** The newest version of it that was decided on; null: none yet. */
export function decidedVersion(database: Database, id: string): bigint | null {
  const row = first(database, 'SELECT decided_version FROM consignments WHERE id = ?', id)
  return row ? integerOrNull(row, 'decided_version') : null
}

export function markDecided(
  database: Database,
  id: string,
  { version, lookAgain, at }: { version: bigint; lookAgain: boolean; at: number },
): void {
  run(
    database,
    'UPDATE consignments SET decided_version = ?, decided_at = COALESCE(decided_at, ?), look_again = ? WHERE id = ?',
    ...[version, at, lookAgain ? 1 : 0, id],
  )
}

/** The sums that were compared with Vend's own and agreed (see `totalsKey`); null: none yet. */
export function comparedSums(database: Database, id: string): string | null {
  const row = first(database, 'SELECT compared FROM consignments WHERE id = ?', id)
  return row ? textOrNull(row, 'compared') : null
}

export function keepComparedSums(database: Database, id: string, sums: string): void {
  run(database, 'UPDATE consignments SET compared = ? WHERE id = ?', sums, id)
}

/** Those with lines that Vend has not settled. */
export function toLookAt(database: Database): string[] {
  return all(database, 'SELECT id FROM consignments WHERE look_again = 1 ORDER BY id').map((row) => text(row, 'id'))
}

export function consignmentOf(row: Row): Consignment {
  return {
    id: text(row, 'id'),
    kind: row.kind === null ? null : word(row, 'kind', consignmentKinds),
    status: row.status === null ? null : word(row, 'status', consignmentStatuses),
    vendType: text(row, 'vend_type'),
    vendStatus: text(row, 'vend_status'),
    outletId: text(row, 'outlet'),
    sourceOutletId: textOrNull(row, 'source_outlet'),
    reference: textOrNull(row, 'reference'),
    name: textOrNull(row, 'name'),
    version: integer(row, 'version'),
    createdAt: numberOrNull(row, 'created_at'),
    updatedAt: numberOrNull(row, 'updated_at'),
    receivedAt: numberOrNull(row, 'received_at'),
    deleted: number(row, 'deleted') === 1,
    gain: integerOrNull(row, 'gain'),
    loss: integerOrNull(row, 'loss'),
  }
}
