import type { AppState } from '../core/app-state'
import { whenItEnds } from '../core/pause'
import { counting } from '../core/words'
import type { Progress } from '../core/progress'
import { placeNames } from '../core/place-names'
import { withFigures } from '../core/with-figures'
import { ask, sayRefusal, type Client } from './client'
import { withShop, type CommandContext, type CommandDefinition } from './command'
import { documentJson } from './document-json'
import { exitCodes, exitFor, type ExitCode } from './exit-codes'
import { withEngine } from './office'
import { say, sayJson } from './output'
import { showDocuments } from './show-documents'
import { showState } from './show-state'
import { previewShop } from '../host/preview'
import { watchProgress } from './watch-progress'

export const syncCommand: CommandDefinition = {
  usage: 'sync',
  group: 'Set up and run',
  about: 'look at Vend once, and deliver what waits',
  options: [{ flags: '--dry-run', about: 'only show what would be sent' }],
  act: (context, _words, { dryRun: dry }) => (dry === true ? dryRun(context) : sync(context)),
}

/** One scan, then everything that waits is delivered, due or not. */
export function sync(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, async (client, { settings }) => {
    const watched = watchProgress(progressOf(client), context)
    const answer = await ask(client.api.sync.$post()).finally(watched)
    if (answer.kind !== 'done') return sayRefusal(context.output, answer)
    const { state, documents } = answer
    if (context.json) sayJson(context.output, { state, documents: documents.map(documentJson) })
    else {
      if (documents.length > 0) say(context.output, [...showDocuments(documents, placeNames(settings.outlets)), ''])
      say(context.output, showState(state))
    }
    return exitFor(state)
  })
}

/** What the engine last said of its progress, asked again at each look. */
function progressOf(client: Client): () => Progress | null {
  let latest: Progress | null = null
  return () => {
    ask(client.api.progress.$get()).then(
      (progress) => {
        latest = progress
      },
      // It is only shown: what is wrong is said by the answer that is waited for.
      () => undefined,
    )
    return latest
  }
}

function whenText(paused: AppState['paused']): string {
  return paused ? ` ${whenItEnds(paused)}` : ''
}

/** What a sync would send, found out on a copy of the ledger: nothing is sent and nothing is kept. */
export function dryRun(context: CommandContext): Promise<ExitCode> {
  return withShop(context, async (shop) => {
    const found = await previewShop(shop, context.signal, (progress) => watchProgress(progress, context))
    if (!found.ok) {
      context.output.err(found.text)
      return exitCodes.needsYou
    }
    const { documents, figures, holds, vendProblem, warehouseProblem, paused } = found.preview
    if (context.json)
      sayJson(context.output, {
        documents: documents.map((one) => documentJson({ ...one, lines: withFigures(one, figures.get(one.id) ?? []) })),
        ...{ holds, vendProblem, warehouseProblem },
      })
    else {
      // A consignment that is held as a whole has no document. The ids of this copy lead nowhere.
      const alone = holds.filter(({ documentId }) => documentId === null)
      say(context.output, showDocuments(documents, placeNames(shop.settings.outlets), { ids: false, figures }))
      say(
        context.output,
        alone.map(({ text }) => `! ${text}`),
      )
      for (const problem of [vendProblem, warehouseProblem]) if (problem) context.output.err(problem.text)
      const going = documents.filter(({ status }) => status !== 'needs-you').length
      const held = documents.length - going + alone.length
      const would = `${counting(going, 'document')} would be sent${whenText(paused)}, ${held.toString()} would wait for you.`
      const unknown = `${counting(documents.length, 'document')} found; whether the warehouse knows their items could not be asked.`
      context.output.out(`${warehouseProblem ? unknown : would} Nothing was sent.`)
    }
    return (vendProblem ?? warehouseProblem) ? exitCodes.unreachable : exitCodes.done
  })
}
