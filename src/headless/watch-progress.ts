import { progressText } from '../core/progress-words'
import type { Progress } from '../core/progress'
import type { CommandContext } from './command'

/** Calls `tick` again and again until the answer is called. */
export type Every = (ms: number, tick: () => void) => () => void

const lookEveryMs = 500
/** Where lines do not move, one is enough for so long. */
const sayEveryMs = 30_000

/**
 * Says how far long work has come, beside what was asked for: one line that moves on a terminal, elsewhere a plain one
 * every half minute; nothing with --json. Answers how to end it.
 */
export function watchProgress(
  progressOf: () => Progress | null,
  { output, json }: Pick<CommandContext, 'output' | 'json'>,
  { every, now }: { every: Every; now: () => number } = { every: realEvery, now: () => Date.now() },
): () => void {
  if (json) return () => undefined
  const { moving } = output
  let shown: string | null = null
  let saidAt = -Infinity
  const tick = (): void => {
    const progress = progressOf()
    // What a run before this one left is said when this one goes on with it.
    const text = progress === null || progress.stopped ? null : withCalls(progress)
    if (text === shown) return
    if (moving) moving(text)
    else if (text !== null && now() - saidAt >= sayEveryMs) {
      saidAt = now()
      output.err(text)
    }
    shown = text
  }
  const stop = every(lookEveryMs, tick)
  return () => {
    stop()
    if (shown !== null) moving?.(null)
  }
}

function withCalls(progress: Progress): string {
  const time = (ms: number) => new Date(ms).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  const { callsLeft } = progress
  const calls = callsLeft === null ? '' : ` · ${callsLeft.toString()} calls left in these 5 minutes`
  return `${progressText(progress, time)}${calls}`
}

const realEvery: Every = (ms, tick) => {
  const timer = setInterval(tick, ms)
  timer.unref()
  return () => clearInterval(timer)
}
