import { triggerCauses } from '../core/document'
import { backings, type Backing, type NewTrigger, type Trigger, type TriggerTimes } from '../core/ports/triggers'
import type { Database } from './database'
import { all, first, number, numberOrNull, run, text, word, type Row } from './rows'

/**
 * Writes a trigger. A webhook's cause outlives a scan's, so that what it announced keeps its shape; the due time is the
 * given one, but never later than `latestAfterFirst` ms after the first of them, and never before `notBefore`. What a
 * person waits for is not put off by a webhook.
 */
export function keepTrigger(
  database: Database,
  trigger: NewTrigger,
  { latestAfterFirst = Infinity, notBefore = 0 }: TriggerTimes = {},
): void {
  const { consignmentId, cause, at, fresh } = trigger
  const standing = first(database, 'SELECT * FROM triggers WHERE consignment = ?', consignmentId)
  const before = standing ? triggerOf(standing) : null
  // One that was asked about already waits for its status: what is heard now is the first of something else.
  const firstAt = before?.askedEarly === 0 ? before.firstAt : at
  const calm = Math.max(Math.min(trigger.dueAt, firstAt + latestAfterFirst), notBefore)
  const dueAt = before?.byPerson ? Math.min(calm, before.dueAt) : calm
  run(
    database,
    `INSERT INTO triggers (consignment, cause, first_at, due_at, fresh, only_heard, unseen, by_person, revision)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)
     ON CONFLICT (consignment) DO UPDATE SET cause = excluded.cause, first_at = excluded.first_at,
       due_at = excluded.due_at, fresh = excluded.fresh, only_heard = MIN(only_heard, excluded.only_heard),
       unseen = MIN(unseen, excluded.unseen), by_person = MAX(by_person, excluded.by_person), asked_early = 0,
       revision = revision + 1`,
    ...[consignmentId, before?.cause === 'webhook' ? 'webhook' : cause, firstAt, dueAt],
    ...[fresh, trigger.heard, trigger.unseen, cause === 'person'].map((is) => (is ? 1 : 0)),
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

/** The place of its backing in `backings`. */
const backing = 'CASE WHEN unseen = 1 THEN 2 WHEN only_heard = 1 THEN 1 ELSE 0 END'

/**
 * What is due: a person's first, then webhooks, then the scan's; among these the oldest, in Vend's order. Those of a
 * worse backing are left out.
 */
export function dueTriggers(database: Database, now: number, worst: Backing): Trigger[] {
  return all(
    database,
    `SELECT * FROM triggers WHERE ${backing} <= ? AND (due_at <= ? OR due_at > ?)
     ORDER BY CASE WHEN by_person = 1 THEN 0 WHEN cause = 'webhook' THEN 1 ELSE 2 END, first_at,
       (SELECT version FROM consignments WHERE id = consignment), consignment`,
    ...[backings.indexOf(worst), now, now + farAhead],
  ).map(triggerOf)
}

/** Whether something that goes before this one, and is of no worse backing, has become due after `since`. */
export function isOutranked(
  database: Database,
  { byPerson, cause }: Trigger,
  { since, now }: { readonly since: number; readonly now: number },
  worst: Backing,
): boolean {
  if (byPerson) return false
  const sql = `SELECT 1 FROM triggers WHERE due_at > ? AND due_at <= ? AND ${backing} <= ?
    AND (by_person = 1 OR (cause = 'webhook' AND ?)) LIMIT 1`
  return first(database, sql, since, now, backings.indexOf(worst), cause === 'webhook' ? 0 : 1) !== undefined
}

/** When the next one of just this backing is due; what lies too far ahead is due now. */
export function nextTriggerAt(database: Database, one: Backing, now: number): number | null {
  const sql = `SELECT MIN(CASE WHEN due_at > ? THEN CAST(? AS INTEGER) ELSE due_at END) AS due_at FROM triggers WHERE ${backing} = ?`
  const row = first(database, sql, now + farAhead, now, backings.indexOf(one))
  return row ? numberOrNull(row, 'due_at') : null
}

/** How many ids wait that were never seen. */
export function unseenTriggers(database: Database): number {
  const row = first(database, 'SELECT COUNT(*) AS count FROM triggers WHERE unseen = 1')
  return row ? number(row, 'count') : 0
}

/** Ends those that name an id that was never seen, and that were due by then; answers how many. */
export function endUnseen(database: Database, dueBy: number): number {
  return run(database, 'DELETE FROM triggers WHERE unseen = 1 AND due_at <= ?', dueBy)
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
    unseen: number(row, 'unseen') === 1,
    byPerson: number(row, 'by_person') === 1,
    revision: number(row, 'revision'),
  }
}
