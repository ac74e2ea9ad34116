import { placeNames } from '../core/place-names'
import { ask, sayRefusal } from './client'
import type { CommandContext, CommandDefinition } from './command'
import { documentJson } from './document-json'
import { exitCodes, type ExitCode } from './exit-codes'
import { withReadings } from './office'
import { say, sayJson } from './output'
import { localTime } from '../host/local-time'
import { showDocuments } from './show-documents'
import { columns } from './table'

export const historyCommand: CommandDefinition = {
  usage: 'history [id]',
  group: 'See how things stand',
  about: 'list every document, oldest first; with an id, tell the story of that one',
  act: (context, [id]) => (id === undefined ? history(context) : story(context, id)),
}

/** Every document, oldest first. */
export function history(context: CommandContext): Promise<ExitCode> {
  return withReadings(context, async (client, { settings }) => {
    const documents = await ask(client.api.documents.$get())
    if (context.json) sayJson(context.output, documents.map(documentJson))
    else if (documents.length === 0) context.output.out('No documents yet.')
    else say(context.output, showDocuments(documents, placeNames(settings.outlets)))
    return exitCodes.done
  })
}

/** One document, and what happened to it. */
export function story(context: CommandContext, id: string): Promise<ExitCode> {
  return withReadings(context, async (client, { settings }) => {
    const { output } = context
    const answer = await ask(client.api.documents[':id'].$get({ param: { id } }))
    if (answer.kind !== 'done') return sayRefusal(output, answer)
    if (context.json)
      sayJson(output, { document: documentJson(answer.document), story: answer.story, figures: answer.figures })
    else {
      const moments = columns(answer.story.map(({ at, text }) => [`  ${localTime(at)}`, text]))
      say(output, [...showDocuments([answer.document], placeNames(settings.outlets)), '', ...moments])
    }
    return exitCodes.done
  })
}
