import type { Consignment, ConsignmentLine, Product } from '../core/consignment'
import { applicableRule } from '../core/applicable-rule'
import type { Trigger } from '../core/ports/ledger'
import type { VendProblem } from '../core/ports/vend'
import type { Line } from './line'
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
  if (!consignment || !wantsLines(line, consignment)) return { consignment, lines: [] }
  const lines: ConsignmentLine[] = []
  for (let cursor = 0n; ;) {
    const answer = await vend.lines(consignment.id, cursor, signal)
    if (!answer.ok) return { problem: answer.problem }
    if (answer.value === null) return { consignment: { ...consignment, deleted: true }, lines: [] }
    lines.push(...answer.value.rows)
    if (answer.value.next === null) return { consignment, lines }
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

/** Brings the product cache up to date by its version cursor: one call when nothing changed. */
async function readProducts({ ledger, vend }: Line, signal: AbortSignal): Promise<VendProblem | null> {
  for (;;) {
    const answer = await vend.products(BigInt(ledger.facts.get('product-cursor') ?? '0'), signal)
    if (!answer.ok) return answer.problem
    const { rows, next } = answer.value
    if (next === null) return null
    ledger.transaction(() => {
      ledger.products.keep(rows)
      ledger.facts.keep('product-cursor', next.toString())
    })
  }
}

/** The products on these lines; those that the cache lacks are asked for one by one. */
async function productsOf(
  { ledger, vend }: Line,
  lines: readonly ConsignmentLine[],
  signal: AbortSignal,
): Promise<{ found: Map<string, Product> } | { problem: VendProblem }> {
  const ids = new Set(lines.map(({ productId }) => productId))
  const found = ledger.products.byId(ids)
  for (const id of ids) {
    if (found.has(id)) continue
    const answer = await vend.product(id, signal)
    if (!answer.ok) return answer
    if (answer.value === null) continue
    ledger.products.keep([answer.value])
    found.set(id, answer.value)
  }
  return { found }
}
