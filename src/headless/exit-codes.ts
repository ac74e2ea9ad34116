import type { AppState } from '../core/app-state'

/** What a command's exit says; the README tells people. */
export const exitCodes = { done: 0, needsYou: 1, wrongInput: 2, unreachable: 3 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export function exitFor(state: AppState): ExitCode {
  if (state.vendProblem ?? state.warehouseProblem) return exitCodes.unreachable
  const unsettled = state.counts.unsure + state.counts.waiting + state.counts.sending + state.toRead
  return state.stoppage !== null || state.holds.length > 0 || unsettled > 0 || !state.account.addsUp
    ? exitCodes.needsYou
    : exitCodes.done
}
