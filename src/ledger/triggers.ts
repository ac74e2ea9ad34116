import { triggerCauses } from '../core/document'
import type { NewTrigger, Trigger } from '../core/ports/ledger'
import type { Database } from './database'
import { all, first, number, numberOrNull, run, text, word, type Row } from './rows'

/**
 * Writes a trigger. A webhook's cause outlives a scan's, so that what it announced keeps its shape; the due time is the
 * given one, but never later than `latestAfterFirst` ms after the first of them.
 */
export function keepTrigger(database: Database, trigger: NewTrigger, latestAfterFirst = Infinity): void {
  const { consignmentId, cause, at, fresh } = trigger
  const standing = first(database, 'SELECT * FROM triggers WHERE consignment = ?', consignmentId)
  const before = standing ? triggerOf(standing) : null
  const firstAt = before?.firstAt ?? at
  const dueAt = Math.min(trigger.dueAt, firstAt + latestAfterFirst)
  run(
    database,
    `INSERT INTO triggers (consignment, cause, first_at, due_at, fresh, only_heard, revision) VALUES (?, ?, ?, ?, ?, ?, 0)
     ON CONFLICT (consignment) DO UPDATE SET cause = excluded.cause, due_at = excluded.due_at, fresh = excluded.fresh,
       only_heard = MIN(only_heard, excluded.only_heard), asked_early = 0, revision = revision + 1`,
    ...[consignmentId, before?.cause === 'webhook' ? 'webhook' : cause, firstAt, dueAt],
    ...[fresh ? 1 : 0, trigger.heard ? 1 : 0],
  )
}

/** Ends a trigger; one that was heard of again since it was read begins anew at `at`. */
export function endTrigger(database: Database, { consignmentId, revision }: Trigger, at: number): void {
  const ended = run(database, 'DELETE FROM triggers WHERE consignment = ? AND revision = ?', consignmentId, revision)
  if (ended === 0) run(database, 'UPDATE triggers SET first_at = ? WHERE consignment = ?', at, consignmentId)
}

/** Puts a trigger off, unless the consignment was heard of again since it was read. */
export function postponeTrigger(
  database: Database,
  { consignmentId, revision, onlyHeard }: Trigger,
  dueAt: number,
  askedEarly: number,
): void {
  run(
    database,
    'UPDATE triggers SET due_at = ?, asked_early = ?, fresh = 0, only_heard = ? WHERE consignment = ? AND revision = ?',
    ...[dueAt, askedEarly, onlyHeard ? 1 : 0, consignmentId, revision],
  )
}

/** No due time is set so far ahead, ms: one that is comes from a clock that was set back, and is due. */
const farAhead = 1_200_000

/** What is due: a person's first, then webhooks, then the scan's; among these the oldest, in Vend's order. */
export function dueTriggers(database: Database, now: number): Trigger[] {
  return all(
    database,
    `SELECT * FROM triggers WHERE due_at <= ? OR due_at > ?
     ORDER BY CASE cause WHEN 'person' THEN 0 WHEN 'webhook' THEN 1 ELSE 2 END, first_at,
       (SELECT version FROM consignments WHERE id = consignment), consignment`,
    ...[now, now + farAhead],
  ).map(triggerOf)
}

export function nextTriggerAt(database: Database): number | null {
  const row = first(database, 'SELECT MIN(due_at) AS due_at FROM triggers')
  return row ? numberOrNull(row, 'due_at') : null
}

export function triggerCount(database: Database): number {
  const row = first(database, 'SELECT COUNT(*) AS count FROM triggers WHERE asked_early = 0')
  return row ? number(row, 'count') : 0
}

function triggerOf(row: Row): Trigger {
  return {
    consignmentId: text(row, 'consignment'),
    cause: word(row, 'cause', triggerCauses),
    firstAt: number(row, 'first_at'),
    dueAt: number(row, 'due_at'),
    askedEarly: number(row, 'asked_early'),
    fresh: number(row, 'fresh') === 1,
    onlyHeard: number(row, 'only_heard') === 1,
    revision: number(row, 'revision'),
  }
}
