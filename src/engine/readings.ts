import type { AppState, HistoryDocument } from '../core/app-state'
import type { DayFigures } from '../core/day-figures'
import { groupBy } from '../core/group'
import type { HistoryHead, HistoryPage, HistoryQuery } from '../core/history-page'
import type { LedgerDocument } from '../core/ledger-document'
import type { MovementPage, MovementQuery } from '../core/movements'
import type { Match } from '../core/ports/ledger'
import type { ShownFigures } from '../core/on-hand'
import type { Trace } from '../core/trace'
import type { Progress } from '../core/progress'
import { variancesOf, type Variance } from '../core/variances'
import type { WatchedReport } from '../core/watch'
import { noSuch } from './actions/sentences'
import { exported } from './exported'
import { bothFigures, figuresKept, type BothFigures } from './figures'
import { historyHead, historyOf } from './history'
import { historyPage } from './history-page'
import type { Line } from './line'
import { goesLaterText, pauseOf } from './pause'
import { lastDays, movementPage } from './movements'
import { problemOf } from './problems'
import { progressNow } from './progress'
import { similarItems, type SimilarItems } from './similar-items'
import { stateOf, type Living } from './state'
import { trace } from './trace'
import { waitsOf } from './waits'
import { isWatched, watchOf } from './watch'
import { watchedReport } from './watched-report'

/** What can be read of the ledger, by a running engine or beside one. Nothing is changed. */
export type Readings = {
  state(): AppState
  /** How far long work has come; null: there is none. A small part of the state, cheap to ask. */
  progress(): Progress | null
  /** Oldest first; `since`: only what was made, tried or delivered since that moment. */
  history(since?: number): readonly HistoryDocument[]
  /** The last of it, and whatever is still open; oldest first. */
  recent(most: number): RecentDocuments
  /** All of it as it stands when the first piece is taken, oldest first: each piece is read when it is asked for. */
  exported(): Iterable<readonly HistoryDocument[]>
  /** A page of it for a list, newest first. */
  page(query: HistoryQuery): HistoryPage
  /** One document with the moments of its consignment, oldest first; null: there is none of that id. */
  document(id: string): DocumentStory | null
  /**
   * What a document changes, what the warehouse had before it and what it has now, which it is asked for; null: there is
   * no document of that id.
   */
  figures(id: string, signal: AbortSignal): Promise<readonly BothFigures[] | null>
  /** Vend's movements in one part of the account, newest first. */
  movements(query: MovementQuery): MovementPage
  /** What was booked on each of the last days, today last. */
  days(days: number): readonly DayFigures[]
  /** What would have gone since it only watches; null: it sends. */
  watched(): WatchedReport | null
  /** What a code may mean in the warehouse, which is asked. */
  similar(
    asked: { readonly code: string; readonly productId: string | null },
    signal: AbortSignal,
  ): Promise<SimilarItems>
  /** Everything that happened to one SKU; null: nothing ever did, and no product bears it. */
  trace(sku: string): Trace | null
  /** The shop's own table, by SKU. */
  matches(): readonly Match[]
  /** The last moments of the history, oldest first. */
  moments(most: number): readonly StoryMoment[]
  /** The document, or hold without one, that an id or its beginning names. */
  find(beginning: string): Found
}

export type DocumentStory = {
  readonly document: HistoryDocument
  readonly story: readonly StoryMoment[]
  /** What the warehouse had just before the document first went, and should have after it; null: it did not say. */
  readonly figures: readonly ShownFigures[] | null
  /** The other documents of the same consignment, oldest first. */
  readonly others: readonly HistoryHead[]
  /** What the Inventory Count found that it came from, over all of its documents, the largest first; of others nothing. */
  readonly variances: readonly Variance[]
}

/** `inAll`: how many documents there are. */
export type RecentDocuments = { readonly documents: readonly HistoryDocument[]; readonly inAll: number }

/** `at`: ISO 8601, UTC. `documentId` null: it is about the consignment. */
export type StoryMoment = { readonly at: string; readonly documentId: string | null; readonly text: string }

export type Found =
  | { readonly kind: 'document' | 'hold'; readonly id: string }
  | { readonly kind: 'none'; readonly text: string }
  | { readonly kind: 'several'; readonly text: string }

/** Fewer characters are a slip of the finger, not the beginning of an id. */
const shortestBeginning = 4

/** `living`: of the engine that runs at the moment; null: none does. */
export function createReadings(line: Line, living: Living | null = null): Readings {
  const { ledger } = line
  const seen = (documents: readonly LedgerDocument[]) => {
    const problem = problemOf(line, 'warehouse-problem')
    const [paused, watch, now] = [pauseOf(line), watchOf(line), line.clock.now()]
    const all = groupBy(documents, ({ consignmentId }) => consignmentId)
    return documents.map((one) => {
      const watched = watch !== null && isWatched(one, watch.after)
      const pause = paused && { until: paused.until, text: goesLaterText(paused, now, watched) }
      return historyOf(one, waitsOf(one, { problem, pause, all: all.get(one.consignmentId) ?? [] }))
    })
  }
  return {
    state: () => stateOf(line, living),
    progress: () => progressNow(line),
    history: (since) => seen(since === undefined ? ledger.documents.all() : ledger.documents.since(since)),
    recent: (most) => {
      // No document is ever taken out of the ledger: the number of the last is how many there are.
      const inAll = ledger.documents.lastSeq()
      const after = Math.max(inAll - most, 0)
      const earlier = ledger.documents.open().filter(({ seq }) => seq <= after)
      return { documents: seen([...earlier, ...ledger.documents.piece({ after, upTo: inAll, atMost: most })]), inAll }
    },
    exported: () => exported(line, seen),
    page: (query) => historyPage(line, query),
    document: (id) => {
      const found = ledger.documents.byId(id)
      if (!found) return null
      const all = ledger.documents.ofConsignment(found.consignmentId)
      const document = seen(all).find((one) => one.id === id)
      if (!document) return null
      const story = ledger.history
        .of([found.consignmentId])
        .filter(({ documentId }) => documentId === null || documentId === id)
      const others = all.filter((one) => one.id !== id).map(historyHead)
      return {
        document,
        story: story.map(momentOf),
        figures: figuresKept(line, found),
        others,
        variances: variancesOf(all),
      }
    },
    figures: async (id, signal) => {
      const document = ledger.documents.byId(id)
      return document && bothFigures(line, document, signal)
    },
    movements: (query) => movementPage(line, query),
    days: (days) => lastDays(line, days),
    watched: () => watchedReport(line),
    similar: (asked, signal) => similarItems(line, asked, signal),
    trace: (sku) => trace(line, sku),
    matches: () => ledger.matches.of(line.warehouse.id),
    moments: (most) => ledger.history.last(most).map(momentOf),
    find: (beginning) => {
      const none = { kind: 'none', text: noSuch(beginning) } as const
      if (beginning.length < shortestBeginning) return none
      const found = ledger.traces.idsBeginning(beginning, 2)
      const [first] = found
      if (!first) return none
      if (found.length === 1 || first.id === beginning) return first
      return { kind: 'several', text: `Several ids begin with “${beginning}”. Type more of the one you mean.` }
    },
  }
}

function momentOf({ at, documentId, text }: { at: number; documentId: string | null; text: string }): StoryMoment {
  return { at: new Date(at).toISOString(), documentId, text }
}
