import { faultOf, withApp, type CommandContext } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { say, sayJson } from './output'
import { runEngine } from './run-engine'
import { openListener } from './shop-folder'
import { watchProgress } from './watch-progress'

/**
 * Runs engine, schedule and listener until it is told to stop. What is being sent at that moment is looked up in the
 * warehouse at the next start.
 */
export function run(context: CommandContext): Promise<ExitCode> {
  return withApp(context, async (app, shop, log) => {
    const { output, signal } = context
    const running = runEngine(app, (text, error) => {
      log.tell(faultOf(error))
      output.err(text)
    })
    const listening = await openListener(shop, (consignmentId) => {
      app.hear([consignmentId])
      running.wake()
    })
    if (!listening.ok) {
      output.err(listening.text)
      await running.stop()
      return exitCodes.wrongInput
    }
    const { webhook, publicWebhook, close } = listening
    if (context.json) sayJson(output, { webhook, publicWebhook })
    else
      say(output, [
        `Running. Vend is read every ${shop.settings.scanEveryMinutes.toString()} minutes. Stop with Ctrl-C.`,
        ...(webhook === null ? [] : [`Webhooks are taken at ${webhook}`]),
        ...(publicWebhook === null ? [] : [`In Vend, the address of the webhooks is ${publicWebhook}`]),
      ])
    const watched = watchProgress(() => app.progress(), context)
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve()
      signal.addEventListener('abort', () => resolve())
    })
    watched()
    await close()
    await running.stop()
    return exitCodes.done
  })
}
