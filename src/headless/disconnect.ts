import { webhookPathOf, type App } from '../app'
import { saveShopSettings } from '../settings/shop-settings'
import { withShop, type CommandContext, type CommandDefinition } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { withApp } from './office'
import { sayJson } from './output'
import type { Shop } from '../host/shop-folder'
import { keysInFiles } from '../settings/sealing'

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
  const { dataDir, settings, secrets } = shop
  if (secrets.vendToken === '') {
    if (json) sayJson(output, { removed: 0, problem: null })
    else output.out('Stocktray is not connected to Vend any more: it has no token.')
    return exitCodes.done
  }
  const withdrawn = await app.withdraw(webhookPathOf(secrets), signal)
  const problem = withdrawn.ok ? null : withdrawn.text
  if (problem !== null && !force) {
    output.err(`The webhooks in Vend could not be removed, and nothing was changed. ${problem}`)
    output.err(
      'To forget the token all the same: stocktray disconnect --force. Then delete the webhooks in Vend under Setup, API.',
    )
    return exitCodes.unreachable
  }
  const forgetful = { ...secrets, vendToken: '', vendClientSecret: null, vendClientSecretBefore: null }
  saveShopSettings(dataDir, settings, forgetful, keysInFiles)
  const removed = withdrawn.ok ? withdrawn.removed : 0
  if (json) sayJson(output, { removed, problem })
  else {
    const webhooks =
      problem === null
        ? removed === 0
          ? 'There were no webhooks of ours in Vend.'
          : 'Vend calls this Stocktray no more.'
        : 'The webhooks in Vend could not be removed: delete them there under Setup, API.'
    const forgotten = secrets.vendClientSecret === null ? 'Its token is' : 'Its token and client secret are'
    output.out(`${webhooks} ${forgotten} forgotten; delete the token in Vend too, under Setup, Personal tokens.`)
    output.out('Nothing about stock was deleted. To go on, run: stocktray setup --file FILE')
  }
  return exitCodes.done
}
