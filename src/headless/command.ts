import type { App } from '../app'
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
  work: (app: App, shop: Shop) => Promise<ExitCode> | ExitCode,
): Promise<ExitCode> {
  return withShop(context, async (shop) => {
    const opened = openShop(shop)
    if (!opened.ok) {
      context.output.err(opened.text)
      return exitCodes.needsYou
    }
    return closing(opened.open, () => work(opened.open.app, shop))
  })
}

async function closing(open: OpenShop, work: () => Promise<ExitCode> | ExitCode): Promise<ExitCode> {
  try {
    return await work()
  } finally {
    open.close()
  }
}
