import type { OutgoingDocument } from '../../../src/core/document'
import type { Item, WarehousePort } from '../../../src/core/ports/warehouse'
import type { Quantity } from '../../../src/core/quantity'
import type { ConnectorWorld } from '../../../src/warehouse/connector'
import type { Fault } from '../../fakes/fault-proxy'

export type UnfitKind = NonNullable<Item['unfit']>

/** One document as the warehouse itself tells it, in whatever pieces it keeps it. */
export type StandBooking = {
  readonly number: string
  /** A Stocktake's location; a Stock Transfer's from and to. */
  readonly places: readonly string[]
  readonly lines: readonly { readonly item: string; readonly quantity: Quantity }[]
}

/** `the booking`: a request that books. A number: the n-th request from now, beginning with 1. */
export type Befallen = 'the booking' | 'a question' | number

/**
 * One warehouse under test with its connector, all through a line on which anything may happen. It may be a real server
 * that keeps what earlier tests did: so it is only asked about SKUs and references that one test alone has.
 */
export type Stand = {
  readonly port: WarehousePort
  /** The same, remembering nothing yet. A connector that splits may be asked for shorter calls, which make its cases cheap. */
  fresh(world?: Pick<ConnectorWorld, 'mostLines'>): WarehousePort
  /** The same with a key that is not valid. */
  readonly stranger: WarehousePort
  /** The same, but giving up soon; for answers that never come. */
  readonly hasty: WarehousePort
  readonly token: string
  /** A push asks what became of the document when an answer is lost: it may then know better than `unsure`. */
  readonly readsBack: boolean
  /** What the system itself keeps to, and so what capabilities may promise; null: it has no such limit, or nobody knows. */
  readonly own: {
    readonly mostLines: number | null
    readonly longestReference: number | null
    /** How long it may work on a request after the line broke, in ms. */
    readonly worksOnForMs: number | null
  }
  readonly places: {
    readonly main: string
    readonly other: string
    readonly unknown: string
    /** Places that it has and that can hold no stock, so that none of them is offered. */
    readonly stockless: readonly string[]
  }
  /** What is booked under a reference, pieces of one document taken together. */
  booked(reference: string): Promise<readonly StandBooking[]>
  onHand(location: string, items: readonly string[]): Promise<ReadonlyMap<string, Quantity>>
  /** Makes items, and tells how documents name them. */
  know(...skus: readonly string[]): Promise<ReadonlyMap<string, string>>
  knowBarcode(sku: string, barcode: string): Promise<void>
  /** Puts pieces of a fresh item on hand. A system that refuses what goes below zero must do so from then on. */
  stock(location: string, item: string, pieces: number): Promise<void>
  /** Makes an item of which no stock can be kept; null: the system has no such kind. */
  unfit(kind: UnfitKind, sku: string): Promise<string | null>
  archive(item: string): Promise<void>
  /** Makes two items that bear one SKU; false: the system cannot have that. */
  ambiguous(sku: string): Promise<boolean>
  /** How documents named an item that was taken away for good. */
  gone(sku: string): Promise<string>
  /** Somebody else books an item under the name that ours would have, or its `part`: the first is 1. */
  bookByHand(document: OutgoingDocument, item: string, part: number): Promise<void>
  /** Lets the faults befall the next such requests, one each; resolves when the last of them did. */
  befall(which: Befallen, ...faults: readonly Fault[]): Promise<void>
  /** Takes back what has not befallen anything. */
  heal(): void
  /** How many requests of ours there were. */
  requests(): number
  /** It cannot be reached from now on. */
  leave(): Promise<void>
  close(): Promise<void>
}
