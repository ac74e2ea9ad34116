import type { RateBudget } from './ports/vend'

/** What takes long: walking all headers, reading all products, reading what is to be decided. */
export const progressStages = ['history', 'products', 'movements'] as const
export type ProgressStage = (typeof progressStages)[number]

/** How far long work has come, as the file keeps it. Times are ms since 1970. */
export type ProgressMark = {
  readonly stage: ProgressStage
  readonly at: number
  readonly done: number
  /** null: Vend does not say how many there are. */
  readonly of: number | null
  /** Where this run of it began. `calls`: of the client, up to then. */
  readonly from: { readonly at: number; readonly done: number; readonly calls: number }
  /** It was stopped before, and went on where it was. */
  readonly resumed: boolean
  readonly budget: RateBudget
}

/** Long work as people see it. */
export type Progress = Pick<ProgressMark, 'stage' | 'done' | 'of' | 'resumed'> & {
  readonly since: number
  readonly at: number
  /** Of Vend's calls in five minutes, as it stood at `at`; null: Vend has not said. */
  readonly callsLeft: number | null
  /** null: it cannot be said yet. */
  readonly readyAt: number | null
  /** Nobody works on it now; it goes on from here with the next run. */
  readonly stopped: boolean
}

const windowMs = 300_000
/** Vend can make us wait five minutes between two steps; who is silent for longer is not at work. */
const silentMs = windowMs + 60_000
/** From so many on their pace says something. */
const enough = 10

export function progressOf(mark: ProgressMark, now: number): Progress {
  const { stage, at, done, of, from, resumed, budget } = mark
  const stopped = now - at > silentMs || now < at
  return {
    ...{ stage, at, done, of, resumed, stopped, since: from.at },
    callsLeft: budget.limit === null ? null : Math.max(0, budget.limit - budget.used),
    readyAt: stopped ? null : readyAt(mark),
  }
}

/**
 * When it will be done, by the calls that each took so far and what Vend allows: what goes beyond the calls that are left
 * waits for the end of these five minutes, and of each five minutes after. Where no limit is known, by the pace alone.
 */
function readyAt({ at, done, of, from, budget }: ProgressMark): number | null {
  const worked = done - from.done
  if (of === null || worked < enough) return null
  const left = Math.max(0, of - done)
  const calls = budget.made - from.calls
  const { limit, used, oldestAt } = budget
  if (limit === null || calls <= 0) return Math.round(at + (left * (at - from.at)) / worked)
  const perCallMs = Math.min((at - from.at) / calls, windowMs / limit)
  const needed = (left * calls) / worked
  const beyond = needed - Math.max(0, limit - used)
  if (beyond <= 0) return Math.round(at + needed * perCallMs)
  const waits = Math.ceil(beyond / limit)
  const rest = beyond - (waits - 1) * limit
  return Math.round((oldestAt ?? at) + waits * windowMs + rest * perCallMs)
}
