import type { AccountFigures, AccountGroup } from '../core/account'
import { consignmentKinds, consignmentStatuses } from '../core/consignment'
import { holdCodes, ignoreCodes } from '../core/hold'
import type { Database } from './database'
import { all, first, number, text, word, type Row } from './rows'

const fates = [
  'held',
  'moving',
  'delivered',
  'undone',
  'dismissed',
  'watched',
  'left-out',
  'before',
  'nothing',
] as const

const ours = 'SELECT outlet FROM starts WHERE ended = 0'

/** Of a transfer under way, only where it comes from has been reached: a first look passes over one from elsewhere. */
const isOurs = `CASE WHEN c.kind = 'transfer' AND c.status IN ('sent', 'dispatched')
  THEN COALESCE(c.source_outlet IN (${ours}), 0)
  ELSE c.outlet IN (${ours}) OR COALESCE(c.source_outlet IN (${ours}), 0) END`

/** A booking that no undo took back; SQLite must be kept from looking for undos by their status. */
const standing = `SELECT 1 FROM documents d WHERE d.consignment = c.id AND d.status = 'delivered' AND d.undoes IS NULL
  AND NOT EXISTS (SELECT 1 FROM documents u WHERE u.undoes = d.id AND +u.status = 'delivered')`

const before = `SELECT 1 FROM marks m WHERE m.consignment = c.id AND m.mark = 'before'
  AND m.start IN (SELECT id FROM starts WHERE ended = 0)`

/** The first that holds, with its code. What only few have is a list that is made once; the rest is found by an index. */
const fate = `CASE
  WHEN c.id IN (SELECT consignment FROM holds WHERE dismissed_at IS NULL
      UNION SELECT consignment FROM documents WHERE status = 'needs-you')
    THEN 'held ' || COALESCE((SELECT MIN(code) FROM holds WHERE consignment = c.id AND dismissed_at IS NULL), (
      SELECT MIN(h.code) FROM documents d JOIN document_holds h ON h.document = d.seq
      WHERE d.consignment = c.id AND d.status = 'needs-you'), '')
  WHEN c.id IN (SELECT consignment FROM documents WHERE status IN ('waiting', 'sending', 'unsure')) THEN 'moving'
  WHEN EXISTS (SELECT 1 FROM documents d WHERE d.consignment = c.id AND d.status = 'delivered')
    THEN CASE WHEN c.id IN (SELECT consignment FROM documents WHERE undoes IS NOT NULL AND status = 'delivered')
      AND NOT EXISTS (${standing}) THEN 'undone' ELSE 'delivered' END
  WHEN c.id IN (SELECT consignment FROM documents WHERE status = 'dismissed'
      UNION SELECT consignment FROM holds WHERE dismissed_at IS NOT NULL)
    THEN CASE WHEN c.id IN (SELECT consignment FROM left_out) THEN 'watched' ELSE 'dismissed' END
  ELSE COALESCE((SELECT 'left-out ' || code FROM ignores WHERE consignment = c.id ORDER BY product LIMIT 1),
    CASE WHEN c.decided_version IS NULL AND EXISTS (${before}) THEN 'before' ELSE 'nothing' END)
  END`

/**
 * A trigger stands, or the scan, or the walk of one of its outlets, has not come so far. A walk that has not marked it
 * may still come across it: Vend can have given it a later version since it was seen.
 */
const toRead = `c.id IN (SELECT consignment FROM triggers)
  OR c.version > COALESCE((SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'scan-cursor'), c.version)
  OR EXISTS (SELECT 1 FROM starts s WHERE s.ended = 0 AND s.done = 0 AND s.outlet IN (c.outlet, c.source_outlet)
    AND (s.cursor < c.version OR NOT EXISTS (SELECT 1 FROM marks m WHERE m.consignment = c.id AND m.start = s.id)))`

/** What the class of a consignment `c` follows from. */
export const accountColumns = `c.kind, c.status, c.deleted,
    ${isOurs} AS ours,
    CASE WHEN c.decided_version IS NULL THEN 'never' WHEN c.decided_version < c.version THEN 'older'
      ELSE 'current' END AS decided,
    CASE WHEN c.decided_version >= c.version THEN 0 ELSE ${toRead} END AS to_read,
    ${fate} AS fate`

const groups = `SELECT ${accountColumns}, COUNT(*) AS count FROM consignments c GROUP BY 1, 2, 3, 4, 5, 6, 7`

const known = new WeakMap<Database, { readonly change: string; readonly figures: AccountFigures }>()

/** Counts everything; the same figures again while nothing in the file has changed. */
export function accountFigures(database: Database): AccountFigures {
  const change = lastChange(database)
  const before = known.get(database)
  if (before?.change === change) return before.figures
  const figures = {
    groups: all(database, groups).map((row) => ({ ...groupOf(row), count: number(row, 'count') })),
    seen: count(database, 'SELECT COUNT(*) AS count FROM consignments'),
    strangers: count(
      database,
      `SELECT COUNT(*) AS count FROM documents d
       WHERE NOT EXISTS (SELECT 1 FROM consignments c WHERE c.id = d.consignment)`,
    ),
  }
  known.set(database, { change, figures })
  return figures
}

/** Those of ours that nothing was decided on in their newest version, that are not from before, and that nothing will look at. */
export function lostConsignments(database: Database): string[] {
  return all(
    database,
    `SELECT c.id FROM consignments c WHERE (c.decided_version IS NULL OR c.decided_version < c.version)
       AND (c.outlet IN (${ours}) OR c.source_outlet IN (${ours})) AND NOT (${toRead})
       AND (c.decided_version IS NOT NULL OR NOT EXISTS (${before})) ORDER BY c.version`,
  ).map((row) => text(row, 'id'))
}

/** Changes with every change that this connection makes, and with every commit of another. */
function lastChange(database: Database): string {
  const [ours, others] = [first(database, 'SELECT total_changes() AS changes'), first(database, 'PRAGMA data_version')]
  return JSON.stringify([ours && number(ours, 'changes'), others && number(others, 'data_version')])
}

function count(database: Database, sql: string): number {
  const row = first(database, sql)
  return row ? number(row, 'count') : 0
}

/** Of a row with `accountColumns`. */
export function groupOf(row: Row): Omit<AccountGroup, 'count'> {
  const [found = '', code = ''] = text(row, 'fate').split(' ')
  return {
    kind: row.kind === null ? null : word(row, 'kind', consignmentKinds),
    status: row.status === null ? null : word(row, 'status', consignmentStatuses),
    deleted: number(row, 'deleted') === 1,
    ours: number(row, 'ours') === 1,
    fate: word({ fate: found }, 'fate', fates),
    code: code === '' ? null : word({ code }, 'code', [...holdCodes, ...ignoreCodes]),
    decided: word(row, 'decided', ['never', 'older', 'current']),
    toRead: number(row, 'to_read') === 1,
  }
}
