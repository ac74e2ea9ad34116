import type { AppState } from '../core/app-state'
import { tomorrowMorning } from '../core/pause'
import { realClock } from '../host/real-world'
import { ask, sayRefusal } from './client'
import type { CommandContext, CommandDefinition } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { withEngine } from './office'
import { sayJson } from './output'

export const pauseCommand: CommandDefinition = {
  usage: 'pause',
  group: 'Set up and run',
  about: 'send nothing new to the warehouse for a while',
  more: 'Vend is still read, and what it records waits. Without an option that lasts until: stocktray resume',
  options: [
    { flags: '--for <time>', about: 'for so long: 90m, 1h or 2d, 31 days at most' },
    { flags: '--until-tomorrow', about: 'until 09:00 of the next day' },
    { flags: '--watch', about: 'only watch: say what would have gone, until: stocktray go-live' },
  ],
  act: (context, _words, options) => {
    if (options.watch === true) {
      if (options.for === undefined && options.untilTomorrow !== true) return watch(context)
      context.output.err('--watch has no end but: stocktray go-live. Give it alone.')
      return Promise.resolve(exitCodes.wrongInput)
    }
    const end = endOf(options, realClock.now())
    if ('until' in end) return pause(context, end.until)
    context.output.err(end.text)
    return Promise.resolve(exitCodes.wrongInput)
  },
}

/** Pauses the sending until this moment, ms since 1970; null: until `resume`. */
export function pause(context: CommandContext, until: number | null): Promise<ExitCode> {
  return withEngine(context, async (client) => {
    const answer = await ask(client.api.pause.$post({ json: { until } }))
    return answer.kind === 'done' ? said(context, answer.state) : sayRefusal(context.output, answer)
  })
}

/** Only watches from now on, until somebody goes live. */
export function watch(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, async (client) => {
    const answer = await ask(client.api.watch.$post())
    return answer.kind === 'done' ? said(context, answer.state) : sayRefusal(context.output, answer)
  })
}

function said({ json, output }: CommandContext, { paused, sentence }: Pick<AppState, 'paused' | 'sentence'>): ExitCode {
  if (json) sayJson(output, { paused, sentence })
  else output.out(sentence)
  return exitCodes.done
}

const lengths: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

function endOf(
  { for: length, untilTomorrow }: Readonly<Record<string, unknown>>,
  now: number,
): { readonly until: number | null } | { readonly text: string } {
  if (length === undefined) return { until: untilTomorrow === true ? tomorrowMorning(now) : null }
  if (untilTomorrow === true) return { text: 'Give --for or --until-tomorrow, not both.' }
  const [, number, unit = ''] = /^(\d{1,6})([mhd])$/.exec(typeof length === 'string' ? length : '') ?? []
  const ms = Number(number) * (lengths[unit] ?? NaN)
  return Number.isNaN(ms) ? { text: '--for: must be a time like 90m, 1h or 2d.' } : { until: now + ms }
}
