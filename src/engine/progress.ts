import { z } from 'zod'
import { progressOf, progressStages, type Progress, type ProgressMark, type ProgressStage } from '../core/progress'
import type { Line } from './line'

/** Long work, that says how far it has come where other processes see it too: in the file. */
export type LongWork = {
  /** `done` in all, `of` how many as far as is known. Written once a second at most, or at once when `now` is given. */
  step(done: number, of: number | null, now?: 'now'): void
  end(): void
}

const writeEveryMs = 1_000

const schema = z.object({
  stage: z.enum(progressStages),
  at: z.number(),
  done: z.number(),
  of: z.number().nullable(),
  from: z.object({ at: z.number(), done: z.number(), calls: z.number() }),
  resumed: z.boolean(),
  budget: z.object({
    limit: z.number().nullable(),
    used: z.number(),
    waitingUntil: z.number().nullable(),
    made: z.number(),
    oldestAt: z.number().nullable(),
  }),
})

/** How far work of this stage had come when it was stopped; null: none was. */
export function stoppedAt(line: Pick<Line, 'ledger'>, stage: ProgressStage): ProgressMark | null {
  const mark = markOf(line)
  return mark?.stage === stage ? mark : null
}

/** Begins long work at `done`; nothing is written before its first step. What another stage had said stands again at its end. */
export function beginWork(line: Line, stage: ProgressStage, done: number): LongWork {
  const { ledger, clock, vend } = line
  const standing = ledger.facts.get('progress')
  const resumed = stoppedAt(line, stage) !== null
  const from = { at: clock.now(), done, calls: vend.budget().made }
  let writtenAt = -Infinity
  return {
    step: (done, of, now) => {
      const at = clock.now()
      if (now === undefined && at - writtenAt < writeEveryMs && at >= writtenAt) return
      writtenAt = at
      const mark: ProgressMark = { stage, at, done, of, from, resumed, budget: vend.budget() }
      ledger.facts.keep('progress', JSON.stringify(mark))
    },
    end: () => {
      if (writtenAt > -Infinity || resumed) ledger.facts.keep('progress', resumed ? null : standing)
    },
  }
}

export function progressNow(line: Pick<Line, 'ledger' | 'clock'>): Progress | null {
  const mark = markOf(line)
  return mark && progressOf(mark, line.clock.now())
}

function markOf({ ledger }: Pick<Line, 'ledger'>): ProgressMark | null {
  const value = ledger.facts.get('progress')
  if (value === null) return null
  const parsed = schema.safeParse(JSON.parse(value))
  return parsed.success ? parsed.data : null
}
