import type { DocumentKind, OutgoingDocument } from '../document'
import type { OnHand, Shelf } from '../on-hand'
import type { LookUp, Outcome } from '../outcome'
import type { Quantity } from '../quantity'

/** What a warehouse system can take. Engine, README table and screens read the same record. */
export type Capabilities = {
  /** How people call it: "Odoo". */
  readonly name: string
  readonly stocktake: Operation
  /** null: it has none, and a transfer becomes two Stocktakes. */
  readonly stockTransfer: TransferOperation | null
  /** What it does when more goes out than it has: refuses the line, or books it and we warn. */
  readonly negativeStock: 'refused' | 'warned'
  /** Whether it can be asked how much of an item lies at a location. */
  readonly onHand: boolean
}

/** One kind of document, as the warehouse takes it. Each line is a change; it never says how much there is. */
export type Operation = {
  /**
   * The most lines in one call; null: no limit known. The connector splits what is longer, by names that no document of
   * ours can bear: `CAR-25-2` is the engine's next one, while `/` and `~` stand in none.
   */
  readonly mostLines: number | null
  /** The longest reference of ours that it keeps whole, beside what the connector adds. Ours have 20 letters at most. */
  readonly longestReference: number
  /** How the system itself recognises a repeat: refuses the same key, refuses the same reference, or books it again. */
  readonly repeat: 'refused-by-key' | 'refused-by-name' | 'found-by-reference'
  /**
   * How long after it was sent a document may still come about that a look-up calls absent, in ms: the longest that the
   * system works on one request. 0 will do where a repeat is refused, for then a late one finds it there.
   */
  readonly settleAfterMs: number
  /** How it says that too much is asked of it: 429, with Retry-After or without. */
  readonly limit: '429'
}

export type TransferOperation = Operation & {
  /** Whether it can show goods as on their way; otherwise they move at once. */
  readonly inTransit: boolean
}

/** How the warehouse takes this kind of document. A Stock Transfer is never made for one that has none. */
export function operationOf({ stocktake, stockTransfer }: Capabilities, kind: DocumentKind): Operation {
  return kind === 'stock-transfer' ? (stockTransfer ?? stocktake) : stocktake
}

export type Location = { readonly id: string; readonly name: string }

/** An item of the warehouse, whether stock of it can be booked or not. */
export type Item = {
  /** How documents name it: the warehouse's own id, stable. */
  readonly item: string
  /** The code that people know it by there. */
  readonly code: string
  readonly name: string
  readonly barcode: string | null
  /** Quantities are whole multiples of it; null: there is no step. */
  readonly step: Quantity | null
  /** Why no stock of it can be booked; null: it can. */
  readonly unfit: 'archived' | 'lot-tracked' | 'service' | 'untracked' | null
}

/** Something that a person should do before it becomes a problem. */
export type Notice = { readonly code: 'key-expires'; readonly text: string }

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
  /** Whether the account can do all that we need; what it should be told beforehand. */
  check(signal: AbortSignal): Promise<WarehouseAnswer<readonly Notice[]>>
  /** The places that can hold stock. */
  locations(signal: AbortSignal): Promise<WarehouseAnswer<readonly Location[]>>
  /** The items that bear exactly these codes, archived ones too; a code that is missing from the map is not known. */
  lookUpItems(
    skus: readonly string[],
    signal: AbortSignal,
  ): Promise<WarehouseAnswer<ReadonlyMap<string, readonly Item[]>>>
  /** Items by the name that documents use; one that is missing from the map is gone. */
  readItems(items: readonly string[], signal: AbortSignal): Promise<WarehouseAnswer<ReadonlyMap<string, Item>>>
  /**
   * Items that a person may have meant by a SKU that nothing bears, at most a few dozen, in any order: other case, blanks,
   * separators or leading zeros, or one of the barcodes.
   */
  similarItems(sku: string, barcodes: readonly string[], signal: AbortSignal): Promise<WarehouseAnswer<readonly Item[]>>
  /**
   * How much of these items lies at these locations, and at the locations within them. Only information, and so only what
   * the system surely says: an item or a location that it does not know, or does not speak of, is missing.
   */
  onHand(at: readonly Shelf[], signal: AbortSignal): Promise<WarehouseAnswer<OnHand>>
  /**
   * Books the document; where an attempt before it was cut off in the middle, it finishes that one. Once one of several
   * calls is booked, nothing may be `retry`, `refused`, `unauthorised` or somebody else's `exists`, which all say that none
   * of it is: a later refusal is `partly`, with all that was refused with it as `rest`, and anything else `unsure`.
   */
  push(document: OutgoingDocument, signal: AbortSignal): Promise<Outcome>
  /** `found` is the whole of it; ours of which only some calls are booked is `begun`. "Absent" is the system's own word. */
  find(document: OutgoingDocument, signal: AbortSignal): Promise<LookUp>
}
