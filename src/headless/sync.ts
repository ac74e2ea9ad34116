import type { HistoryDocument } from '../core/app-state'
import { counting } from '../core/words'
import { placeNames, withApp, withShop, type CommandContext } from './command'
import { documentJson } from './document-json'
import { exitCodes, exitFor, type ExitCode } from './exit-codes'
import { say, sayJson } from './output'
import { showDocuments } from './show-documents'
import { showState } from './show-state'
import { realClock } from './real-world'
import { openCopy } from './shop-folder'
import { watchProgress } from './watch-progress'

/** One scan, then everything that waits is delivered, due or not. */
export function sync(context: CommandContext): Promise<ExitCode> {
  return withApp(context, async (app, { settings }) => {
    const started = realClock.now()
    const watched = watchProgress(() => app.progress(), context)
    try {
      await app.sync(context.signal)
    } finally {
      watched()
    }
    if (context.signal.aborted) {
      context.output.err('Stopped before it was done. Nothing is lost: run stocktray sync again.')
      return exitCodes.needsYou
    }
    const changed = app.history(started).filter(({ status }) => status !== 'withdrawn')
    const state = app.state()
    if (context.json) sayJson(context.output, { state, documents: changed.map(documentJson) })
    else {
      if (changed.length > 0) say(context.output, [...showDocuments(changed, placeNames(settings)), ''])
      say(context.output, showState(state))
    }
    return exitFor(state)
  })
}

/** What a sync would send, found out on a copy of the ledger: nothing is sent and nothing is kept. */
export function dryRun(context: CommandContext): Promise<ExitCode> {
  return withShop(context, async (shop) => {
    const copy = openCopy(shop)
    if (!copy.ok) {
      context.output.err(copy.text)
      return exitCodes.needsYou
    }
    try {
      const { app } = copy.open
      const watched = watchProgress(() => app.progress(), context)
      try {
        await app.preview(context.signal)
      } finally {
        watched()
      }
      const documents = app.history().filter(isOpen)
      const { holds, vendProblem, warehouseProblem } = app.state()
      if (context.json)
        sayJson(context.output, { documents: documents.map(documentJson), holds, vendProblem, warehouseProblem })
      else {
        // A consignment that is held as a whole has no document. The ids of this copy lead nowhere.
        const alone = holds.filter(({ documentId }) => documentId === null)
        say(context.output, showDocuments(documents, placeNames(shop.settings), { ids: false }))
        say(
          context.output,
          alone.map(({ text }) => `! ${text}`),
        )
        for (const problem of [vendProblem, warehouseProblem]) if (problem) context.output.err(problem.text)
        const going = documents.filter(({ status }) => status !== 'needs-you').length
        const held = documents.length - going + alone.length
        const would = `${counting(going, 'document')} would be sent, ${held.toString()} would wait for you.`
        const unknown = `${counting(documents.length, 'document')} found; whether the warehouse knows their items could not be asked.`
        context.output.out(`${warehouseProblem ? unknown : would} Nothing was sent.`)
      }
      return (vendProblem ?? warehouseProblem) ? exitCodes.unreachable : exitCodes.done
    } finally {
      copy.open.close()
    }
  })
}

function isOpen({ status }: HistoryDocument): boolean {
  return status === 'waiting' || status === 'unsure' || status === 'needs-you'
}
