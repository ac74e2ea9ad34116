import { applicableRule } from '../core/applicable-rule'
import type { Consignment, ConsignmentLine } from '../core/consignment'
import { ruleFor } from '../core/rules'
import type { Trigger } from '../core/ports/triggers'
import type { VendProblem } from '../core/ports/vend'
import { totalsHold, totalsKey, type VendTotals } from '../core/totals'
import type { Line } from './line'

export type Read =
  | {
      readonly consignment: Consignment | null
      readonly lines: readonly ConsignmentLine[]
      readonly totals?: VendTotals | null
    }
  | { readonly problem: VendProblem }

/** So often are lines read anew that changed while they were paged. */
const mostReadings = 3

/** The header and the lines as they belong together; no lines where a decision cannot depend on them. */
export async function readConsignment(line: Line, trigger: Trigger, signal: AbortSignal): Promise<Read> {
  const { ledger, vend } = line
  const known = ledger.consignments.byId(trigger.consignmentId)
  let consignment = known
  if (!trigger.fresh || !known) {
    const answer = await vend.consignment(trigger.consignmentId, signal)
    if (!answer.ok) return { problem: answer.problem }
    // Vend answers 404 for what was deleted.
    consignment = answer.value ?? (known && { ...known, deleted: true })
  }
  if (consignment && isOldNews(line, trigger, consignment)) return { consignment, lines: [] }
  let before: string | null = null
  const held = ledger.consignments.toLookAt().includes(trigger.consignmentId)
  for (let reading = 0; reading < mostReadings; reading += 1) {
    if (!consignment || !wantsLines(line, consignment)) return { consignment, lines: [] }
    const read = await readLines(line, consignment.id, signal)
    if ('problem' in read) return read
    const takes = (compared: Compared) => compared.agree || reading > 0 || held
    let compared: Compared | null = null
    if (read.lines && (read.pages < 2 || !read.torn)) {
      const { lines, pages } = read
      const answer = await compareTotals(line, consignment, { lines, pages }, signal)
      if ('problem' in answer) return answer
      compared = answer
      // What Vend's own sums vouch for was not edited between two pages; of one page there is no between.
      const vouchedFor = pages < 2 ? takes(compared) : compared.agree && givesBoth(compared.totals)
      if (vouchedFor) return { consignment, lines, totals: compared.totals }
      // Perhaps they were edited between the two questions.
    }
    const answer = await vend.consignment(consignment.id, signal)
    if (!answer.ok) return { problem: answer.problem }
    if (answer.value === null) return { consignment: { ...consignment, deleted: true }, lines: [] }
    if (!read.lines) return { problem: { kind: 'bad-answer', text: 'Vend shows it, and not its lines.' } }
    const same = answer.value.version === consignment.version
    const now = same ? fingerprint(read.lines) : null
    if (same && read.pages > 1 && (!read.torn || now === before)) {
      const { lines, pages } = read
      const again = compared ?? (await compareTotals(line, consignment, { lines, pages }, signal))
      if ('problem' in again) return again
      if (takes(again)) return { consignment, lines, totals: again.totals }
    }
    before = now
    consignment = answer.value
  }
  return { problem: { kind: 'bad-answer', text: 'Its lines changed while they were read.' } }
}

/** Whether a sum that agrees is more than silence. */
function givesBoth(totals: VendTotals | null): boolean {
  return typeof totals?.sent === 'bigint' && typeof totals.received === 'bigint'
}

/** `totals` is null where Vend was not asked or gives none. */
type Compared = { readonly agree: boolean; readonly totals: VendTotals | null }

/**
 * Sets lines against what Vend says they add up to. To ask is a call more, so it is asked where an answer may be short and
 * matters: lines that fill several pages, lines of a consignment that was decided on before, and none at all; once for
 * each version and its sums.
 */
async function compareTotals(
  { ledger, vend }: Line,
  consignment: Consignment,
  { lines, pages }: { lines: readonly ConsignmentLine[]; pages: number },
  signal: AbortSignal,
): Promise<Compared | { problem: VendProblem }> {
  const { id, kind, status } = consignment
  const agrees = (totals: VendTotals | null) => totalsHold({ consignment, lines, totals, told: [] }) === null
  if (kind === 'count') return { agree: agrees(null), totals: null }
  const unsaid = { agree: true, totals: null }
  if (kind === null || status === null || ruleFor(kind, status).does !== 'book') return unsaid
  const silent = lines.every(({ count, received }) => (count ?? 0n) === 0n && (received ?? 0n) === 0n)
  if (pages < 2 && !silent && ledger.consignments.decidedVersion(id) === null) return unsaid
  const sums = totalsKey(consignment, lines)
  if (ledger.consignments.comparedSums(id) === sums) return unsaid
  const answer = await vend.totals(id, signal)
  if (!answer.ok) return { problem: answer.problem }
  const agree = agrees(answer.value)
  if (agree) ledger.consignments.keepComparedSums(id, sums)
  return { agree, totals: answer.value }
}

/** Called once per line, Vend calls long after the order was read: then its version is the decided one. */
export function isOldNews(
  { ledger }: Line,
  { onlyHeard, consignmentId }: Trigger,
  { version, deleted }: Consignment,
): boolean {
  if (!onlyHeard || deleted || ledger.consignments.toLookAt().includes(consignmentId)) return false
  return ledger.consignments.decidedVersion(consignmentId) === version
}

/** Equal for equal readings. */
function fingerprint(lines: readonly ConsignmentLine[]): string {
  return JSON.stringify(lines, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))
}

/**
 * All lines of a consignment, null when Vend has none to show; `pages` counts those that were not empty. `torn`: a
 * product stands on two pages. It may really, or it was edited while they were walked, which not every edit shows in the
 * consignment's version; two equal readings tell.
 */
async function readLines(
  { vend }: Line,
  consignmentId: string,
  signal: AbortSignal,
): Promise<{ lines: ConsignmentLine[] | null; pages: number; torn: boolean } | { problem: VendProblem }> {
  const lines: ConsignmentLine[] = []
  const seen = new Set<string>()
  let torn = false
  for (let cursor = 0n, pages = 0; ; pages += 1) {
    const answer = await vend.lines(consignmentId, cursor, signal)
    if (!answer.ok) return { problem: answer.problem }
    const page = answer.value
    if (page === null) return { lines: null, pages, torn }
    torn ||= page.rows.some(({ productId }) => seen.has(productId))
    for (const row of page.rows) seen.add(row.productId)
    lines.push(...page.rows)
    if (page.next === null) return { lines, pages, torn }
    cursor = page.next
  }
}

/** Whether a decision on this consignment can depend on its lines. */
function wantsLines({ ledger, settings }: Line, consignment: Consignment): boolean {
  if (!settings.sendStockAdjustments || consignment.deleted) return false
  const ours = new Set(settings.outlets.map(({ outlet }) => outlet.id))
  const ends =
    consignment.kind === 'transfer' ? [consignment.sourceOutletId ?? '', consignment.outletId] : [consignment.outletId]
  if (!ends.every((outlet) => ours.has(outlet))) return false
  const toldAs = ledger.told.as(consignment.id, consignment.kind)
  const { does } = applicableRule({ consignment, toldAs, settings })
  return does === 'book' || does === 'keep'
}
