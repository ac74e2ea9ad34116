import type { Consignment } from '../core/consignment'
import type { Trigger } from '../core/ports/triggers'
import type { VendProblem } from '../core/ports/vend'
import { titleOf } from '../core/words'
import type { Line } from './line'
import { isBacked, putOffReplayed, worstBacking } from './next-looks'
import { beginWork, stoppedAt, type LongWork } from './progress'
import { productsOf, readProducts } from './products'
import { isOldNews, readConsignment } from './read-consignment'
import { recordDecision } from './record-decision'
import { touches, unwalkedOutlets } from './starts'

/** After so many consignments the listener gets its turn, even where there was nothing to wait for. */
const breatheAfter = 25

/**
 * Looks at what the triggers due by `until` name, one consignment after the other: fetch, decide, commit. Answers what
 * keeps Vend from being read; a consignment that alone cannot be read is put off, with a hold that says so, and the
 * others go on.
 */
export async function gather(line: Line, until: number, signal: AbortSignal): Promise<VendProblem | null> {
  const { ledger, clock, vend } = line
  const tried = new Set<string>()
  const round: Round = { productsRead: false, outletsRead: false }
  const before = stoppedAt(line, 'movements')
  let work: LongWork | null = null
  let done = 0
  for (let seen = 0; ;) {
    // Asked anew after each piece: what Vend calls about meanwhile goes before the rest of a long scan, and does not
    // keep this from ending.
    const now = clock.now()
    const worst = worstBacking(line)
    const due = ledger.triggers.due(Math.max(until, now), worst).filter((one) => !tried.has(keyOf(one)))
    if (due.every(({ dueAt }) => dueAt > until && dueAt <= now)) {
      if (work) work.end()
      else if (before) ledger.facts.keep('progress', null)
      return null
    }
    if (work === null && (before !== null || due.length >= longFrom)) {
      // What was found then, and is not due any more, is done.
      done = Math.max(0, (before?.of ?? 0) - due.length)
      work = beginWork(line, 'movements', done)
    }
    const of = done + due.length
    const batch = due.slice(0, breatheAfter)
    for (const [index, trigger] of batch.entries()) {
      if (index > 0 && ledger.triggers.isOutranked(trigger, { since: now, now: clock.now() }, worst)) break
      if (!isBacked(line, trigger)) break
      work?.step(done, of)
      done += 1
      tried.add(keyOf(trigger))
      if (putOffReplayed(line, trigger)) continue
      const { made } = vend.budget()
      const looked = await look(line, trigger, round, signal)
      const calls = vend.budget().made - made
      const { trouble } = looked
      // Then Vend is left alone, and this is no fault of whoever called.
      if (trouble && (await stopsAll(line, trouble, signal))) return trouble.problem
      noteLook(line, trigger, looked, calls)
      if (trouble) putOff(line, trigger, trouble.problem)
      seen += 1
      if (seen % breatheAfter === 0) await clock.sleep(0, signal)
    }
  }
}

/** From so many on it is worth saying how far they have come. */
const longFrom = 20

/** Remembers, with the calls that it took, a look that a webhook asked for and that brought nothing new. */
function noteLook({ ledger, clock }: Line, { consignmentId, cause }: Trigger, looked: Looked, calls: number): void {
  if (cause !== 'webhook' || looked.isNew || calls === 0) return
  const missing = looked.trouble === null && ledger.consignments.byId(consignmentId) === null
  ledger.looks.keep({ consignmentId, at: clock.now(), calls, missing })
}

type Round = { productsRead: boolean; outletsRead: boolean }

/** `own`: it befell a question about this consignment alone. */
type Trouble = { readonly problem: VendProblem; readonly own: boolean }

/** What came of one look. `isNew`: Vend had something to decide on, or another answer than at the last decision. */
type Looked = { readonly trouble: Trouble | null; readonly isNew: boolean }
const nothingNew: Looked = { trouble: null, isNew: false }
const stopped = (problem: VendProblem, own: boolean): Looked => ({ trouble: { problem, own }, isNew: false })

/**
 * Whether the other consignments would fare no better. One that Vend cannot give, such as a count too large for it,
 * holds nothing else up: while Vend still answers what a scan asks, the trouble is that one's.
 */
async function stopsAll({ ledger, vend }: Line, { problem, own }: Trouble, signal: AbortSignal): Promise<boolean> {
  if (problem.kind === 'bad-answer') return false
  if (problem.kind !== 'unreachable' || !own) return true
  return !(await vend.consignments(BigInt(ledger.facts.get('scan-cursor') ?? '0'), signal)).ok
}

async function look(line: Line, trigger: Trigger, round: Round, signal: AbortSignal): Promise<Looked> {
  const { ledger, clock, log } = line
  const unwalked = unwalkedOutlets(line)
  const known = ledger.consignments.byId(trigger.consignmentId)
  if (known && touches(known, unwalked)) return nothingNew
  const read = await readConsignment(line, trigger, signal)
  if ('problem' in read) return stopped(read.problem, true)
  const consignment = trigger.consignmentId
  if (read.consignment === null) log.tell({ step: 'not-in-vend', consignment })
  else {
    const { version, vendStatus } = read.consignment
    log.tell({ step: 'read', consignment, version: version.toString(), status: vendStatus, lines: read.lines.length })
  }
  if (read.consignment && known && read.consignment.version < known.version) {
    // Vend has shown a newer one before: this answer is behind, and what is newer must not be lost over it.
    ledger.triggers.postpone(trigger, clock.now() + 10_000, trigger.askedEarly)
    return nothingNew
  }
  if (read.consignment === null || isOldNews(line, trigger, read.consignment)) {
    // An early webhook is asked about once more.
    const at = clock.now()
    if (read.consignment && trigger.askedEarly === 1) ledger.triggers.postpone(trigger, at + 60_000, 2)
    else ledger.triggers.end(trigger, at)
    return nothingNew
  }
  if (touches(read.consignment, unwalked)) {
    ledger.consignments.keep(read.consignment)
    return nothingNew
  }
  if (!round.outletsRead && isNameless(line, read.consignment)) {
    // Only for words: where Vend does not tell, the stock goes on without them.
    const outlets = await line.vend.outlets(signal)
    if (outlets.ok) ledger.products.keepOutlets(outlets.value)
    round.outletsRead = true
  }
  if (read.lines.length > 0 && !round.productsRead) {
    const problem = await readProducts(line, signal)
    if (problem) return stopped(problem, false)
    round.productsRead = true
  }
  const products = await productsOf(line, read.lines, signal)
  if ('problem' in products) return stopped(products.problem, true)
  const isNew = recordDecision(line, trigger, {
    ...{ consignment: read.consignment, lines: read.lines, products: products.found },
    totals: read.totals ?? null,
  })
  return { trouble: null, isNew }
}

/** Whether it touches an outlet that was opened since Vend was asked for their names: a sentence may have to name it. */
function isNameless({ ledger, settings }: Line, { outletId, sourceOutletId }: Consignment): boolean {
  const names = ledger.products.outletNames()
  const ours = new Set(settings.outlets.map(({ outlet }) => outlet.id))
  return [outletId, sourceOutletId].some((id) => id !== null && !names.has(id) && !ours.has(id))
}

/** Only what Vend has shown before is worth a hold: anybody may name an id in a webhook. */
function putOff({ ledger, clock, ids, log }: Line, trigger: Trigger, problem: VendProblem): void {
  const { consignmentId } = trigger
  const at = clock.now()
  const known = ledger.consignments.byId(consignmentId)
  ledger.transaction(() => {
    // Read again even where nothing is new: the next decision takes the hold away.
    ledger.triggers.postpone({ ...trigger, onlyHeard: trigger.onlyHeard && !known }, at + 300_000, trigger.askedEarly)
    if (!known) return
    const text = `${titleOf(known)} could not be read: ${problem.text} Stocktray tries again every 5 minutes; nothing of it is lost.`
    ledger.holds.add(consignmentId, { code: 'unreadable', text }, { at, id: ids.fresh() })
  })
  log.tell({ step: 'not-read', consignment: consignmentId, text: problem.text })
}

function keyOf({ consignmentId, revision }: Trigger): string {
  return `${consignmentId} ${revision.toString()}`
}
