import { ask } from './client'
import type { CommandContext, CommandDefinition } from './command'
import { exitFor, type ExitCode } from './exit-codes'
import { withReadings } from './office'
import { say, sayJson } from './output'
import { showState } from './show-state'

export const statusCommand: CommandDefinition = {
  usage: 'status',
  group: 'See how things stand',
  about: 'say how things stand, and what needs you',
  act: (context) => status(context),
}

/** How things stand, and what needs somebody. */
export function status(context: CommandContext): Promise<ExitCode> {
  return withReadings(context, async (client) => {
    const state = await ask(client.api.state.$get())
    if (context.json) sayJson(context.output, state)
    else {
      const watched = state.paused?.watching ? await ask(client.api.watch.$get()) : null
      say(context.output, showState(state, watched))
    }
    return exitFor(state)
  })
}
