import type { Leg } from './consignment'
import type { Hold } from './hold'
import type { Quantity } from './quantity'

export const documentKinds = ['stocktake', 'stock-transfer'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** Who caused a look at a consignment. */
export const triggerCauses = ['webhook', 'scan', 'person'] as const
export type TriggerCause = (typeof triggerCauses)[number]
export const documentCauses = [...triggerCauses, 'undo'] as const
export type DocumentCause = (typeof documentCauses)[number]

export const documentStatuses = [
  'waiting',
  'sending',
  'unsure',
  'needs-you',
  'delivered',
  'dismissed',
  'withdrawn',
] as const
export type DocumentStatus = (typeof documentStatuses)[number]

/** Whether something is still to become of it, and it is not being sent at this moment. */
export function isPending(status: DocumentStatus): boolean {
  return status === 'waiting' || status === 'unsure' || status === 'needs-you'
}

/** One effect's share in a document: the ledger's unit. A Stock Transfer of one product has two, one per leg. */
export type EffectLine = {
  readonly leg: Leg
  readonly outletId: string
  readonly productId: string
  readonly sku: string
  readonly name: string
  /** How the warehouse names the item; null until the document is frozen, but for what was told before. */
  readonly item: string | null
  /** The warehouse location that this line changes. */
  readonly location: string
  readonly quantity: Quantity
  /**
   * How much of Vend's figure is told by it; absent: as much as `quantity`. Another only where an undone effect is sent
   * whole: then the warehouse gets more than the figure has changed by.
   */
  readonly tells?: Quantity
  /** What was counted, beside the change, in counts only. */
  readonly counted: Quantity | null
}

/** Where a document goes: a Stocktake has a location, a Stock Transfer a from and a to. */
export type Place =
  | { readonly kind: 'stocktake'; readonly location: string }
  | {
      readonly kind: 'stock-transfer'
      readonly from: string
      readonly to: string
    }

/** What `decide` wants to be told; the ledger gives it an id. */
export type Draft = {
  readonly place: Place
  readonly lines: readonly EffectLine[]
  /** Empty: may go at once. */
  readonly holds: readonly Hold[]
}

/** A draft that already stands in the ledger. */
export type StandingDraft = Draft & { readonly id: string }

/** A line as the warehouse gets it. Never zero; above zero in a Stock Transfer. */
export type WarehouseLine = {
  /** How the warehouse names it; of a draft, the SKU. */
  readonly item: string
  /** Vend's SKU, for people. */
  readonly sku: string
  readonly quantity: Quantity
  readonly counted: Quantity | null
}

/** A frozen document as it goes out. */
export type OutgoingDocument = {
  readonly place: Place
  /** At most 20 of A–Z a–z 0–9 . _ - */
  readonly reference: string
  /** A UUID that a repeat of the same document repeats. */
  readonly key: string
  readonly lines: readonly WarehouseLine[]
  readonly source: Source
}

/** What a document is frozen under. A part names it among those of its consignment; the key is what a repeat repeats. */
export type DocumentName = { readonly part: number; readonly reference: string; readonly key: string }

/** What the warehouse keeps beside the document, so that ours can be told from somebody else's. */
export type Source = {
  readonly consignmentId: string
  readonly reference: string | null
  /** Vend's spelling: SUPPLIER, RETURN, OUTLET, STOCKTAKE. */
  readonly type: string
  readonly cause: DocumentCause
}

/**
 * The lines as the warehouse gets them: what meets on one item is added, what cancels out is gone.
 * Empty when everything cancels out: then there is nothing to send.
 */
export function warehouseLines(place: Place, lines: readonly EffectLine[]): WarehouseLine[] {
  const byItem = new Map<string, Omit<WarehouseLine, 'item'>>()
  for (const line of lines) {
    if (place.kind === 'stock-transfer' && line.location !== place.to) continue
    const item = line.item ?? line.sku
    const before = byItem.get(item)
    byItem.set(item, {
      sku: before?.sku ?? line.sku,
      quantity: (before?.quantity ?? 0n) + line.quantity,
      // Two counted products on one item: their counted figures add up as their changes do.
      counted: before && line.counted !== null ? (before.counted ?? 0n) + line.counted : line.counted,
    })
  }
  return [...byItem].filter(([, { quantity }]) => quantity !== 0n).map(([item, line]) => ({ item, ...line }))
}

/** The same lines for two documents, in any order. */
export function sameWarehouseLines(
  ours: readonly Pick<WarehouseLine, 'item' | 'quantity'>[],
  theirs: readonly Pick<WarehouseLine, 'item' | 'quantity'>[],
): boolean {
  const key = (line: Pick<WarehouseLine, 'item' | 'quantity'>) => `${line.quantity.toString()} ${line.item}`
  const [a, b] = [ours.map(key).sort(), theirs.map(key).sort()]
  return a.length === b.length && a.every((line, index) => line === b[index])
}
