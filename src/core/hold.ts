/** Every reason why a document, a line or a consignment waits for a person. */
export const holdCodes = [
  // about a consignment
  'unknown-kind',
  'unknown-status',
  'outlet-without-location',
  'start-unclear',
  'unreadable',
  // about a line
  'no-figure',
  'line-pending',
  'line-failed',
  'line-status-unknown',
  'product-without-sku',
  'product-unknown',
  'composite',
  'product-on-several-lines',
  // about a document, and a person may approve it
  'product-vanished',
  'totals-differ',
  'count-zeroes',
  'over-limit',
  'behind-count',
  'cancelled',
  'deleted',
  'set-back',
  'closed',
  'dismissed-before',
  'undone-before',
  'location-changed',
  'sku-changed',
  'warehouse-changed',
  // about what the warehouse said
  'sku-not-in-warehouse',
  'item-ambiguous',
  'item-archived',
  'item-lot-tracked',
  'item-service',
  'item-untracked',
  'quantity-too-fine',
  'refused',
  'taken',
  'late',
] as const
export type HoldCode = (typeof holdCodes)[number]

/** What the warehouse's items are held for: looked at again from time to time, and each ends by itself once it is cured. */
export const itemHoldCodes = [
  'sku-not-in-warehouse',
  'item-ambiguous',
  'item-archived',
  'item-lot-tracked',
  'item-service',
  'item-untracked',
  'quantity-too-fine',
] as const satisfies readonly HoldCode[]
export type ItemHoldCode = (typeof itemHoldCodes)[number]

/** The holds that a person ends by saying "send it anyway". */
export const approvable = [
  'product-vanished',
  'totals-differ',
  'count-zeroes',
  'over-limit',
  'cancelled',
  'deleted',
  'set-back',
  'closed',
  'dismissed-before',
  'undone-before',
  'location-changed',
  'sku-changed',
  'warehouse-changed',
] as const satisfies readonly HoldCode[]

/** `text` is a sentence for the shopkeeper: what, where, what to press. */
export type Hold = {
  readonly code: HoldCode
  readonly text: string
  /** The product it is about; absent when it is about the whole. */
  readonly productId?: string
}

/** Why something is left out for good, in the shopkeeper's words. */
export const ignoreCodes = [
  'sending-off',
  'outlet-not-ours',
  'untracked',
  'not-yet',
  'cancelled-untold',
  'before-start',
  'changed-after-start',
] as const
export type IgnoreCode = (typeof ignoreCodes)[number]
export type Ignore = {
  readonly code: IgnoreCode
  readonly text: string
  readonly productId?: string
}

export function isItemHold(code: string): boolean {
  return itemHoldCodes.some((one) => one === code)
}

export function isApprovable(code: HoldCode): boolean {
  return approvable.some((one) => one === code)
}

/** Names a hold among those of one consignment. */
export function holdKey({ code, productId }: Pick<Hold, 'code' | 'productId'>): string {
  return `${code} ${productId ?? ''}`
}
