import type { Consignment, ConsignmentLine } from '../core/consignment'
import { applicableRule } from '../core/applicable-rule'
import type { Trigger } from '../core/ports/ledger'
import type { VendProblem } from '../core/ports/vend'
import type { Line } from './line'
import { productsOf, readProducts } from './products'
import { recordDecision } from './record-decision'
import { isBeingWalked, openWalks } from './starts'

/**
 * Looks at what the triggers due by `until` name, one consignment after the other: fetch, decide, commit. Answers what
 * keeps Vend from being read; a consignment that alone cannot be read is put off, and the others go on.
 */
export async function gather(line: Line, until: number, signal: AbortSignal): Promise<VendProblem | null> {
  const { ledger, clock } = line
  const tried = new Set<string>()
  let productsRead = false
  for (;;) {
    const walks = openWalks(line)
    const trigger = ledger.triggers.due(until).find((one) => {
      const known = walks.length > 0 ? ledger.consignments.byId(one.consignmentId) : null
      return !tried.has(keyOf(one)) && !(known && isBeingWalked(known, walks))
    })
    if (!trigger) return null
    tried.add(keyOf(trigger))
    const read = await readConsignment(line, trigger, signal)
    if ('problem' in read) {
      if (read.problem.kind !== 'bad-answer') return read.problem
      ledger.triggers.postpone(trigger, clock.now() + 300_000, trigger.askedEarly)
      continue
    }
    if (read.consignment === null) {
      ledger.triggers.end(trigger)
      continue
    }
    if (isBeingWalked(read.consignment, walks)) {
      ledger.consignments.keep(read.consignment)
      continue
    }
    if (read.lines.length > 0 && !productsRead) {
      const problem = await readProducts(line, signal)
      if (problem) return problem
      productsRead = true
    }
    const products = await productsOf(line, read.lines, signal)
    if ('problem' in products) return products.problem
    recordDecision(line, trigger, { consignment: read.consignment, lines: read.lines, products: products.found })
  }
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
  for (let reading = 0; reading < mostReadings; reading += 1) {
    if (!consignment || !wantsLines(line, consignment)) return { consignment, lines: [] }
    const read = await readLines(line, consignment.id, signal)
    if ('problem' in read) return read
    if (read.lines === null) return { consignment: { ...consignment, deleted: true }, lines: [] }
    if (read.pages < 2) return { consignment, lines: read.lines }
    // A line that was edited while the pages were walked stands on two of them: then its consignment is another one.
    const answer = await vend.consignment(consignment.id, signal)
    if (!answer.ok) return { problem: answer.problem }
    if (answer.value?.version === consignment.version) return { consignment, lines: read.lines }
    consignment = answer.value ?? { ...consignment, deleted: true }
  }
  return {
    problem: { kind: 'bad-answer', text: 'Somebody is changing it in Vend. Stocktray looks again in 5 minutes.' },
  }
}

/** All lines of a consignment; `pages` counts those that were not empty. null: Vend has it no more. */
async function readLines(
  { vend }: Line,
  consignmentId: string,
  signal: AbortSignal,
): Promise<{ lines: ConsignmentLine[] | null; pages: number } | { problem: VendProblem }> {
  const lines: ConsignmentLine[] = []
  for (let cursor = 0n, pages = 0; ; pages += 1) {
    const answer = await vend.lines(consignmentId, cursor, signal)
    if (!answer.ok) return { problem: answer.problem }
    if (answer.value === null) return { lines: null, pages }
    lines.push(...answer.value.rows)
    if (answer.value.next === null) return { lines, pages }
    cursor = answer.value.next
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
