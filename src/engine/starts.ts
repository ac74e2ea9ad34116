import type { AccountStart } from '../core/account'
import type { Consignment } from '../core/consignment'
import { groupBy } from '../core/group'
import type { VendProblem } from '../core/ports/vend'
import type { Start } from '../core/ports/ledger'
import { ruleFor } from '../core/rules'
import { firstSight, outletOfLeg } from '../core/start'
import type { Line } from './line'
import { beginWork, stoppedAt } from './progress'

/**
 * Makes the outlets' starts agree with the settings: an outlet newly ours, or sending newly on, begins one; an outlet
 * no longer ours, or sending off, ends it. The default start is now by Vend's clock, which is asked only when one begins.
 */
export async function agreeStarts(line: Line, signal: AbortSignal): Promise<VendProblem | null> {
  const { ledger, settings, vend, clock } = line
  const ours = new Set(settings.sendStockAdjustments ? settings.outlets.map(({ outlet }) => outlet.id) : [])
  const living = ledger.starts.living()
  const ended = living.filter((start) => !ours.has(start.outletId))
  const begun = [...ours].filter((outlet) => !living.some((start) => start.outletId === outlet))
  if (ended.length > 0) ledger.transaction(() => ended.forEach((start) => ledger.starts.end(start.id)))
  if (begun.length === 0) return null
  const answer = await vend.outlets(signal)
  if (!answer.ok) return answer.problem
  ledger.transaction(() => {
    ledger.products.keepOutlets(answer.value)
    for (const outlet of begun) ledger.starts.begin(outlet, settings.from ?? answer.at ?? clock.now())
  })
  return null
}

/** From when on movements are told, the earliest first; outlets that began together stand together. */
export function countedSince({ ledger, settings }: Pick<Line, 'ledger' | 'settings'>): readonly AccountStart[] {
  const names = new Map(settings.outlets.map(({ outlet }) => [outlet.id, outlet.name]))
  return [...groupBy(ledger.starts.living(), ({ from }) => from)]
    .map(([from, own]) => ({ from, outlets: own.map(({ outletId }) => names.get(outletId) ?? outletId) }))
    .sort((a, b) => a.from - b.from)
}

/** A kind or status that is new in Vend, or a pair of them that Vend does not use. */
function isUnknown({ kind, status }: Consignment): boolean {
  return kind === null || status === null || ruleFor(kind, status).does === 'hold'
}

/** The walks that are not done; while one lasts nothing is decided for its outlet. */
function openWalks({ ledger }: Pick<Line, 'ledger'>): readonly Start[] {
  return ledger.starts.living().filter((start) => !start.done)
}

/** The outlets that are ours and not walked yet: nothing is decided for them. */
export function unwalkedOutlets({ ledger, settings }: Pick<Line, 'ledger' | 'settings'>): ReadonlySet<string> {
  if (!settings.sendStockAdjustments) return new Set()
  const walked = new Set(ledger.starts.living().flatMap(({ outletId, done }) => (done ? [outletId] : [])))
  return new Set(settings.outlets.map(({ outlet }) => outlet.id).filter((outlet) => !walked.has(outlet)))
}

/** Whether a consignment touches one of these outlets. */
export function touches({ outletId, sourceOutletId }: Consignment, outlets: ReadonlySet<string>): boolean {
  return outlets.has(outletId) || (sourceOutletId !== null && outlets.has(sourceOutletId))
}

/**
 * Walks all of Vend's headers once for the outlets that need it, marking the legs that had reached their status before
 * the start. Each page is one commit, so a walk that is cut off goes on where it was.
 */
export async function walk(line: Line, signal: AbortSignal): Promise<VendProblem | null> {
  const { ledger, vend, log } = line
  if (openWalks(line).length === 0) return null
  // Vend does not say how many there are; once they were all seen, we know about how many.
  const first = ledger.facts.get('scan-cursor') === null
  const of = first ? null : ledger.account.figures().seen
  let done = stoppedAt(line, 'history')?.done ?? 0
  const work = beginWork(line, 'history', done)
  for (;;) {
    const walks = openWalks(line)
    const [any] = walks
    if (!any) return null
    const cursor = walks.reduce((lowest, { cursor }) => (cursor < lowest ? cursor : lowest), any.cursor)
    const answer = await vend.consignments(cursor, signal)
    if (!answer.ok) return answer.problem
    const { rows, next } = answer.value
    const seen = Number(ledger.facts.get('walk-seen') ?? '0') + rows.length
    const speaking = ledger.transaction(() => {
      const speaking = rows.filter((consignment) => see(line, consignment, walks, true))
      // Vend may not list what was deleted: what it showed before, and has not shown now, is asked for by id.
      if (next === null) for (const consignment of ledger.starts.unseen()) see(line, consignment, walks, false)
      ledger.facts.keep('walk-seen', seen.toString())
      done += rows.length
      if (next === null) work.end()
      else work.step(done, of, 'now')
      for (const { id } of walks) {
        if (next === null) ledger.starts.endWalk(id)
        else ledger.starts.moveWalk(id, next)
      }
      // The first walk is also the first scan: the scan goes on where it ended.
      if (next === null && ledger.facts.get('scan-cursor') === null) ledger.facts.keep('scan-cursor', cursor.toString())
      return speaking
    })
    for (const { id, version, vendStatus } of speaking)
      log.tell({ step: 'scanned', consignment: id, version: version.toString(), status: vendStatus })
    log.tell({ step: 'walked', seen, done: next === null })
  }
}

/**
 * Marks one consignment at its first sight. Answers whether it has something to say, and so was put down to be read.
 * `fresh`: its header is the one that Vend has now.
 */
function see({ ledger, clock }: Line, consignment: Consignment, walks: readonly Start[], fresh: boolean): boolean {
  ledger.consignments.keep(consignment)
  const told = new Set(ledger.told.of(consignment.id).map(({ leg }) => leg))
  // What was told is ours whatever its dates; a change of it fell on deaf ears while this was off or the outlet not ours.
  const wasMissed = told.size > 0 && ledger.holds.isSilenced(consignment.id)
  let speaks = false
  for (const walk of walks) {
    speaks ||= wasMissed && touches(consignment, new Set([walk.outletId]))
    for (const { leg, sight, reached } of firstSight(consignment, walk.from)) {
      // A transfer with one foot in an outlet that is not ours still has to be shown.
      if (touches(consignment, new Set([walk.outletId]))) speaks ||= reached && sight !== 'before'
      if (outletOfLeg(leg, consignment) !== walk.outletId || told.has(leg)) continue
      const mark = { consignmentId: consignment.id, leg, start: walk.id, mark: sight, version: consignment.version }
      const standing = ledger.starts.keepMark(mark)
      // What reached its status after it was first seen is ours, whatever its dates say now.
      speaks ||= reached && standing !== 'before'
    }
    // Unknown to this program, and changed since the start: a person has to know.
    speaks ||=
      isUnknown(consignment) &&
      touches(consignment, new Set([walk.outletId])) &&
      (consignment.updatedAt ?? Infinity) >= walk.from
  }
  const now = clock.now()
  if (speaks) ledger.triggers.keep({ consignmentId: consignment.id, cause: 'scan', at: now, dueAt: now, fresh })
  return speaks
}
