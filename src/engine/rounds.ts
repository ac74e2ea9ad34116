import type { VendProblem } from '../core/ports/vend'
import { agendaOf } from './agenda'
import { checkWarehouse } from './check-warehouse'
import { checkItems, deliver } from './deliver'
import { gather } from './gather'
import { emptyMemory } from './known-items'
import type { Line } from './line'
import { lookForLost } from './look-for-lost'
import { beginNightReading, lookAtNight, nightDueAt } from './night'
import { nextLookAt } from './next-looks'
import { endPauseInTime } from './pause'
import { previewFigures, type PreviewFigures } from './preview'
import { clearProblem, keepVendProblem } from './problems'
import type { Registrar } from './registration'
import { scan } from './scan'
import { dueBy } from './schedule'
import type { ItemWatch } from './watch-items'
import { giveUpMissing } from './webhook-health'

/** What an engine keeps beside its line, and has a look at on its rounds. */
type Beside = { readonly registrar: Registrar; readonly items: ItemWatch }

/** More rounds than any chain of refusals and releases takes; a bug must not spin. */
const mostRounds = 20

/** One scan, then all that waits is delivered, due or not. */
export async function syncOnce(line: Line, { registrar, items }: Beside, signal: AbortSignal): Promise<void> {
  endPauseInTime(line)
  lookForLost(line)
  await scanAndGather(line, Infinity, signal)
  await checkWarehouse(line, signal)
  await deliverAll(line, signal)
  if (await readAtNight(line, registrar, signal)) await deliverAll(line, signal)
  await items.look(signal, 'all')
}

/** One scan and its decisions, set against the warehouse's items; nothing is sent. */
export async function lookAhead(line: Line, registrar: Registrar, signal: AbortSignal): Promise<PreviewFigures> {
  await scanAndGather(line, Infinity, signal)
  await readAtNight(line, registrar, signal)
  await checkWarehouse(line, signal)
  const memory = emptyMemory()
  await checkItems(line, memory, signal)
  return previewFigures(line, memory, signal)
}

/** Delivers what is due by now, and nothing else. */
export async function deliverDue(line: Line, items: ItemWatch, signal: AbortSignal): Promise<void> {
  endPauseInTime(line)
  await deliver(line, line.clock.now(), signal)
  await items.look(signal)
}

/** Does what is due by now, until nothing is. `scanFirst`: after a stoppage, which a scan proves to be over. */
export async function workOff(
  line: Line,
  { registrar, items }: Beside,
  { scanFirst }: { readonly scanFirst: boolean },
  signal: AbortSignal,
): Promise<void> {
  const { ledger, clock } = line
  // Turns are taken, so what stands as being sent was left behind; nothing else would make it due.
  ledger.documents.unsureAfterDeath(clock.now())
  for (let round = 0; round < mostRounds && !signal.aborted; round += 1) {
    const now = clock.now()
    const agenda = agendaOf(line, registrar)
    const due = dueBy(round === 0 && scanFirst ? { ...agenda, scanAt: now } : agenda, now)
    if (!Object.values(due).includes(true)) return
    if (due.resume) endPauseInTime(line)
    if (due.webhooks) await registrar.register(signal, giveUpMissing(line) ? 'thoroughly' : undefined)
    if (due.scan) {
      await scanAndGather(line, now, signal)
      await checkWarehouse(line, signal)
    } else if (due.read) await read(line, now, signal)
    else if (!due.deliver && due.night) await readPieceAtNight(line, signal)
    if (due.deliver || dueBy(agendaOf(line, registrar), clock.now()).deliver) await deliver(line, clock.now(), signal)
    await items.look(signal)
  }
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

/** One scan and its decisions. Answers what kept Vend from being read; null: nothing. */
export async function scanAndGather(line: Line, until: number, signal: AbortSignal): Promise<VendProblem | null> {
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
