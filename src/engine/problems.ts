import { z } from 'zod'
import type { Problem } from '../core/app-state'
import type { VendProblem } from '../core/ports/vend'
import type { Line } from './line'

export const problemSchema = z.object({
  since: z.number(),
  text: z.string(),
  unauthorised: z.boolean(),
  retryAt: z.number(),
})

type Side = 'vend-problem' | 'warehouse-problem'

export function problemOf({ ledger }: Pick<Line, 'ledger'>, side: Side): Problem | null {
  const value = ledger.facts.get(side)
  if (value === null) return null
  const parsed = problemSchema.safeParse(JSON.parse(value))
  return parsed.success ? parsed.data : null
}

const named = { 'vend-problem': 'vend', 'warehouse-problem': 'warehouse' } as const satisfies Record<Side, string>

export function clearProblem(line: Pick<Line, 'ledger' | 'log'>, side: Side): void {
  if (!problemOf(line, side)) return
  line.ledger.facts.keep(side, null)
  line.log.tell({ step: 'trouble-over', side: named[side] })
}

/** Remembers a problem; one that lasts keeps its beginning. */
export function keepProblem(
  line: Line,
  side: Side,
  problem: { text: string; unauthorised: boolean; retryAt: number },
): void {
  const before = problemOf(line, side)
  const since = before?.since ?? line.clock.now()
  line.ledger.facts.keep(side, JSON.stringify({ since, ...problem }))
  if (before?.text !== problem.text) line.log.tell({ step: 'trouble', side: named[side], text: problem.text })
}

/** The side that did not answer is due to be asked again now. */
export function askNow(line: Line, side: Side): void {
  const problem = problemOf(line, side)
  if (problem) keepProblem(line, side, { ...problem, retryAt: line.clock.now() })
}

const quarter = 15 * 60_000

/** Remembers why Vend did not answer: asked again after half as long as it has lasted, between 15 s and 5 min. */
export function keepVendProblem(line: Line, problem: VendProblem): void {
  if (problem.kind === 'cancelled') return
  const now = line.clock.now()
  const lasting = now - (problemOf(line, 'vend-problem')?.since ?? now)
  const unauthorised = problem.kind === 'unauthorised'
  const wait = unauthorised ? quarter : Math.round(Math.min(Math.max(lasting / 2, 15_000), 300_000))
  keepProblem(line, 'vend-problem', {
    text: problem.text,
    unauthorised,
    retryAt: Math.max(problem.retryAt ?? 0, now + wait),
  })
}
