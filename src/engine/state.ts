import { accountOf } from '../core/account'
import { accountFault } from '../core/account-words'
import type { AppState, StateHold } from '../core/app-state'
import { clockText } from '../core/clock-words'
import type { Pause } from '../core/pause'
import { formatChange } from '../core/quantity'
import { counting, shortNameOf } from '../core/words'
import { noticesOf } from './check-warehouse'
import { lastMovement } from './last-movement'
import { lastScanOf } from './last-scan'
import { lastTestOf } from './last-test'
import { withSubjects } from './hold-subjects'
import type { Line } from './line'
import { progressText } from '../core/progress-words'
import { progressNow } from './progress'
import { goesLaterText, pausedText, pauseOf } from './pause'
import { problemOf } from './problems'
import type { RealTime } from './real-time'
import { countedSince, unwalkedOutlets } from './starts'
import { clockTime } from '../core/clock-time'
import { byScheduleText, wayIn } from './way-in'
import { webhookState } from './webhook-state'

const hour = 3_600_000

/** What only an engine that runs knows: how webhooks come in, and what keeps it from working. */
export type Living = RealTime & { stoppage(): AppState['stoppage'] }

/** The one value that feeds status, tray and screens, from the ledger and from the engine that runs; null: none does. */
export function stateOf(line: Line, living: Living | null): AppState {
  const { ledger, clock, settings, vend } = line
  const counts = ledger.documents.counts()
  const seen = ledger.facts.get('walk-seen')
  const nextScan = ledger.facts.get('next-scan')
  const walks = ledger.starts.living()
  const lastScan = lastScanOf(line)
  const partial = {
    sending: settings.sendStockAdjustments,
    paused: pauseOf(line),
    lastScan,
    clock: lastScan && clockText(lastScan.upTo - lastScan.at),
    nextScanAt: nextScan === null ? null : Number(nextScan),
    vendProblem: problemOf(line, 'vend-problem'),
    warehouseProblem: problemOf(line, 'warehouse-problem'),
    stoppage: living?.stoppage() ?? null,
    realTime: living?.now() ?? null,
    webhooks: webhookState(line),
    lastTest: lastTestOf(line),
    refusedWebhooks: living?.refusals() ?? null,
    firstWalk: walks.length === 0 ? null : { seen: Number(seen ?? '0'), done: walks.every(({ done }) => done) },
    account: {
      ...accountOf(ledger.account.figures(), settings.sendStockAdjustments),
      upToVersion: ledger.facts.get('scan-cursor'),
      since: countedSince(line),
    },
    progress: progressNow(line),
    counts,
    toRead: ledger.triggers.count(),
    holds: withSubjects(line, [...ledger.holds.open(), ...lateOnes(line), ...wayIn(living?.now() ?? null)]),
    budget: vend.budget(),
    notices: noticesOf(line),
    lastDelivered: lastDelivered(line),
    lastMovement: lastMovement(line),
  }
  return { ...partial, ...truth(line, partial, clock.now()) }
}

/** The line of truth: the most urgent that holds, and green only when a scan proved it. */
function truth(
  { settings, warehouse, ledger }: Line,
  state: Omit<AppState, 'shape' | 'sentence'>,
  now: number,
): Pick<AppState, 'shape' | 'sentence'> {
  const name = warehouse.capabilities.name
  const time = (ms: number) => clockTime(ms, now)
  const { vendProblem, warehouseProblem, lastScan, holds, counts } = state
  const leftOut = counts.dismissed + ledger.holds.dismissed()
  const waiting = counts.waiting + counts.sending + counts.unsure
  const waits = `${counting(waiting, 'document')} ${waiting === 1 ? 'waits' : 'wait'}, nothing is lost.`
  if (state.stoppage)
    return { shape: 'stopped', sentence: `Stopped since ${time(state.stoppage.since)}. ${state.stoppage.text}` }
  // What cannot be true comes before all that may be.
  const fault = accountFault(state.account)
  if (fault !== null) return { shape: 'needs-you', sentence: fault }
  if (vendProblem?.unauthorised)
    return {
      shape: 'signed-out',
      sentence: `${vendProblem.text} Nothing has been read since ${time(vendProblem.since)}.`,
    }
  if (warehouseProblem?.unauthorised) return { shape: 'signed-out', sentence: `${warehouseProblem.text} ${waits}` }
  // A walk may have seen what the scan has not come to.
  const ahead = state.account.parts.reduce((sum, { cause, count }) => (cause === 'to-read' ? sum + count : sum), 0)
  const toRead = Math.max(state.toRead, ahead)
  if (state.paused) return { shape: 'paused', sentence: pausedSentence(state.paused, state, { waiting, toRead }, now) }
  if (vendProblem)
    return {
      shape: 'offline',
      sentence: `Vend does not answer since ${time(vendProblem.since)}. What happens there meanwhile will be caught up. ${vendProblem.text}`,
    }
  if (warehouseProblem)
    return {
      shape: 'retrying',
      sentence: `${name} does not answer since ${time(warehouseProblem.since)}. ${waits} Next try ${time(warehouseProblem.retryAt)}.`,
    }
  if (holds.length > 0)
    return {
      shape: 'needs-you',
      sentence: `${counting(holds.length, 'thing needs', 'things need')} you. ${waiting > 0 ? waits : 'Nothing else is held up.'}`,
    }
  if (!settings.sendStockAdjustments)
    return {
      shape: 'off',
      sentence: 'Sending stock adjustments to the warehouse is switched off. Nothing new is sent.',
    }
  if (state.progress && !state.progress.stopped)
    return { shape: 'working', sentence: `${progressText(state.progress, time)}.` }
  if (!lastScan) return { shape: 'not-scanned', sentence: 'Vend has not been read yet.' }
  const unread = unwalkedOutlets({ ledger, settings })
  if (unread.size > 0) {
    const names = settings.outlets.filter(({ outlet }) => unread.has(outlet.id)).map(({ outlet }) => outlet.name)
    return { shape: 'working', sentence: `What Vend recorded of ${names.join(', ')} is read with the next scan.` }
  }
  if (waiting > 0 || toRead > 0)
    return {
      shape: 'working',
      sentence: [...(waiting > 0 ? [waits] : []), ...(toRead > 0 ? [toReadText(toRead)] : [])].join(' '),
    }
  const bySchedule = byScheduleText(state.realTime, settings.scanEveryMinutes, now)
  return {
    shape: 'ok',
    sentence: [
      `Everything Vend recorded until ${time(lastScan.upTo)} is in ${name}${leftOut > 0 ? `, but for ${counting(leftOut, 'thing')} you left out` : ''}.`,
      ...(bySchedule === null ? [] : [bySchedule]),
    ].join(' '),
  }
}

/** What waits is known as far as Vend was read, and what needs a person waits in a pause too. */
function pausedSentence(
  pause: Pause,
  { vendProblem, lastScan, holds }: Pick<AppState, 'vendProblem' | 'lastScan' | 'holds'>,
  { waiting, toRead }: { readonly waiting: number; readonly toRead: number },
  now: number,
): string {
  const nothing = pause.watching ? 'Nothing would have gone.' : 'Nothing waits.'
  const none = lastScan ? nothing : 'Vend has not been read yet.'
  return [
    `${pausedText(pause, now)}.`,
    ...(waiting > 0 ? [waitingText(pause, waiting)] : toRead > 0 ? [] : [none]),
    ...(toRead > 0 ? [toReadText(toRead)] : []),
    ...(vendProblem ? [`Vend does not answer since ${clockTime(vendProblem.since, now)}.`] : []),
    ...(holds.length > 0 ? [`${counting(holds.length, 'thing needs', 'things need')} you.`] : []),
  ].join(' ')
}

function waitingText({ watching }: Pause, waiting: number): string {
  const documents = counting(waiting, 'document')
  if (watching) return `${documents} would have gone.`
  return `${documents} ${waiting === 1 ? 'waits' : 'wait'}.`
}

function toReadText(toRead: number): string {
  return `${counting(toRead, 'movement')} still to be read from Vend.`
}

/** After an hour without success a document also shows here; it still goes by itself. */
function lateOnes(line: Line): StateHold[] {
  const { ledger, clock, warehouse } = line
  const now = clock.now()
  const pause = pauseOf(line)
  const goes = pause ? goesLaterText(pause, now, false) : 'Stocktray keeps trying by itself; press Retry to try now.'
  return ledger.documents
    .failingSince(now - hour)
    .map(({ id, status, consignmentId, vendReference, vendName, failingSince, trouble }) => ({
      id,
      documentId: id,
      consignmentId,
      reference: vendReference,
      title: shortNameOf({ id: consignmentId, reference: vendReference, name: vendName }),
      code: 'late',
      text: `${shortNameOf({ id: consignmentId, reference: vendReference, name: vendName })} ${status === 'unsure' ? 'may have reached' : 'has not reached'} ${warehouse.capabilities.name} since ${clockTime(failingSince ?? now, now)}: ${trouble ?? ''} ${goes}`,
    }))
}

function lastDelivered({ ledger }: Line): AppState['lastDelivered'] {
  const document = ledger.documents.lastDelivered()
  const at = document?.deliveredAt ?? null
  if (!document || at === null) return null
  const [first] = document.lines
  const what =
    document.lines.length === 1 && first
      ? `${first.sku} ${formatChange(first.quantity)}`
      : counting(document.lines.length, 'line')
  return {
    at,
    documentId: document.id,
    text: `${document.reference ?? ''} · ${what}${document.number ? ` · ${document.number}` : ''}`,
  }
}
