import type { App } from '../app'
import type { LogEntry, LogPort } from '../core/ports/log'
import type { Settings } from '../core/settings'
import { exitCodes, type ExitCode } from './exit-codes'
import type { Output } from './output'
import { openShop, readShop, type OpenShop, type Shop } from './shop-folder'

/** What every command is given. */
export type CommandContext = {
  readonly dataDir: string
  readonly json: boolean
  readonly output: Output
  /** Aborts when the person stops the command. */
  readonly signal: AbortSignal
}

/** The warehouse's names of its locations, by id. */
export function placeNames({ outlets }: Settings): Map<string, string> {
  return new Map(outlets.map(({ location }) => [location.id, location.name]))
}

/** Runs `work` on the folder's settings, or says why there are none. */
export async function withShop(
  { dataDir, output }: CommandContext,
  work: (shop: Shop) => Promise<ExitCode> | ExitCode,
): Promise<ExitCode> {
  const read = readShop(dataDir)
  if (read.ok) return work(read.shop)
  output.err(read.text)
  return exitCodes.wrongInput
}

/** Runs `work` as the one engine of the folder, or says who holds it. */
export function withApp(
  context: CommandContext,
  work: (app: App, shop: Shop, log: LogPort) => Promise<ExitCode> | ExitCode,
): Promise<ExitCode> {
  return withShop(context, async (shop) => {
    const opened = openShop(shop)
    if (!opened.ok) {
      context.output.err(opened.text)
      return exitCodes.needsYou
    }
    return closing(opened.open, () => work(opened.open.app, shop, opened.open.log))
  })
}

async function closing(open: OpenShop, work: () => Promise<ExitCode> | ExitCode): Promise<ExitCode> {
  try {
    return await work()
  } catch (error) {
    open.log.tell(faultOf(error))
    throw error
  } finally {
    open.close()
  }
}

/** A mistake of our own as the log keeps it: where it was made too. */
export function faultOf(error: unknown): LogEntry {
  return { step: 'fault', text: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
