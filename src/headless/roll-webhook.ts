import { ask, sayRefusal } from './client'
import type { CommandContext, CommandDefinition } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { withEngine } from './office'
import { say, sayJson } from './output'

export const rollWebhookCommand: CommandDefinition = {
  usage: 'roll-webhook',
  group: 'Set up and run',
  about: 'give Vend’s webhooks a new secret address, when somebody else has seen the old one',
  more: 'What comes to the old address is refused from then on. Nothing is lost meanwhile: Vend is read by schedule.',
  act: (context) => rollWebhook(context),
}

/** Gives the webhooks a new secret path; the old one is let in no longer. */
export function rollWebhook(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, async (client) => {
    const answer = await ask(client.api.webhook.roll.$post())
    if (answer.kind !== 'done') return sayRefusal(context.output, answer)
    const { publicWebhook } = answer
    if (context.json) sayJson(context.output, { publicWebhook })
    else
      say(context.output, [
        'The webhooks have a new secret address. What comes to the old one is refused from now on.',
        publicWebhook === null
          ? 'stocktray run says the new one as soon as it is known.'
          : `Vend is to call ${publicWebhook}`,
      ])
    return exitCodes.done
  })
}
