import { whereOf } from '../core/document-words'
import { placeNames } from '../core/place-names'
import { withFigures } from '../core/with-figures'
import { ask, sayRefusal } from './client'
import type { CommandContext, CommandDefinition } from './command'
import { exitCodes, type ExitCode } from './exit-codes'
import { withEngine } from './office'
import { say, sayJson } from './output'
import { sayDocument } from './retry'
import { itemsOf } from './show-documents'

export const undoCommand: CommandDefinition = {
  usage: 'undo <id>',
  group: 'Decide what waits for you',
  about: 'take a delivered document back: book the opposite',
  more: 'It shows what it books and does it at once. What is undone stays undone until Vend changes it.',
  options: [{ flags: '--dry-run', about: 'only show what would be booked' }],
  act: (context, [id = ''], { dryRun }) => undo(context, id, { dry: dryRun === true }),
}

/** Takes a delivered document back; `dry` only shows what that would book. */
export function undo(context: CommandContext, given: string, { dry }: { readonly dry: boolean }): Promise<ExitCode> {
  return withEngine(context, async (client, shop) => {
    const { output, json } = context
    const shown = await ask(client.api.documents[':id'].undo.$get({ param: { id: given } }))
    if (shown.kind !== 'done') return sayRefusal(output, shown)
    const { id, preview } = shown
    const { documentKind: kind, location, from, to, holds } = preview
    const figures = preview.figures ?? []
    if (json && dry) sayJson(output, { kind, location, from, to, lines: withFigures(preview, figures), holds })
    if (!json) {
      const what = kind === 'stocktake' ? 'a Stocktake at' : 'a Stock Transfer'
      say(output, [
        `Undoing it books ${what} ${whereOf(preview, placeNames(shop.settings.outlets))}`,
        ...itemsOf(preview, figures),
      ])
      if (dry)
        say(
          output,
          holds.map(({ text }) => `    ! ${text}`),
        )
      output.out(dry ? 'Nothing was sent.' : '')
    }
    if (dry) return exitCodes.done
    const undone = await ask(client.api.documents[':id'].undo.$post({ param: { id } }))
    if (undone.kind !== 'done') return sayRefusal(output, undone)
    return sayDocument(context, shop, undone)
  })
}
