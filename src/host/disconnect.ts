import { webhookPathOf, type App } from '../app'
import { saveShopSettings } from '../settings/shop-settings'
import { openShop, readShop, type Folder, type Shop } from './shop-folder'

/** `problem`: why our webhooks could not be removed in Vend, where the token was forgotten all the same. */
export type Disconnected =
  | { readonly ok: true; readonly removed: number; readonly problem: string | null; readonly said: string }
  | { readonly ok: false; readonly text: string }

/** `force`: forgets the token also where Vend does not take it. */
export type DisconnectOptions = { readonly force: boolean; readonly signal: AbortSignal }

/**
 * Removes our webhooks in Vend and forgets all keys to it; nothing about stock is deleted. `app`: an engine that nobody
 * else lets run, for it would make them again. Where Vend does not take it nothing is changed, unless `force`. Throws
 * where the disk does not take it.
 */
export async function disconnectFromVend(
  { dataDir, keys, settings, secrets }: Shop,
  app: Pick<App, 'withdraw'>,
  { force, signal }: DisconnectOptions,
): Promise<Disconnected> {
  if (secrets.vendToken === '')
    return {
      ok: true,
      removed: 0,
      problem: null,
      said: 'Stocktray is not connected to Vend any more: it has no token.',
    }
  const withdrawn = await app.withdraw(webhookPathOf(secrets), signal)
  const problem = withdrawn.ok ? null : withdrawn.text
  if (problem !== null && !force)
    return { ok: false, text: `The webhooks in Vend could not be removed, and nothing was changed. ${problem}` }
  const forgetful = { ...secrets, vendToken: '', vendClientSecret: null, vendClientSecretBefore: null }
  saveShopSettings(dataDir, settings, forgetful, keys)
  const removed = withdrawn.ok ? withdrawn.removed : 0
  const webhooks =
    problem === null
      ? removed === 0
        ? 'There were no webhooks of ours in Vend.'
        : 'Vend calls this Stocktray no more.'
      : 'The webhooks in Vend could not be removed: delete them there under Setup, API.'
  const forgotten = secrets.vendClientSecret === null ? 'Its token is' : 'Its token and client secret are'
  const said = `${webhooks} ${forgotten} forgotten; delete the token in Vend too, under Setup, Personal tokens.`
  return { ok: true, removed, problem, said: `${said} Nothing about stock was deleted.` }
}

/** The same for a folder in which no engine runs. */
export async function disconnectFolder(folder: Folder, options: DisconnectOptions): Promise<Disconnected> {
  const read = readShop(folder)
  if (!read.ok) return { ok: false, text: read.text }
  const opened = openShop(read.shop)
  if (!opened.ok) return { ok: false, text: opened.text }
  try {
    return await disconnectFromVend(read.shop, opened.open.app, options)
  } finally {
    opened.open.close()
  }
}
