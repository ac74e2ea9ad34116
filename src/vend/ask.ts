import type { AxiosInstance } from 'axios'
import type { VendProblem } from '../core/ports/vend'
import type { Clock } from '../core/ports/world'
import { exchange, type Write } from './exchange'
import { judge } from './judge'
import { afterAnswer, afterCall, afterRefusal, waitMs, type BudgetState } from './rate-budget'
import { readHttpDate } from './read-time'
import { badAnswer, cancelled, limited, unreachable, type Area } from './vend-problem'

/** One store's line: where it is, how to speak to it, and what of the budget is used. */
export type Link = {
  readonly http: AxiosInstance
  readonly clock: Clock
  /** "https://myshop.retail.lightspeed.app/api/2026-07" */
  readonly base: string
  /** The same without a version, as up to 0.9. */
  readonly oldBase: string
  readonly host: string
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
  /** Shared by all calls of this line. */
  budget: BudgetState
}

export type Question = {
  readonly area: Area
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  /** Absent: nothing is changed by it. */
  readonly write?: Write
  /** Asked as up to version 0.9. */
  readonly old?: true
}

export type Asked =
  | { readonly kind: 'found'; readonly body: unknown; readonly at: number | null }
  | { readonly kind: 'missing'; readonly at: number | null }
  | { readonly kind: 'question-refused' | 'conflict' | 'problem'; readonly problem: VendProblem }

const tries = 3
const pausesMs = [500, 2_000] as const
const waits = 5

/**
 * Asks until there is an answer: waits for the budget and for what a 429 says (five times), and tries three times when
 * the connection or Vend is in trouble. What is asked here does no harm when it is asked again, so nothing else decides it.
 */
export async function ask(link: Link, question: Question, signal: AbortSignal): Promise<Asked> {
  const { http, clock, host, headers, timeoutMs } = link
  const { area, path, params, write, old } = question
  const url = `${old ? link.oldBase : link.base}/${path}`
  let failed = 0
  let waited = 0
  for (;;) {
    if (!(await takePlace(link, signal))) return { kind: 'problem', problem: cancelled }
    const answer = await exchange(http, { url, params, headers, timeoutMs, ...(write && { write }) }, signal)
    if (answer.kind === 'cancelled') return { kind: 'problem', problem: cancelled }
    if (answer.kind === 'broken' && answer.code === 'TOO-LARGE')
      return {
        kind: 'problem',
        problem: badAnswer(host, area, 'sent more data than Stocktray can take in one answer.'),
      }
    const now = clock.now()
    if (answer.kind === 'answered') {
      const [limit, remaining] = [answer.header('x-ratelimit-limit'), answer.header('x-ratelimit-remaining')]
      link.budget = afterAnswer(link.budget, { limit, remaining }, now)
    }
    const verdict =
      answer.kind === 'answered'
        ? judge(answer, host, area, now, write !== undefined)
        : ({ kind: 'trouble', problem: unreachable(host, answer.code) } as const)
    switch (verdict.kind) {
      case 'found':
      case 'missing':
        return { ...verdict, at: answer.kind === 'answered' ? readHttpDate(answer.header('date')) : null }
      case 'question-refused':
      case 'conflict':
      case 'problem':
        return verdict
      case 'wait':
        link.budget = afterRefusal(link.budget, now + verdict.ms)
        if (++waited > waits) return { kind: 'problem', problem: limited(host, now + verdict.ms) }
        break
      case 'trouble':
        if (++failed >= tries) return { kind: 'problem', problem: verdict.problem }
        await clock.sleep(pausesMs[failed - 1] ?? 0, signal)
        break
    }
  }
}

/** Waits until the budget lets a call out and counts it, in one breath; false: the caller stopped waiting. */
async function takePlace(link: Link, signal: AbortSignal): Promise<boolean> {
  for (;;) {
    if (signal.aborted) return false
    const now = link.clock.now()
    const wait = waitMs(link.budget, now)
    if (wait === 0) {
      link.budget = afterCall(link.budget, now)
      return true
    }
    await link.clock.sleep(wait, signal)
  }
}
