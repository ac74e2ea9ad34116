import type { App } from '../app'
import { disconnectFromVend } from '../host/disconnect'
import { withShop, type CommandContext, type CommandDefinition } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { withApp } from './office'
import { sayJson } from './output'
import type { Shop } from '../host/shop-folder'

export const disconnectCommand: CommandDefinition = {
  usage: 'disconnect',
  group: 'Set up and run',
  about: 'have Vend call us no more, and forget its token and client secret; nothing about stock is deleted',
  more: 'What was sent, what waits and the settings stay as they are. To go on, run stocktray setup with a token again.',
  options: [{ flags: '--force', about: 'forget the token also where the webhooks cannot be removed in Vend' }],
  act: (context, _words, { force }) => disconnect(context, { force: force === true }),
}

/** Removes our webhooks in Vend and forgets all keys to it. Not beside a running engine, which would make them again. */
export function disconnect(context: CommandContext, { force }: { readonly force: boolean }): Promise<ExitCode> {
  return withShop(context, (shop) => withApp(context, shop, (app) => leave(context, shop, app, force)))
}

async function leave(
  { output, json, signal }: CommandContext,
  shop: Shop,
  app: App,
  force: boolean,
): Promise<ExitCode> {
  const done = await disconnectFromVend(shop, app, { force, signal })
  if (!done.ok) {
    output.err(done.text)
    output.err(
      'To forget the token all the same: stocktray disconnect --force. Then delete the webhooks in Vend under Setup, API.',
    )
    return exitCodes.unreachable
  }
  const { removed, problem, said } = done
  if (json) sayJson(output, { removed, problem })
  else output.out(`${said}\nTo connect it again, run: stocktray setup --file FILE`)
  return exitCodes.done
}
