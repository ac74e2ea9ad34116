import type { TunnelStatus } from '../core/ports/tunnel'
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
import { hear } from './hear'
import { keepTest } from './last-test'
import type { Line } from './line'
import { byPerson, matchedByPerson, settledByPerson, undoneByPerson } from './log-person'
import { match, unmatch, type Matched } from './match'
import type { PreviewFigures } from './preview'
import { askNow } from './problems'
import { createReadings, type Readings } from './readings'
import { watchRealTime } from './real-time'
import { createRegistrar, type Withdrawn } from './registration'
import { deliverDue, lookAhead, scanAndGather, syncOnce, workOff } from './rounds'
import { nextDue } from './schedule'
import { watchStoppage } from './stoppage'
import { watchItems } from './watch-items'
import { noteWay } from './webhook-health'

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
  /** What is being done ends as soon as it may, whoever asked for it; resolves once it has, and nothing is under way. */
  end(): Promise<void>
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

export function createEngine(line: Line): Engine {
  begin(line)
  const realTime = watchRealTime(line)
  const registrar = createRegistrar(line)
  const stoppage = watchStoppage(line)
  const { inTurn, proving } = stoppage
  const items = watchItems(line)
  const beside = { registrar, items }
  const ending = new AbortController()
  const untilEnd = (signal: AbortSignal) => AbortSignal.any([signal, ending.signal])
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
    sync: (signal) => proving(() => syncOnce(line, beside, untilEnd(signal))),
    preview: (signal) => inTurn(() => lookAhead(line, registrar, untilEnd(signal))),
    deliver: (signal) => inTurn(() => deliverDue(line, items, signal)),
    work: (signal) => proving(() => workOff(line, beside, { scanFirst: stoppage.now() !== null }, signal)),
    end: () => {
      ending.abort()
      return inTurn(() => Promise.resolve())
    },
    nextDue: () => nextDue(agendaOf(line, registrar)),
    hear: (consignmentIds, repeats = 0) => stoppage.noting(() => hear(line, consignmentIds, repeats)),
    pause: (until) => byPerson(line, 'pause', until === null ? '' : new Date(until).toISOString(), pause(line, until)),
    watch: () => byPerson(line, 'watch', '', beginToWatch(line)),
    goLive: (way, asked) =>
      inTurn(async () => {
        const signal = untilEnd(asked)
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
