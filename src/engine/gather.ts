import type { Consignment, ConsignmentLine } from '../core/consignment'
import { applicableRule } from '../core/applicable-rule'
import type { Trigger } from '../core/ports/ledger'
import type { VendProblem } from '../core/ports/vend'
import { titleOf } from '../core/words'
import type { Line } from './line'
import { productsOf, readProducts } from './products'
import { recordDecision } from './record-decision'
import { touches, unwalkedOutlets } from './starts'

/** After so many consignments the listener and the tests of others get their turn, whatever there was to wait for. */
const breatheAfter = 25

/**
 * Looks at what the triggers due by `until` name, one consignment after the other: fetch, decide, commit. Answers what
 * keeps Vend from being read; a consignment that alone cannot be read is put off, with a hold that says so, and the
 * others go on.
 */
export async function gather(line: Line, until: number, signal: AbortSignal): Promise<VendProblem | null> {
  const { ledger, clock } = line
  const tried = new Set<string>()
  const round: Round = { productsRead: false }
  for (let seen = 0; ;) {
    const batch = ledger.triggers.due(until).filter((one) => !tried.has(keyOf(one)))
    if (batch.length === 0) return null
    for (const trigger of batch) {
      tried.add(keyOf(trigger))
      const problem = await look(line, trigger, round, signal)
      if (problem && problem.kind !== 'bad-answer') return problem
      if (problem) putOff(line, trigger, problem)
      seen += 1
      if (seen % breatheAfter === 0) await clock.sleep(0, signal)
    }
  }
}

type Round = { productsRead: boolean }

async function look(line: Line, trigger: Trigger, round: Round, signal: AbortSignal): Promise<VendProblem | null> {
  const { ledger } = line
  const unwalked = unwalkedOutlets(line)
  const known = ledger.consignments.byId(trigger.consignmentId)
  if (known && touches(known, unwalked)) return null
  const read = await readConsignment(line, trigger, signal)
  if ('problem' in read) return read.problem
  if (read.consignment === null) {
    ledger.triggers.end(trigger)
    return null
  }
  if (touches(read.consignment, unwalked)) {
    ledger.consignments.keep(read.consignment)
    return null
  }
  if (read.lines.length > 0 && !round.productsRead) {
    const problem = await readProducts(line, signal)
    if (problem) return problem
    round.productsRead = true
  }
  const products = await productsOf(line, read.lines, signal)
  if ('problem' in products) return products.problem
  recordDecision(line, trigger, { consignment: read.consignment, lines: read.lines, products: products.found })
  return null
}

/** Only what Vend has shown before is worth a hold: anybody may name an id in a webhook. */
function putOff({ ledger, clock, ids }: Line, trigger: Trigger, problem: VendProblem): void {
  const { consignmentId } = trigger
  const at = clock.now()
  const known = ledger.consignments.byId(consignmentId)
  ledger.transaction(() => {
    ledger.triggers.postpone(trigger, at + 300_000, trigger.askedEarly)
    if (!known) return
    const text = `${titleOf(known)} could not be read: ${problem.text} Stocktray tries again every 5 minutes; nothing of it is lost.`
    ledger.holds.add(consignmentId, { code: 'unreadable', text }, { at, id: ids.fresh() })
  })
}

function keyOf({ consignmentId, revision }: Trigger): string {
  return `${consignmentId} ${revision.toString()}`
}

type Read =
  | { readonly consignment: Consignment | null; readonly lines: readonly ConsignmentLine[] }
  | { readonly problem: VendProblem }

/** So often are lines read anew that changed while they were paged. */
const mostReadings = 3

async function readConsignment(line: Line, trigger: Trigger, signal: AbortSignal): Promise<Read> {
  const { ledger, vend } = line
  const known = ledger.consignments.byId(trigger.consignmentId)
  let consignment = known
  if (!trigger.fresh || !known) {
    const answer = await vend.consignment(trigger.consignmentId, signal)
    if (!answer.ok) return { problem: answer.problem }
    // Vend answers 404 for what was deleted.
    consignment = answer.value ?? (known && { ...known, deleted: true })
  }
  let before: string | null = null
  for (let reading = 0; reading < mostReadings; reading += 1) {
    if (!consignment || !wantsLines(line, consignment)) return { consignment, lines: [] }
    const read = await readLines(line, consignment.id, signal)
    if ('problem' in read) return read
    if (read.lines && read.pages < 2) return { consignment, lines: read.lines }
    const answer = await vend.consignment(consignment.id, signal)
    if (!answer.ok) return { problem: answer.problem }
    if (answer.value === null) return { consignment: { ...consignment, deleted: true }, lines: [] }
    if (!read.lines) return { problem: { kind: 'bad-answer', text: 'Vend shows it, and not its lines.' } }
    const same = answer.value.version === consignment.version
    const now = same ? fingerprint(read.lines) : null
    if (same && (!read.torn || now === before)) return { consignment, lines: read.lines }
    before = now
    consignment = answer.value
  }
  return { problem: { kind: 'bad-answer', text: 'Its lines changed while they were read.' } }
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
