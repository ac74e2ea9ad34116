import type { App } from '../app'
import { faultOf, withShop, type CommandContext, type CommandDefinition } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { apiOf, withApp } from './office'
import { hearingOf, listeningActs } from '../host/listening-acts'
import { openListener } from '../host/open-listener'
import { say, sayJson } from './output'
import { realClock } from '../host/real-world'
import { rollingSecrets } from '../host/rolling-secrets'
import { runEngine, type Running } from '../host/run-engine'
import { serveApi } from './serve-api'
import type { Shop } from '../host/shop-folder'
import { watchProgress } from './watch-progress'

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

/** What a person did is delivered while they wait, but not longer than this, ms: the engine goes on by itself. */
const patienceMs = 30_000

/**
 * Runs engine, schedule, listener and API until it is told to stop. What is being sent at that moment is looked up in the
 * warehouse at the next start.
 */
export function run(context: CommandContext, { port }: { readonly port: number }): Promise<ExitCode> {
  return withShop(context, (shop) =>
    withApp(context, shop, async (app, log) => {
      const running = runEngine(app, (text, error) => {
        log.tell(faultOf(error))
        context.output.err(text)
      })
      try {
        return await serve(context, shop, app, running, port)
      } finally {
        await running.stop()
      }
    }),
  )
}

async function serve(
  { output, json, signal, dataDir }: CommandContext,
  shop: Shop,
  app: App,
  running: Running,
  port: number,
): Promise<ExitCode> {
  const told = tellAddress({ output, json })
  const secrets = rollingSecrets(shop)
  const hearing = hearingOf(app, { wake: () => running.wake(), look: () => told.look() })
  const opened = await openListener(shop, hearing, () => secrets.now())
  if (!opened.ok) {
    output.err(opened.text)
    return exitCodes.wrongInput
  }
  const { listening } = opened
  const deliver = () => Promise.race([app.deliver(signal), realClock.sleep(patienceMs, signal)])
  const acting = { deliver, ...listeningActs({ shop, app, opened, secrets }, signal) }
  const api = await serveApi(apiOf(app, shop, signal, acting), { dataDir, port, changed: () => running.wake() })
  if (!api.ok) {
    output.err(api.text)
    await listening.close()
    return exitCodes.wrongInput
  }
  const { webhook } = listening
  const publicWebhook = listening.doorbell()?.url ?? null
  const { url } = api.served
  if (json) sayJson(output, { api: url, webhook, publicWebhook })
  else
    say(output, [
      `Running. Vend is read every ${shop.settings.scanEveryMinutes.toString()} minutes. Stop with Ctrl-C.`,
      `Commands are taken at ${url}, from this PC alone`,
      ...(webhook === null ? [] : [`Webhooks are taken at ${webhook}`]),
      ...(publicWebhook === null ? [] : [addressText(publicWebhook)]),
    ])
  told.begin(publicWebhook, () => listening.doorbell()?.url ?? null)
  const watched = watchProgress(() => app.progress(), { output, json })
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
  watched()
  await api.served.close()
  await listening.close()
  return exitCodes.done
}

function addressText(publicWebhook: string): string {
  return `Vend is asked to call ${publicWebhook}`
}

/** Says the address that Vend is to call whenever it becomes another one than was said as the run began. */
function tellAddress({ output, json }: Pick<CommandContext, 'output' | 'json'>) {
  let said: string | null = null
  let address = (): string | null => null
  return {
    begin: (first: string | null, now: () => string | null) => {
      said = first
      address = now
    },
    look: () => {
      const now = address()
      if (now === null || now === said) return
      said = now
      if (json) sayJson(output, { publicWebhook: now })
      else output.out(addressText(now))
    },
  }
}
