import { openHost } from '../host/host'
import { readShop } from '../host/shop-folder'
import type { CommandContext, CommandDefinition } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { say, sayJson } from './output'
import { screensFolder } from '../host/screens-folder'
import { serveApi } from './serve-api'
import { watchProgress } from './watch-progress'
import { keysInFiles } from '../settings/sealing'

export const runCommand: CommandDefinition = {
  usage: 'run',
  group: 'Set up and run',
  about: 'keep Vend and the warehouse together until stopped',
  more: 'Other commands for the same folder ask it while it runs, through a port of this PC that nobody else can use.',
  options: [{ flags: '--port <number>', about: 'the port that commands and screens ask at; 0 takes any free one' }],
  act: (context, _words, { port }) => {
    const number = port === undefined ? 0 : Number(port)
    if (Number.isInteger(number) && number >= 0 && number <= 65_535) return run(context, { port: number })
    context.output.err('--port: must be a whole number from 0 to 65535.')
    return Promise.resolve(exitCodes.wrongInput)
  },
}

/**
 * Runs engine, schedule, listener, API and screens until it is told to stop; also before anything is set up, which the
 * screens do. What is being sent at the end is looked up in the warehouse at the next start.
 */
export async function run(
  { output, json, signal, dataDir }: CommandContext,
  { port }: { readonly port: number },
): Promise<ExitCode> {
  const folder = { dataDir, keys: keysInFiles }
  const host = await openHost(folder, (text) => output.err(text))
  try {
    const begun = host.running()
    const read = begun ? null : readShop(folder)
    // It is set up, and cannot be run: somebody else holds the folder, say.
    if (read?.ok) {
      output.err(host.missing()?.text ?? '')
      return exitCodes.needsYou
    }
    const api = await serveApi(host.api.fetch, { dataDir, port, changed: () => host.wake(), screens: screensFolder() })
    if (!api.ok) {
      output.err(api.text)
      return exitCodes.wrongInput
    }
    const listening = () => host.running()?.listening ?? null
    const publicWebhook = () => listening()?.doorbell()?.url ?? null
    if (begun && begun.problem !== null) output.err(begun.problem)
    if (read && !json) output.err(read.text)
    const { url, screens } = api.served
    const [webhook, called] = [listening()?.webhook ?? null, publicWebhook()]
    if (json) sayJson(output, { api: url, screens, webhook, publicWebhook: called })
    else
      say(output, [
        begun
          ? `Running. Vend is read every ${begun.shop.settings.scanEveryMinutes.toString()} minutes. Stop with Ctrl-C.`
          : 'Running, and waiting to be set up. Stop with Ctrl-C.',
        ...(screens === null ? [] : [`Open in a browser of this PC:  ${screens}`]),
        ...(webhook === null ? [] : [`Webhooks are taken at ${webhook}`]),
        ...(called === null ? [] : [addressText(called)]),
      ])
    const unwatched = host.watch(tellAddress({ output, json }, called, publicWebhook))
    const watched = watchProgress(() => host.running()?.app.progress() ?? null, { output, json })
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve()
      signal.addEventListener('abort', () => resolve())
    })
    watched()
    unwatched()
    await api.served.close()
    return exitCodes.done
  } finally {
    await host.close()
  }
}

function addressText(publicWebhook: string): string {
  return `Vend is asked to call ${publicWebhook}`
}

/** Says the address that Vend is to call whenever it becomes another one than was `said` before. */
function tellAddress(
  { output, json }: Pick<CommandContext, 'output' | 'json'>,
  begun: string | null,
  address: () => string | null,
): () => void {
  let said = begun
  return () => {
    const now = address()
    if (now === null || now === said) return
    said = now
    if (json) sayJson(output, { publicWebhook: now })
    else output.out(addressText(now))
  }
}
