import { placeNames, withApp, type CommandContext } from './command'
import { documentJson } from './document-json'
import { exitCodes, type ExitCode } from './exit-codes'
import { say, sayJson } from './output'
import { showDocuments } from './show-documents'

/** Tries one document again, now. */
export function retry(context: CommandContext, id: string): Promise<ExitCode> {
  return withApp(context, async (app, { settings }) => {
    const { output } = context
    if (!app.history().some((document) => document.id === id)) {
      output.err(`There is no document “${id}”. Look the id up with: stocktray history`)
      return exitCodes.wrongInput
    }
    const obstacle = app.retry(id)
    if (obstacle !== null) {
      output.err(obstacle)
      return exitCodes.needsYou
    }
    await app.deliver(context.signal)
    const document = app.history().filter((one) => one.id === id)
    if (context.json) document.map(documentJson).forEach((one) => sayJson(output, one))
    else say(output, showDocuments(document, placeNames(settings)))
    if (document[0]?.status === 'delivered') return exitCodes.done
    const { warehouseProblem } = app.state()
    if (warehouseProblem) output.err(warehouseProblem.text)
    return warehouseProblem ? exitCodes.unreachable : exitCodes.needsYou
  })
}
