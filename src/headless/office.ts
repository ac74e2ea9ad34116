import { createApi, createReadingApi, type Api } from '../api/api'
import type { App } from '../app'
import type { LogPort } from '../core/ports/log'
import { isHeld } from '../ledger/lock'
import { clientOf, clientWithin, isEngineGone, readingClientWithin, type Client, type ReadingClient } from './client'
import { withShop, type CommandContext } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { faultOf } from '../host/run-shop'
import { realClock } from '../host/real-world'
import { rollingSecrets, webhookAddress } from '../host/rolling-secrets'
import { readSession, removeSession, type Session } from '../host/session-file'
import { openShop, openToRead, type OpenShop, type Shop } from '../host/shop-folder'

type Work<Asked> = (client: Asked, shop: Shop) => Promise<ExitCode>

/**
 * Runs `work` with the folder's one engine: the one that runs already, asked through its API, or one that is opened for
 * this command in this process, behind the same API.
 */
export function withEngine(context: CommandContext, work: Work<Client>): Promise<ExitCode> {
  return withEngineOrApp(context, work, (app, shop) => work(clientWithin(apiOf(app, shop, context.signal)), shop))
}

/** Runs `work` with the engine that runs already, or else `alone` as the one engine of the folder. */
export function withEngineOrApp(
  context: CommandContext,
  work: Work<Client>,
  alone: (app: App, shop: Shop) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withShop(context, async (shop) => {
    const session = livingSession(shop)
    if (session) return asking(context, () => work(clientOf(session, context.signal), shop))
    return withApp(context, shop, (app) => alone(app, shop))
  })
}

/** Runs `work` on what can be read: of the engine that runs, which knows most, or else of the file alone. */
export function withReadings(context: CommandContext, work: Work<ReadingClient>): Promise<ExitCode> {
  return withShop(context, async (shop) => {
    const session = livingSession(shop)
    if (session) return asking(context, () => work(clientOf(session, context.signal), shop))
    const opened = openToRead(shop)
    if (!opened.ok) return refused(context, opened.text)
    try {
      return await work(readingClientWithin(createReadingApi(opened.readings, () => shop.settings.outlets).fetch), shop)
    } finally {
      opened.close()
    }
  })
}

/** Runs `work` as the one engine of the folder, or says who holds it. */
export async function withApp(
  context: CommandContext,
  shop: Shop,
  work: (app: App, log: LogPort) => Promise<ExitCode>,
): Promise<ExitCode> {
  const opened = openShop(shop)
  if (!opened.ok) return refused(context, opened.text)
  // Nobody else holds the folder: what says otherwise was left behind by a crash.
  removeSession(shop.dataDir)
  return closing(opened.open, () => work(opened.open.app, opened.open.log))
}

/** The API of an engine in this process that runs for one command, and does not listen. */
export function apiOf(engine: App, shop: Shop, signal: AbortSignal): Api['fetch'] {
  const acts = { deliver: () => engine.deliver(signal), rollWebhook: () => rollUnheard(shop) }
  return createApi({ ...acts, engine, signal, now: () => realClock.now() }, () => shop.settings.outlets).fetch
}

/** Where nobody listens at the moment. */
function rollUnheard(shop: Shop): string | null {
  const secrets = rollingSecrets(shop)
  secrets.rollPath()
  return webhookAddress(shop.settings.realTime.publicUrl, secrets.now())
}

/** Where the running engine of a folder answers; null: none runs, or one that takes no questions. */
function livingSession({ dataDir }: Shop): Session | null {
  return isHeld(dataDir) ? readSession(dataDir) : null
}

async function asking(context: CommandContext, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work()
  } catch (error) {
    if (isEngineGone(error)) return refused(context, error.message)
    throw error
  }
}

function refused({ output }: CommandContext, text: string): ExitCode {
  output.err(text)
  return exitCodes.needsYou
}

async function closing(open: OpenShop, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work()
  } catch (error) {
    open.log.tell(faultOf(error))
    throw error
  } finally {
    open.close()
  }
}
