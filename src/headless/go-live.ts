import { earlierText, watchedText, type WatchedReport, type WayToGoLive } from '../core/watch'
import { ask, sayRefusal } from './client'
import type { CommandContext, CommandDefinition } from './command'
import { exitCodes, exitFor, type ExitCode } from './exit-codes'
import { withEngine } from './office'
import { say, sayJson } from './output'
import { showState } from './show-state'

export const goLiveCommand: CommandDefinition = {
  usage: 'go-live',
  group: 'Set up and run',
  about: 'end the watching: send what was watched, or begin now without it',
  more: 'Without an option it only shows what either would do. Line by line: stocktray sync --dry-run',
  options: [
    { flags: '--send-watched', about: 'all that would have gone goes now' },
    { flags: '--begin-now', about: 'what was watched is left out for good, and what happens from now on is sent' },
  ],
  act: (context, _words, { sendWatched, beginNow }) => {
    if (sendWatched === true && beginNow === true) {
      context.output.err('Give --send-watched or --begin-now, not both.')
      return Promise.resolve(exitCodes.wrongInput)
    }
    return goLive(context, sendWatched === true ? 'send-watched' : beginNow === true ? 'begin-now' : null)
  },
}

/** Goes live in one of both ways; null: shows what they would do, and does nothing. */
export function goLive(context: CommandContext, way: WayToGoLive | null): Promise<ExitCode> {
  return withEngine(context, async (client) => {
    if (way === null) {
      const report = await ask(client.api.watch.$get())
      if (context.json) sayJson(context.output, report)
      else say(context.output, showWays(report))
      return report === null ? exitCodes.done : exitCodes.needsYou
    }
    const answer = await ask(client.api['go-live'].$post({ json: { way } }))
    if (answer.kind !== 'done') return sayRefusal(context.output, answer)
    if (context.json) sayJson(context.output, answer.state)
    else say(context.output, showState(answer.state))
    return exitFor(answer.state)
  })
}

function showWays(report: WatchedReport | null): string[] {
  if (report === null) return ['Stocktray is live already: it sends.']
  const { stocktakes, transfers, held } = report
  const earlier = earlierText(report)
  const all = (stocktakes + transfers + held).toString()
  return [
    `So far ${watchedText(report)}.`,
    `--send-watched: ${(stocktakes + transfers).toString()} go now, ${held.toString()} wait for you.`,
    `--begin-now: these ${all} are left out for good; a later change of them waits for you.`,
    ...(earlier === null ? [] : [earlier]),
    'Nothing was changed.',
  ]
}
