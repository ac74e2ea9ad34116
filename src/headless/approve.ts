import { ask, sayRefusal } from './client'
import type { CommandContext, CommandDefinition } from './command'
import type { ExitCode } from './exit-codes'
import { withEngine } from './office'
import { sayDocument } from './retry'

export const approveCommand: CommandDefinition = {
  usage: 'approve <id>',
  group: 'Decide what waits for you',
  about: 'send a held document as it stands',
  more: 'The approval is for exactly these lines: when Vend says something else meanwhile, you are asked again.',
  act: (context, [id = '']) => approve(context, id),
}

/** Sends a held document as it stands. */
export function approve(context: CommandContext, id: string): Promise<ExitCode> {
  return withEngine(context, async (client, shop) => {
    const answer = await ask(client.api.documents[':id'].approve.$post({ param: { id } }))
    if (answer.kind !== 'done') return sayRefusal(context.output, answer)
    return sayDocument(context, shop, answer)
  })
}
