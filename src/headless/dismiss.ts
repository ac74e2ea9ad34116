import { ask, sayRefusal } from './client'
import type { CommandContext, CommandDefinition } from './command'
import { documentJson } from './document-json'
import { exitCodes, type ExitCode } from './exit-codes'
import { withEngine } from './office'
import { sayJson } from './output'

export const dismissCommand: CommandDefinition = {
  usage: 'dismiss <id>',
  group: 'Decide what waits for you',
  about: 'leave something out for good: nothing of it is sent',
  more: 'You take it upon yourself, for example because you booked it in the warehouse by hand. What you say is kept with it.',
  options: [{ flags: '--why <reason>', about: 'the reason, in your own words', required: true }],
  act: (context, [id = ''], { why }) => dismiss(context, id, typeof why === 'string' ? why : ''),
}

/** Leaves out a document, or what is held without one; `why` is kept with it. */
export function dismiss(context: CommandContext, id: string, why: string): Promise<ExitCode> {
  return withEngine(context, async (client) => {
    const { output, json } = context
    const answer = await ask(client.api.documents[':id'].dismiss.$post({ param: { id }, json: { why } }))
    if (answer.kind !== 'done') return sayRefusal(output, answer)
    if (json) sayJson(output, answer.document ? documentJson(answer.document) : { id: answer.id })
    else output.out('Left out. Nothing of it is sent, and what you said is kept with it.')
    return exitCodes.done
  })
}
