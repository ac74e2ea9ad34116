import { ask } from './client'
import type { CommandContext, CommandDefinition } from './command'
import { exitFor, type ExitCode } from './exit-codes'
import { withEngine } from './office'
import { say, sayJson } from './output'
import { showState } from './show-state'

export const resumeCommand: CommandDefinition = {
  usage: 'resume',
  group: 'Set up and run',
  about: 'end a pause, and deliver what waited',
  act: (context) => resume(context),
}

/** Ends a pause, delivers what is due, and says how things stand. */
export function resume(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, async (client) => {
    const { state } = await ask(client.api.resume.$post())
    if (context.json) sayJson(context.output, state)
    else say(context.output, showState(state))
    return exitFor(state)
  })
}
