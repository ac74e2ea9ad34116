/** Everything that is known of one SKU, oldest first. Quantities are decimals without trailing zeros. */
export type Trace = {
  /** As it was asked for. */
  readonly sku: string
  /** Vend's products that bear it, bore it, or are matched to it in the warehouse. */
  readonly products: readonly TracedProduct[]
  /** By location, the sum of what the warehouse booked. Locations without a change are left out. */
  readonly booked: readonly { readonly location: string; readonly name: string; readonly quantity: string }[]
  readonly events: readonly TraceEvent[]
}

export type TracedProduct = {
  readonly id: string
  /** As Vend has it now; null: none any more, or the product was never read. */
  readonly sku: string | null
  /** Other SKUs that its documents were made with. */
  readonly earlier: readonly string[]
  readonly name: string
  /** How the warehouse's item is called that the shop matched it to. */
  readonly matched: string | null
}

/**
 * `vend`: where a consignment stands there; `document`: one was made; `tried`: the last attempt failed; `delivered`;
 * `held`: why something waits; `ignored`: why something was left out; `moment`: a sentence of the history.
 */
export type TraceEvent = {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly what: 'vend' | 'document' | 'tried' | 'delivered' | 'held' | 'ignored' | 'moment'
  readonly text: string
  /** "CAR-25"; null: it is about no consignment. */
  readonly title: string | null
  readonly consignmentId: string | null
  readonly documentId: string | null
}
