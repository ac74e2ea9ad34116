import type { TunnelStatus } from '../core/ports/tunnel'
import type { VendProblem } from '../core/ports/vend'
import type { Doorbell } from '../core/ports/webhooks'
import type { WayToGoLive } from '../core/watch'
import { approve } from './actions/approve'
import { dismiss } from './actions/dismiss'
import { beginNow, beginToWatch, sendWatched } from './actions/go-live'
import { pause, resume } from './actions/pause'
import { retry } from './actions/retry'
import { settleByHand } from './actions/settle-by-hand'
import { previewUndo, undo, type Obstacle, type UndoPreview } from './actions/undo'
import { agendaOf } from './agenda'
import { begin } from './begin'
import { checkWarehouse } from './check-warehouse'
import { checkItems, deliver } from './deliver'
import { gather } from './gather'
import { hear } from './hear'
import { emptyMemory } from './known-items'
import { keepTest } from './last-test'
import type { Line } from './line'
import { lookForLost } from './look-for-lost'
import { byPerson, matchedByPerson, settledByPerson, undoneByPerson } from './log-person'
import { match, unmatch, type Matched } from './match'
import { beginNightReading, lookAtNight, nightDueAt } from './night'
import { nextLookAt } from './next-looks'
import { endPauseInTime } from './pause'
import { previewFigures, type PreviewFigures } from './preview'
import { askNow, clearProblem, keepVendProblem } from './problems'
import { createReadings, type Readings } from './readings'
import { watchRealTime } from './real-time'
import { createRegistrar, type Registrar, type Withdrawn } from './registration'
import { scan } from './scan'
import { dueBy, nextDue } from './schedule'
import { watchStoppage } from './stoppage'
import { watchItems } from './watch-items'
import { giveUpMissing, noteWay } from './webhook-health'

/** The line, running: one thing at a time, whoever asks. */
export type Engine = Readings & {
  /** One scan, then everything that waits is delivered, due or not. */
  sync(signal: AbortSignal): Promise<void>
  /**
   * One scan and its decisions; drafts are set against the warehouse's items, and nothing is sent. Answers what the
   * warehouse would have before and after each document.
   */
  preview(signal: AbortSignal): Promise<PreviewFigures>
  /** Does what is due by now: triggers, the scan, deliveries. */
  work(signal: AbortSignal): Promise<void>
  /** Delivers what is due by now, and nothing else. */
  deliver(signal: AbortSignal): Promise<void>
  /** When `work` has something to do next, ms since 1970. */
  nextDue(): number
  /** Webhooks named these consignments, `repeats` of them in the words of an earlier one: on disk when this returns. */
  hear(consignmentIds: readonly string[], repeats?: number): void
  /** How webhooks come in from now on: part of the state. */
  realTime(status: TunnelStatus): void
  /** What Vend is to call from now on, null: nothing. It is registered there with the next `work`, and kept so. */
  callAt(doorbell: Doorbell | null): void
  /** Registers it now; answers what keeps Vend from calling it, in words. */
  register(signal: AbortSignal): Promise<string | null>
  /** Takes our webhooks out of Vend; `path`: of this folder's webhook. */
  withdraw(path: string, signal: AbortSignal): Promise<Withdrawn>
  /** Somebody tested the connections, and these steps failed: on disk when this returns. */
  tested(failed: readonly string[]): void
  /** A webhook's signature was missing or did not fit: part of the state too. */
  webhookRefused(): void
  /** Ends a pause: what waited is due. */
  resume(): void
  // Each answers null when it was done, or a sentence that says what stands in the way.
  /** Nothing new is sent to the warehouse until this moment, ms since 1970, or until `resume` (null). Vend is read on. */
  pause(until: number | null): string | null
  /** Nothing new is sent to the warehouse until somebody goes live. Vend is read on, and what would have gone is kept. */
  watch(): string | null
  /** Ends that: what was watched is due, or it is left out for good once Vend was read up to now. */
  goLive(way: WayToGoLive, signal: AbortSignal): Promise<string | null>
  /** Makes a waiting or refused document due now. */
  retry(id: string): string | null
  /** Sends a held document as it stands. */
  approve(id: string): string | null
  /** A person takes a held document, or a hold without one, upon themselves. */
  dismiss(id: string, why: string): string | null
  /** Takes a delivered document back: makes its undo, and answers the undo's id, or what stands in the way. */
  undo(id: string): { readonly kind: 'done'; readonly id: string } | Obstacle
  /** What undoing would send, or what stands in its way; changes nothing. */
  previewUndo(id: string, signal: AbortSignal): Promise<UndoPreview | Obstacle>
  /** A person says of a document that nobody knows of that it arrived, or that it did not: then the same one goes again. */
  settle(id: string, arrived: boolean): string | null
  /** Enters which item of the warehouse a Vend SKU means: by its code there, or as `id:…`. What waited for it is due. */
  match(sku: string, meant: string, signal: AbortSignal): Promise<Matched>
  unmatch(sku: string): Matched
}

/** More rounds than any chain of refusals and releases takes; a bug must not spin. */
const mostRounds = 20

export function createEngine(line: Line): Engine {
  const { ledger, clock } = line
  begin(line)
  const realTime = watchRealTime(line)
  const registrar = createRegistrar(line)
  const stoppage = watchStoppage(line)
  const { inTurn, proving } = stoppage
  const items = watchItems(line)
  return {
    ...createReadings(line, { ...realTime, stoppage: () => stoppage.now() }),
    realTime: (status) => {
      realTime.become(status)
      noteWay(line, status)
    },
    webhookRefused: () => realTime.refused(),
    callAt: (doorbell) => registrar.want(doorbell),
    withdraw: (path, signal) => inTurn(() => registrar.withdraw(path, signal)),
    tested: (failed) => keepTest(line, failed),
    register: (signal) => inTurn(() => registrar.register(signal)),
    sync: (signal) =>
      proving(async () => {
        endPauseInTime(line)
        lookForLost(line)
        await scanAndGather(line, Infinity, signal)
        await checkWarehouse(line, signal)
        await deliverAll(line, signal)
        if (await readAtNight(line, registrar, signal)) await deliverAll(line, signal)
        await items.look(signal, 'all')
      }),
    preview: (signal) =>
      inTurn(async () => {
        await scanAndGather(line, Infinity, signal)
        await readAtNight(line, registrar, signal)
        await checkWarehouse(line, signal)
        const memory = emptyMemory()
        await checkItems(line, memory, signal)
        return previewFigures(line, memory, signal)
      }),
    deliver: (signal) =>
      inTurn(async () => {
        endPauseInTime(line)
        await deliver(line, clock.now(), signal)
        await items.look(signal)
      }),
    work: (signal) =>
      proving(async () => {
        // Turns are taken, so what stands as being sent was left behind; nothing else would make it due.
        ledger.documents.unsureAfterDeath(clock.now())
        for (let round = 0; round < mostRounds && !signal.aborted; round += 1) {
          const now = clock.now()
          const agenda = agendaOf(line, registrar)
          // After a stoppage a scan proves that it is over.
          const due = dueBy(round === 0 && stoppage.now() ? { ...agenda, scanAt: now } : agenda, now)
          if (!Object.values(due).includes(true)) return
          if (due.resume) endPauseInTime(line)
          if (due.webhooks) await registrar.register(signal, giveUpMissing(line) ? 'thoroughly' : undefined)
          if (due.scan) {
            await scanAndGather(line, now, signal)
            await checkWarehouse(line, signal)
          } else if (due.read) await read(line, now, signal)
          else if (!due.deliver && due.night) await readPieceAtNight(line, signal)
          if (due.deliver || dueBy(agendaOf(line, registrar), clock.now()).deliver)
            await deliver(line, clock.now(), signal)
          await items.look(signal)
        }
      }),
    nextDue: () => nextDue(agendaOf(line, registrar)),
    hear: (consignmentIds, repeats = 0) => stoppage.noting(() => hear(line, consignmentIds, repeats)),
    pause: (until) => byPerson(line, 'pause', until === null ? '' : new Date(until).toISOString(), pause(line, until)),
    watch: () => byPerson(line, 'watch', '', beginToWatch(line)),
    goLive: (way, signal) =>
      inTurn(async () => {
        const problem = way === 'begin-now' ? await scanAndGather(line, Infinity, signal) : null
        if (signal.aborted) return byPerson(line, 'go live', way, 'Stopped before it was done. Nothing has changed.')
        const unread =
          problem && `${problem.text} Before Vend can be read nobody knows what would be left out. Nothing has changed.`
        return byPerson(line, 'go live', way, unread ?? (way === 'begin-now' ? beginNow(line) : sendWatched(line)))
      }),
    resume: () => {
      resume(line)
      byPerson(line, 'resume', '', null)
    },
    retry: (id) => atOnce(line, byPerson(line, 'retry', id, retry(line, id))),
    approve: (id) => atOnce(line, byPerson(line, 'approve', id, approve(line, id))),
    dismiss: (id, why) => byPerson(line, 'dismiss', id, dismiss(line, id, why)),
    undo: (id) => undoneByPerson(line, id, undo(line, id)),
    previewUndo: (id, signal) => previewUndo(line, id, signal),
    settle: (id, arrived) => atOnce(line, settledByPerson(line, id, arrived, settleByHand(line, id, arrived))),
    match: (sku, meant, signal) =>
      inTurn(async () => matchedByPerson(line, 'match', sku, await match(line, sku, meant, signal))),
    unmatch: (sku) => matchedByPerson(line, 'unmatch', sku, unmatch(line, sku)),
  }
}

/** What a person sets going does not wait until a warehouse that did not answer would be asked again. */
function atOnce(line: Line, obstacle: string | null): string | null {
  if (obstacle === null) askNow(line, 'warehouse-problem')
  return obstacle
}

/** Delivers all that waits, due or not. */
async function deliverAll(line: Line, signal: AbortSignal): Promise<void> {
  const { clock } = line
  for (let round = 0; round < mostRounds && !signal.aborted; round += 1) {
    // Each document is tried once; a further round is for what a refusal or a release has made.
    const moved = await deliver(line, round === 0 ? Infinity : clock.now(), signal)
    if (!moved || nextLookAt(line) === null) return
    if ((await read(line, clock.now(), signal)) !== null) return
  }
}

/** Reads again what the night has to, as far as Vend's budget is free for it; answers whether anything was read. */
async function readAtNight(line: Line, registrar: Registrar, signal: AbortSignal): Promise<boolean> {
  let hasRead = false
  for (; dueBy(agendaOf(line, registrar), line.clock.now()).night && !signal.aborted; hasRead = true)
    await readPieceAtNight(line, signal)
  return hasRead
}

async function readPieceAtNight(line: Line, signal: AbortSignal): Promise<void> {
  beginNightReading(line)
  await read(line, line.clock.now(), signal)
}

/** Answers what kept Vend from being read; null: nothing. */
async function scanAndGather(line: Line, until: number, signal: AbortSignal): Promise<VendProblem | null> {
  const { ledger, clock, settings } = line
  const isNight = nightDueAt(line) <= clock.now()
  const problem = (await scan(line, signal)) ?? (isNight ? await lookAtNight(line, signal) : null)
  if (problem) {
    keepVendProblem(line, problem)
    // It is still due, also where somebody asked for it before its time.
    ledger.facts.keep('next-scan', clock.now().toString())
    return problem
  }
  ledger.facts.keep('next-scan', (clock.now() + settings.scanEveryMinutes * 60_000).toString())
  // After the very first scan this sets the first night.
  nightDueAt(line)
  return read(line, Math.max(until, clock.now()), signal)
}

/** Answers what kept Vend from being read; null: nothing. */
async function read(line: Line, until: number, signal: AbortSignal): Promise<VendProblem | null> {
  const problem = await gather(line, until, signal)
  if (problem) keepVendProblem(line, problem)
  else clearProblem(line, 'vend-problem')
  return problem
}
