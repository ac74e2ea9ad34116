import type { OutgoingDocument, Place } from '../document'
import type { LookUp, Outcome } from '../outcome'

/** What a warehouse system can take. Engine, README table and screens read the same record. */
export type Capabilities = {
  /** How people call it: "Odoo". */
  readonly name: string
  readonly transfers: boolean
  /** The most lines that one document may have; null: no limit known. */
  readonly mostLines: number | null
  readonly longestReference: number
  /** How a repeated document is recognised. */
  readonly repeat: 'refused-by-key' | 'found-by-reference' | 'not-at-all'
  /** How long the warehouse may go on working on a request that we gave up, in ms; "absent" counts only after it. */
  readonly settleAfterMs: number
}

export type Location = { readonly id: string; readonly name: string }

/** An item of the warehouse. `onHand` only where the warehouse tells it. */
export type Item = { readonly item: string; readonly name: string }

/** An answer to a question that changes nothing. */
export type WarehouseAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'retry'; readonly text: string; readonly afterMs?: number }
  | { readonly kind: 'unauthorised'; readonly text: string }

/** The port that every connector fills. No call throws but for a bug; a call cut by `signal` answers `retry`, or `unsure` where it may have booked. */
export type WarehousePort = {
  readonly capabilities: Capabilities
  /** Stable for one account of one system: part of each document's key. */
  readonly id: string
  locations(signal: AbortSignal): Promise<WarehouseAnswer<readonly Location[]>>
  /** The items behind these SKUs; a SKU that is missing from the map is not known. */
  lookUpItems(skus: readonly string[], signal: AbortSignal): Promise<WarehouseAnswer<ReadonlyMap<string, Item>>>
  push(document: OutgoingDocument, signal: AbortSignal): Promise<Outcome>
  find(kind: Place['kind'], reference: string, signal: AbortSignal): Promise<LookUp>
}
