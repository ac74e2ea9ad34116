import { counting } from '../../core/words'
import { leftOutWhenLive } from '../../core/watch'
import { lookAgain } from '../decide-again'
import type { Line } from '../line'
import { askNow } from '../problems'
import { unwalkedOutlets } from '../starts'
import { keepWatch, watchedIn, watchOf } from '../watch'

/** Only watches from now on: what is being sent at this moment comes to its end, and nothing new is sent. Answers null, or why not. */
export function beginToWatch(line: Line): string | null {
  if (!line.settings.sendStockAdjustments)
    return 'Sending is switched off, so there is nothing to watch. Switch it on in the set-up.'
  if (watchOf(line)) return 'Stocktray only watches already. Nothing has changed.'
  line.ledger.transaction(() => keepWatch(line, line.clock.now()))
  return null
}

/** Goes live with all that was watched: it is due at once. Answers null when that is on disk, or what stands in the way. */
export function sendWatched(line: Line): string | null {
  const watch = watchOf(line)
  if (!watch) return notWatching
  line.ledger.transaction(() => {
    const { going } = watchedIn(line, watch)
    live(line, `You went live. What was watched goes: ${counting(going.length, 'document')}.`)
  })
  return null
}

/**
 * Goes live without what was watched up to now: all of it is left out, in one commit, and what its consignments say later
 * waits for a person. Vend was read a moment ago; what could not be read is left out as well. Answers as `sendWatched`.
 */
export function beginNow(line: Line): string | null {
  const { ledger, clock } = line
  const watch = watchOf(line)
  if (!watch) return notWatching
  if (unwalkedOutlets(line).size > 0)
    return 'Vend’s history has not been read to its end yet, so nobody knows what would be left out. Nothing has changed; try again once it is.'
  const at = clock.now()
  ledger.transaction(() => {
    const { going, held, holds } = watchedIn(line, watch)
    const documents = [...going, ...held]
    for (const document of documents) {
      const { seq, id, consignmentId, undoes } = document
      ledger.documents.dismiss(seq, leftOutWhenLive)
      ledger.leftOut.keep(consignmentId, at)
      ledger.history.tell({ at, consignmentId, documentId: id, text: `${leftOutWhenLive}.` })
      // What was to come after the undo was reckoned without it.
      if (undoes !== null) lookAgain(line, document)
    }
    for (const { id, consignmentId } of holds) {
      ledger.holds.dismiss(id, leftOutWhenLive, at)
      ledger.leftOut.keep(consignmentId, at)
      ledger.history.tell({ at, consignmentId, documentId: null, text: `${leftOutWhenLive}.` })
    }
    ledger.leftOut.keepUnread(at)
    const left = counting(documents.length + holds.length, 'thing')
    live(
      line,
      `You went live, from now on: ${left} from before ${documents.length + holds.length === 1 ? 'is' : 'are'} left out.`,
    )
  })
  return null
}

const notWatching = 'Stocktray is live already: it sends. Nothing has changed.'

/** Ends the watching; all that waits is due. To be called in a transaction. */
function live(line: Line, text: string): void {
  const { ledger, clock, settings } = line
  const at = clock.now()
  if (settings.watchChosen !== undefined) ledger.facts.keep('watch-taken-up', String(settings.watchChosen))
  ledger.facts.keep('watching', null)
  ledger.documents.makeAllDue(at)
  askNow(line, 'warehouse-problem')
  ledger.history.tell({ at, consignmentId: null, documentId: null, text })
}
