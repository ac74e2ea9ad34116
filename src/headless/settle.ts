import { ask, sayRefusal } from './client'
import type { CommandContext, CommandDefinition } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { withEngine } from './office'
import { sayDocument } from './retry'

export const settleCommand: CommandDefinition = {
  usage: 'settle <id>',
  group: 'Decide what waits for you',
  about: 'say whether a document that nobody knows of arrived in the warehouse',
  more: 'Look in the warehouse first. What did not arrive is sent again, as the same document: never a second one.',
  options: [
    { flags: '--arrived', about: 'it is there' },
    { flags: '--not-arrived', about: 'it is not there: send the same one again' },
  ],
  act: (context, [id = ''], { arrived, notArrived }) => {
    if ((arrived === true) !== (notArrived === true)) return settle(context, id, arrived === true)
    context.output.err('Say which one it is: --arrived or --not-arrived.')
    return Promise.resolve(exitCodes.wrongInput)
  },
}

/** A person has looked in the warehouse: the document is there, or it is not. */
export function settle(context: CommandContext, id: string, arrived: boolean): Promise<ExitCode> {
  return withEngine(context, async (client, shop) => {
    const answer = await ask(client.api.documents[':id'].settle.$post({ param: { id }, json: { arrived } }))
    if (answer.kind !== 'done') return sayRefusal(context.output, answer)
    return sayDocument(context, shop, answer)
  })
}
