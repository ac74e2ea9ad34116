import type { Problem } from '../core/app-state'
import { pauseEndsAt } from '../core/pause'
import type { Line } from './line'
import { nextLookAt } from './next-looks'
import { nightReadingAt } from './night'
import { keptPause, pauseOf } from './pause'
import { problemOf } from './problems'
import type { Registrar } from './registration'
import type { Agenda } from './schedule'
import { givenUpAt } from './webhook-health'

/** Vend is asked again within a quarter of an hour, whatever it said; a warehouse may ask for longer. */
const vendFarAhead = 1_200_000
const warehouseFarAhead = 7_200_000

/** What there is to do, and when. */
export function agendaOf(line: Line, registrar: Pick<Registrar, 'dueAt'>): Agenda {
  const { ledger, clock, settings } = line
  const now = clock.now()
  // A time further ahead than any that is ever set comes from a clock that was set back since: it is now.
  const sane = (at: number | null, farthest: number) => (at !== null && at > now + farthest ? now : at)
  const saneProblem = (problem: Problem | null, farthest: number) =>
    problem && { ...problem, retryAt: sane(problem.retryAt, farthest) ?? now }
  const scanAt = Number(ledger.facts.get('next-scan') ?? '0')
  const pause = keptPause(line)
  const [registerAt, missingAt] = [registrar.dueAt(), givenUpAt(line)]
  return {
    scanAt: scanAt > now + settings.scanEveryMinutes * 60_000 ? now : scanAt,
    triggerAt: nextLookAt(line),
    deliveryAt: sane(ledger.documents.nextAt(pauseOf(line) ? 'unsure' : undefined), warehouseFarAhead),
    pauseEndsAt: pause && pauseEndsAt(pause, now),
    nightAt: nightReadingAt(line),
    webhooksAt:
      registerAt === null && missingAt === null ? null : Math.min(registerAt ?? Infinity, missingAt ?? Infinity),
    vendProblem: saneProblem(problemOf(line, 'vend-problem'), vendFarAhead),
    warehouseProblem: saneProblem(problemOf(line, 'warehouse-problem'), warehouseFarAhead),
  }
}
