import { placeNames, withShop, type CommandContext } from './command'
import { documentJson } from './document-json'
import { exitCodes, exitFor, type ExitCode } from './exit-codes'
import { say, sayJson } from './output'
import { showDocuments } from './show-documents'
import { showState } from './show-state'
import { lookAtShop } from './shop-folder'

/** The state, from the file alone: also beside a running engine. */
export function status(context: CommandContext): Promise<ExitCode> {
  return withShop(context, (shop) => {
    const looked = lookAtShop(shop)
    if (!looked.ok) {
      context.output.err(looked.text)
      return exitCodes.needsYou
    }
    if (context.json) sayJson(context.output, looked.state)
    else say(context.output, showState(looked.state))
    return exitFor(looked.state)
  })
}

/** Every document, oldest first, from the file alone. */
export function history(context: CommandContext): Promise<ExitCode> {
  return withShop(context, (shop) => {
    const looked = lookAtShop(shop)
    if (!looked.ok) {
      context.output.err(looked.text)
      return exitCodes.needsYou
    }
    if (context.json) sayJson(context.output, looked.history.map(documentJson))
    else if (looked.history.length === 0) context.output.out('No documents yet.')
    else say(context.output, showDocuments(looked.history, placeNames(shop.settings)))
    return exitCodes.done
  })
}
