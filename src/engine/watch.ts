import { z } from 'zod'
import type { StateHold } from '../core/app-state'
import { isPending } from '../core/document'
import type { LedgerDocument } from '../core/ledger-document'
import type { Watch } from '../core/watch'
import type { Line } from './line'

const schema = z.object({ since: z.number(), after: z.number(), before: z.array(z.string()) })

/** null: it sends. What somebody chose in the set-up holds from the first moment on, whether it was taken up or not. */
export function watchOf(line: Pick<Line, 'ledger' | 'settings'>): Watch | null {
  const { ledger, settings } = line
  const kept = ledger.facts.get('watching')
  if (kept !== null) return schema.parse(JSON.parse(kept))
  return isNewChoice(line) ? beginningAt(line, settings.watchChosen ?? 0) : null
}

/** Takes up what was chosen in the set-up, once. To be called in a transaction. */
export function takeUpWatch(line: Line): void {
  const { ledger, clock, settings } = line
  if (!isNewChoice(line)) return
  ledger.facts.keep('watch-taken-up', String(settings.watchChosen))
  if (ledger.facts.get('watching') === null) keepWatch(line, clock.now())
}

/** From now on nothing new is sent; a pause that holds is over by it. To be called in a transaction. */
export function keepWatch(line: Line, at: number): void {
  const { ledger } = line
  ledger.facts.keep('watching', JSON.stringify(beginningAt(line, at)))
  ledger.facts.keep('paused', null)
  const text = 'From here on Stocktray only watches: nothing new is sent until you go live.'
  ledger.history.tell({ at, consignmentId: null, documentId: null, text })
}

function isNewChoice({ ledger, settings }: Pick<Line, 'ledger' | 'settings'>): boolean {
  const { watchChosen } = settings
  return watchChosen !== undefined && ledger.facts.get('watch-taken-up') !== String(watchChosen)
}

function beginningAt({ ledger }: Pick<Line, 'ledger'>, since: number): Watch {
  return { since, after: ledger.documents.lastSeq(), before: holdsAlone(ledger.holds.open()).map(({ id }) => id) }
}

function holdsAlone(holds: readonly StateHold[]): StateHold[] {
  return holds.filter(({ documentId }) => documentId === null)
}

/** What was decided while it only watched and stands open; nothing of it was ever sent. `earlier`: what waited before, and is no part of it. */
export type Watched = {
  readonly going: readonly LedgerDocument[]
  readonly held: readonly LedgerDocument[]
  readonly holds: readonly StateHold[]
  readonly earlier: readonly LedgerDocument[]
}

/**
 * Decided while it only watched, and never sent: an undo is frozen when it is made, and not sent by that. Numbers tell
 * what came `after`, whatever the clock was set to.
 */
export function isWatched(document: LedgerDocument, after: number): boolean {
  const { seq, tried, attempts, trouble, status } = document
  return seq > after && (!tried || (attempts === 0 && trouble === null && status !== 'unsure'))
}

export function watchedIn({ ledger }: Pick<Line, 'ledger'>, { after, before }: Watch): Watched {
  const open = ledger.documents.open().filter(({ status }) => isPending(status))
  const ours = open.filter((one) => isWatched(one, after))
  const stood = new Set(before)
  return {
    going: ours.filter(({ status }) => status !== 'needs-you'),
    held: ours.filter(({ status }) => status === 'needs-you'),
    holds: holdsAlone(ledger.holds.open()).filter(({ id }) => !stood.has(id)),
    earlier: open.filter((one) => !ours.includes(one)),
  }
}
