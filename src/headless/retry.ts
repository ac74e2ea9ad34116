import type { HistoryDocument } from '../core/app-state'
import { placeNames } from '../core/place-names'
import { ask, sayRefusal } from './client'
import { exitOf, type CommandContext, type CommandDefinition } from './command'
import { documentJson } from './document-json'
import { exitCodes, type ExitCode } from './exit-codes'
import { withEngine } from './office'
import { say, sayJson } from './output'
import { showDocuments } from './show-documents'
import type { Shop } from '../host/shop-folder'

export const retryCommand: CommandDefinition = {
  usage: 'retry <id>',
  group: 'Decide what waits for you',
  about: 'try one document again, now',
  act: (context, [id = '']) => retry(context, id),
}

/** Tries one document again, now. */
export function retry(context: CommandContext, id: string): Promise<ExitCode> {
  return withEngine(context, async (client, shop) => {
    const answer = await ask(client.api.documents[':id'].retry.$post({ param: { id } }))
    if (answer.kind !== 'done') return sayRefusal(context.output, answer)
    return sayDocument(context, shop, answer)
  })
}

/** Says what became of a document that was to go now. */
export function sayDocument(
  { output, json }: CommandContext,
  { settings }: Shop,
  { document, problem }: { readonly document: HistoryDocument | null; readonly problem: string | null },
): ExitCode {
  if (!document) return exitCodes.done
  if (json) sayJson(output, documentJson(document))
  else say(output, showDocuments([document], placeNames(settings.outlets)))
  const exit = exitOf([document], problem)
  if (exit === exitCodes.unreachable && problem !== null) output.err(problem)
  return exit
}
