import type { AccountFigures } from '../account'
import type { StateHold } from '../app-state'
import type { Consignment, ConsignmentKind, Leg, Outlet, Product } from '../consignment'
import type { BookedFigures } from '../day-figures'
import type { Approval, HeldCount, Mark, Refusal, Told, ToldAs } from '../decision'
import type { DocumentName, DocumentStatus, Draft, EffectLine } from '../document'
import type { HistoryQuery } from '../history-page'
import type { Hold, Ignore } from '../hold'
import type { DocumentHead, LedgerDocument } from '../ledger-document'
import type { Figures, OnHand } from '../on-hand'
import type { MovementFigures } from '../movements'
import type { Quantity } from '../quantity'
import type { FirstSight } from '../start'
import type { DraftAbout, Trouble } from './draft-about'
import type { HistoryPort, TracesPort } from './story'
import type { FactName } from './fact-name'
import type { LooksPort, TriggersPort } from './triggers'

/**
 * The ledger that the engine writes: the documents, and what leads to them. Every call is synchronous; calls inside
 * `transaction` are on disk together when it returns, or not at all. All times are ms since 1970.
 */
export type LedgerPort = {
  /** All or nothing: a throw inside leaves the ledger as it was. Not to be nested. */
  transaction<Result>(work: () => Result): Result
  readonly facts: {
    get(name: FactName): string | null
    keep(name: FactName, value: string | null): void
  }
  readonly consignments: {
    /** Keeps a header as last seen, unless a newer one is there. */
    keep(consignment: Consignment): void
    byId(id: string): Consignment | null
    /** Those that Vend changed last, newest first. */
    newest(atMost: number): readonly Consignment[]
    /** The newest version that was decided on; null: none yet. */
    decidedVersion(id: string): bigint | null
    markDecided(id: string, decided: { version: bigint; lookAgain: boolean; at: number }): void
    /** The sums of its lines that were compared with Vend's own totals and agreed (see `totalsKey`). */
    comparedSums(id: string): string | null
    keepComparedSums(id: string, sums: string): void
    /** Those with lines that Vend has not settled. */
    toLookAt(): readonly string[]
    /** Those with drafts or holds: what a change of mapping or settings decides again. */
    toDecideAgain(): readonly string[]
    /** Those with a hold about this product, or a draft with a line of it. */
    waitingOnProduct(productId: string): readonly string[]
    /** Whether anything waits for a product to be put right. */
    isProductAwaited(): boolean
    /**
     * Those first decided since a moment that stand at a status that counts, those told since then, and what still
     * stands open: by id, `atMost` so many `after` an id.
     */
    toReadAgain(piece: { since: number; after: string; atMost: number }): readonly string[]
  }
  readonly triggers: TriggersPort
  readonly looks: LooksPort
  readonly starts: {
    living(): readonly Start[]
    begin(outletId: string, from: number): void
    end(id: number): void
    moveWalk(id: number, cursor: bigint): void
    endWalk(id: number): void
    /** What the file has of outlets whose walks are not done, where these have not come across it. */
    unseen(): readonly Consignment[]
    /** At first sight only: a mark that stands is never replaced, and is the answer. */
    keepMark(mark: { consignmentId: string; leg: Leg; start: number; mark: FirstSight; version: bigint }): FirstSight
    marksOf(consignmentId: string): readonly Mark[]
  }
  readonly products: {
    keep(products: readonly Product[]): void
    byId(ids: Iterable<string>): Map<string, Product>
    keepOutlets(outlets: readonly Outlet[]): void
    /** Whether a product has exactly this SKU. */
    isSku(sku: string): boolean
    outletNames(): Map<string, string>
  }
  readonly told: {
    of(consignmentId: string): readonly Told[]
    as(consignmentId: string, kind: ConsignmentKind | null): ToldAs | null
  }
  readonly documents: {
    byId(id: string): LedgerDocument | null
    /** Oldest first. */
    all(): readonly LedgerDocument[]
    /** What has not ended, oldest first. */
    open(): readonly LedgerDocument[]
    /** Oldest first: of those numbered above `after` and no higher than `upTo`, the first `atMost`. */
    piece(which: { readonly after: number; readonly upTo: number; readonly atMost: number }): readonly LedgerDocument[]
    /** The highest number that a document has; 0: there is none. */
    lastSeq(): number
    /** Newest first: a page of a list, without all of their lines. */
    page(query: PageQuery): { readonly documents: readonly PageDocument[]; readonly next: string | null }
    /** Oldest first. */
    ofConsignment(consignmentId: string): readonly LedgerDocument[]
    draftsOf(consignmentId: string): readonly LedgerDocument[]
    /** Every undo that was ever made of a document, oldest first. */
    undosOf(id: string): readonly LedgerDocument[]
    /** Of the same consignment, made later, that change an effect of this one: no undo, and not withdrawn; oldest first. */
    laterOn(document: LedgerDocument): readonly LedgerDocument[]
    /** Made, tried or delivered since a moment, oldest first. */
    since(moment: number): readonly LedgerDocument[]
    /** After the clock was set back: the attempt cannot have begun later than now. */
    restartAttempt(seq: number, at: number): void
    /**
     * The ids of what may be delivered by `now`, first what was tried least: nothing that an earlier open document of its consignment
     * shares an effect with.
     */
    due(now: number): readonly string[]
    isDue(id: string, now: number): boolean
    /** When something may be delivered next, or something of this status alone; null: nothing waits. */
    nextAt(only?: 'unsure'): number | null
    lastDelivered(): LedgerDocument | null
    /** Documents on their way that have found no success since before `moment`, oldest first. */
    failingSince(moment: number): readonly LedgerDocument[]
    draftsBehind(document: LedgerDocument): readonly number[]
    counts(): Readonly<Record<DocumentStatus, number>>
    isPartUsed(consignmentId: string, part: number): boolean
    isReferenceUsed(reference: string): boolean
    make(draft: Draft, about: DraftAbout): void
    writeLines(seq: number, consignmentId: string, lines: readonly EffectLine[]): void
    /** Gives the lines of a draft that is about to be frozen their items; `lines` are all of it, in their order. */
    nameItems(seq: number, lines: readonly EffectLine[]): void
    /** Drafts that wait for an item, by their lines' SKU: due at `at`. Answers how many. */
    releaseItem(sku: string, at: number): number
    /** All that waits for its next attempt: due at `at`. */
    makeAllDue(at: number): void
    /** Gives a draft the holds that are known now, and the status that follows from them. */
    hold(seq: number, holds: readonly Hold[], dueAt: number): void
    /** `note`: what a person should know about how it ended. */
    withdraw(seq: number, trouble: string | null, note?: string): void
    /** The number of what stands in the warehouse under a document's reference, whether it is ours or not. */
    keepNumber(seq: number, value: string): void
    /** A frozen document goes, or goes again, by a person's word, and its holds are gone; no request of it is still under way. */
    release(seq: number, status: 'waiting' | 'unsure', at: number): void
    /** False: it is no draft any more. */
    freeze(seq: number, name: DocumentName, status: DocumentStatus): boolean
    /** An open frozen document bears another name from now on: under that one the warehouse has it. */
    rename(seq: number, name: DocumentName): void
    /** The beginning of an attempt: from here on the warehouse may have it. */
    markSending(seq: number, at: number): void
    markDelivered(seq: number, booked: { number: string | null; note: string | null; at: number }): void
    /** An attempt that ended without a booking that we know of. */
    markTrouble(seq: number, after: Trouble): void
    /** Replaces the holds of a frozen document. */
    writeHolds(seq: number, holds: readonly Hold[]): void
    makeDue(seq: number, at: number): void
    /** What was begun with this warehouse and waited while another was set up: unsure again, due at `at`. */
    takeUpAgain(warehouse: string, at: number): void
    dismiss(seq: number, why: string): void
    /** What a dead process was sending may be booked: nobody knows. Answers how many. */
    unsureAfterDeath(at: number): number
  }
  /** What the warehouse had before a document first went, as far as it said so. */
  readonly figures: {
    /** What stands is never replaced. */
    keep(seq: number, figures: readonly Figures[]): void
    before(seq: number): OnHand
  }
  readonly holds: {
    keep(
      consignmentId: string,
      holds: readonly Hold[],
      about: { at: number; fresh: () => string; figuresOf: (hold: Hold) => string },
    ): void
    /** Beside those that stand; the next decision sets them all anew. */
    add(consignmentId: string, hold: Hold, about: { at: number; id: string }): void
    keepIgnores(consignmentId: string, ignores: readonly Ignore[], at: number): void
    /** Whether the last decision left it out because sending was off or its outlet not ours. */
    isSilenced(consignmentId: string): boolean
    open(): readonly StateHold[]
    /** How many holds without a document a person has left out. */
    dismissed(): number
    /** A hold without a document; null when there is none of that id. */
    consignmentOf(id: string): string | null
    dismiss(id: string, why: string, at: number): void
    approvalsOf(consignmentId: string): readonly Approval[]
    keepApproval(consignmentId: string, approval: Approval, at: number): void
    refusalsOf(consignmentId: string): readonly Refusal[]
    keepRefusal(consignmentId: string, refusal: Refusal): void
    dropRefusal(consignmentId: string, productId: string): void
    heldCountsOf(outletId: string): readonly HeldCount[]
    countsBehind(outletId: string): readonly string[]
  }
  /** Consignments that were left out when it went live: what they say later than that waits for a person. */
  readonly leftOut: {
    keep(consignmentId: string, at: number): void
    /** Those that a scan or a person asked for, and that could not be read. */
    keepUnread(at: number): void
    has(consignmentId: string): boolean
  }
  /** The shop's own table: which item of a warehouse a Vend SKU means. */
  readonly matches: {
    of(warehouse: string): readonly Match[]
    /** Which items these SKUs are matched to; a SKU that is missing is not matched. */
    items(warehouse: string, skus: Iterable<string>): ReadonlyMap<string, string>
    keep(warehouse: string, match: Match, at: number): void
    /** Answers whether there was one. */
    drop(warehouse: string, sku: string): boolean
  }
  readonly history: HistoryPort
  readonly traces: TracesPort
  readonly account: {
    figures(): AccountFigures
    /** Newest version first, `atMost` of them, below a version where one is given. */
    movements(below: bigint | null, atMost: number): readonly MovementFigures[]
    /** What the warehouse booked from each moment until before the next, for all but the last; the earliest first. */
    booked(moments: readonly number[]): readonly BookedFigures[]
    /** Consignments of ours that were seen, that nothing was decided on, and that nothing will look at by itself. */
    lost(): readonly string[]
  }
}

/** A query on the ledger: each term is sought as words side by side, the last with its beginnings, or as an outlet that it may mean. */
export type PageQuery = Omit<HistoryQuery, 'search'> & {
  readonly terms: readonly { readonly words: readonly string[]; readonly outletIds: readonly string[] }[]
}

/** A document as a list shows it. `items`, `units` and the first of its `lines`: as the warehouse gets them. */
export type PageDocument = DocumentHead & {
  readonly items: number
  readonly units: Quantity
  readonly lines: readonly { readonly sku: string; readonly quantity: Quantity }[]
}

/** `item`: how the warehouse names it; `code` and `name` as people know it there, when it was matched. */
export type Match = { readonly sku: string; readonly item: string; readonly code: string; readonly name: string }

/** From when an outlet's stock control is ours, and how far the walk that looks for what came before has come. */
export type Start = {
  readonly id: number
  readonly outletId: string
  readonly from: number
  readonly cursor: bigint
  readonly done: boolean
}
