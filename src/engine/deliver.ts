import { afterLookUp, afterPause, afterSending, backOff, type Next } from '../core/after-attempt'
import type { LedgerDocument } from '../core/ledger-document'
import type { OnHand } from '../core/on-hand'
import { operationOf } from '../core/ports/warehouse'
import { endUndo } from './decide-again'
import { askBefore, keepBefore } from './figures'
import { freeze, isOpenDraft } from './freeze'
import { partDraft } from './items'
import { askAboutItems, emptyMemory, type ItemMemory } from './known-items'
import type { Line } from './line'
import { logHeld, logLookUp, logOutcome, naming } from './log-document'
import { attempted, outgoing } from './outgoing'
import { pauseOf } from './pause'
import { clearProblem, keepProblem } from './problems'
import { recallForgotten } from './recall-forgotten'
import { forgottenUntil, isRestored } from './restored'
import { requestedAt } from './requests'
import { settle } from './settle'

/** So many documents in a row that the warehouse did not take end a round: the others would fare no better. */
const patience = 3

/**
 * Delivers what is due by `until`, oldest first, each at most once in a round: check the items, freeze, send, settle.
 * An unsure document is looked up before anything is sent again. In a pause it is looked up, and nothing is sent. Answers
 * whether anything was delivered or decided.
 */
export async function deliver(line: Line, until: number, signal: AbortSignal): Promise<boolean> {
  const { ledger, clock } = line
  const memory = emptyMemory()
  const tried = new Set<string>()
  let failures = 0
  let last: Later | null = null
  let moved = false
  // Deliveries take turns: what stands as being sent now was left behind, by a death or by a full disk.
  ledger.documents.unsureAfterDeath(clock.now())
  const end = (): boolean => {
    if (last) keepProblem(line, 'warehouse-problem', { ...last, retryAt: clock.now() + last.afterMs })
    return moved
  }
  for (;;) {
    const batch = ledger.documents.due(until).filter((id) => !tried.has(id))
    if (batch.length === 0) return end()
    for (const id of batch) {
      if (signal.aborted) return moved
      // What was tried a moment ago may have come to something that a person must see before this one goes.
      if (!ledger.documents.isDue(id, until)) continue
      tried.add(id)
      const next = await attempt(line, id, batch, memory, signal)
      if (next === null || (next.kind === 'later' && next.answered)) continue
      if (next.kind === 'later') {
        failures += 1
        last = next
        if (next.unauthorised || failures >= patience) return end()
        continue
      }
      failures = 0
      last = null
      moved = true
      clearProblem(line, 'warehouse-problem')
    }
  }
}

type Later = Extract<Next, { kind: 'later' }>

/** Parts what the warehouse does not know from the drafts that could go, and sends nothing. Answers whether it could be asked. */
export async function checkItems(
  line: Line,
  memory: ItemMemory,
  signal: AbortSignal,
  batch: readonly string[] = line.ledger.documents.due(Infinity),
): Promise<boolean> {
  const { ledger } = line
  for (const id of batch) {
    if (signal.aborted) return true
    const draft = ledger.documents.byId(id)
    if (!draft || draft.tried) continue
    const unanswered = await askAboutItems(line, memory, draft, batch, signal)
    if (unanswered) {
      const { text, kind } = unanswered
      keepProblem(line, 'warehouse-problem', { text, unauthorised: kind === 'unauthorised', retryAt: line.clock.now() })
      return false
    }
    // Meanwhile a person may have decided otherwise.
    const { held } = ledger.transaction(() => {
      const standing = ledger.documents.byId(id)
      return standing && isOpenDraft(standing) ? partDraft(line, standing, memory) : { held: null }
    })
    if (held) logHeld(line, draft, held)
  }
  return true
}

/** null: nothing of it can go now. */
async function attempt(
  line: Line,
  id: string,
  batch: readonly string[],
  memory: ItemMemory,
  signal: AbortSignal,
): Promise<Next | null> {
  const document = line.ledger.documents.byId(id)
  if (!document) return null
  if (document.warehouse !== line.warehouse.id) {
    holdForeign(line, document)
    return null
  }
  if (document.status === 'unsure') return settleUnsure(line, document, signal)
  if (pauseOf(line)) return null
  if (document.status === 'waiting' && document.tried) {
    // What waits in a restored folder may have gone out in a life that it does not remember.
    if (isRestored(line)) return settleUnsure(line, document, signal)
    // An undo was frozen when it was made; what is tried again has had its figures.
    const onHand = document.attempts > 0 ? undefined : await askBefore(line, memory, document, signal)
    // Meanwhile a person may have decided otherwise, or paused it.
    if (signal.aborted || pauseOf(line) || line.ledger.documents.byId(id)?.status !== 'waiting') return null
    return send(line, document, signal, onHand)
  }
  if (document.tried) return null
  const unanswered = await askAboutItems(line, memory, document, batch, signal)
  if (unanswered) return putOff(line, document, unanswered)
  const onHand = await askBefore(line, memory, document, signal)
  // Somebody may have paused it while the warehouse was asked.
  if (signal.aborted || pauseOf(line)) return null
  const frozen = freeze(line, document, memory, onHand)
  if (!frozen) return null
  if (frozen.status === 'delivered') return { kind: 'delivered', number: '' }
  return frozen.status === 'unsure' ? settleUnsure(line, frozen, signal) : send(line, frozen, signal)
}

/** Begun with another warehouse system than the one that is set now: only a person can tell what became of it there. */
function holdForeign(line: Line, document: LedgerDocument): void {
  const { ledger, clock, warehouse } = line
  const at = clock.now()
  if (document.undoes !== null && (!document.tried || (document.status === 'waiting' && document.attempts === 0))) {
    ledger.transaction(() => endUndo(line, document, 'It was made for another warehouse system, and never sent.'))
    return
  }
  if (!document.tried) {
    const { consignmentId } = document
    ledger.triggers.keep({ consignmentId, cause: 'scan', at, dueAt: at, fresh: false })
    return
  }
  const text = `${document.reference ?? ''} was being sent to another warehouse system when ${warehouse.capabilities.name} was set up. Look there whether it arrived; it is not sent here by itself.`
  ledger.transaction(() => {
    ledger.documents.markTrouble(document.seq, { status: 'needs-you', at, dueAt: at, trouble: text, counts: false })
    ledger.documents.writeHolds(document.seq, [{ code: 'warehouse-changed', text }])
  })
  logHeld(line, document, { id: document.id, holds: [{ code: 'warehouse-changed' }] })
}

/** A question about items had no answer: the draft stays a draft. */
function putOff(
  { ledger, clock, random }: Line,
  document: LedgerDocument,
  answer: { kind: 'retry'; text: string; afterMs?: number } | { kind: 'unauthorised'; text: string },
): Next {
  const unauthorised = answer.kind === 'unauthorised'
  const afterMs = unauthorised ? 15 * 60_000 : (answer.afterMs ?? backOff(document.attempts + 1, random()))
  const at = clock.now()
  const status = document.status === 'needs-you' ? 'needs-you' : 'waiting'
  ledger.documents.markTrouble(document.seq, { status, at, dueAt: at + afterMs, trouble: answer.text, counts: true })
  return { kind: 'later', status: 'waiting', afterMs, text: answer.text, unauthorised, answered: false }
}

/** `onHand`: what the warehouse had a moment ago, where it goes for the first time and that is not written down yet. */
async function send(
  line: Line,
  document: LedgerDocument,
  signal: AbortSignal,
  onHand: OnHand = new Map(),
): Promise<Next> {
  const { ledger, warehouse, clock, random, log } = line
  // One that was frozen a moment ago was marked then, and its attempt counted.
  const marked = document.status === 'sending'
  if (!marked)
    ledger.transaction(() => {
      keepBefore(line, document, onHand)
      ledger.documents.markSending(document.seq, clock.now())
    })
  const attempt = marked ? document.attempts : document.attempts + 1
  log.tell({ step: 'sent', ...naming(document), attempt })
  line.requests.left(document.id)
  const outcome = await warehouse.push(outgoing(document), signal)
  if (outcome.kind !== 'unsure') line.requests.ended(document.id)
  logOutcome(line, document, outcome)
  let recalled: Next | null = null
  if (marked && outcome.kind === 'exists' && outcome.found.consignmentId === document.consignmentId) {
    // The warehouse has of this consignment what was never sent from here: the folder is an older copy of itself.
    if (!isRestored(line)) ledger.facts.keep('restored', 'yes')
    recalled = await recallForgotten(line, document, { kind: 'found', found: outcome.found }, signal)
  }
  const next = recalled ?? afterSending(attempted({ ...document, attempts: attempt }), outcome, random())
  settle(line, document, next)
  return next
}

/** null: meanwhile a person has said what became of it. */
async function settleUnsure(line: Line, document: LedgerDocument, signal: AbortSignal): Promise<Next | null> {
  const { ledger, warehouse, clock, random } = line
  ledger.documents.restartAttempt(document.seq, clock.now())
  const attemptedAt = requestedAt(line, ledger.documents.byId(document.id) ?? document)
  const found = await warehouse.find(outgoing(document), signal)
  logLookUp(line, document, found)
  const recalled = isRestored(line) ? await recallForgotten(line, document, found, signal) : null
  if (ledger.documents.byId(document.id)?.status !== document.status) return null
  const next =
    recalled ??
    afterLookUp(
      { ...attempted(document), attemptedAt: lastRequestAt(line, { ...document, attemptedAt }) },
      found,
      operationOf(warehouse.capabilities, document.place.kind).settleAfterMs,
      clock.now(),
      random(),
    )
  const pause = pauseOf(line)
  if (next.kind === 'send-again' && !pause) return send(line, document, signal)
  const then = next.kind === 'send-again' && pause ? afterPause(document.status, pause) : next
  settle(line, document, then)
  return then
}

/** When a request of it that may still be under way began at the latest; null: there is none. What waits has certainly not arrived. */
function lastRequestAt(line: Line, { status, attemptedAt }: LedgerDocument): number | null {
  const times = [status === 'waiting' ? null : attemptedAt, forgottenUntil(line)].filter((one) => one !== null)
  return times.length > 0 ? Math.max(...times) : null
}
