import { warehouseLines, type EffectLine, type Place } from './document'
import { groupBy } from './group'
import type { ItemHoldCode } from './hold'
import type { Item } from './ports/warehouse'
import { formatChange } from './quantity'

/** What the warehouse and the shop's own table say of the items in question. */
export type KnownItems = {
  /** All that bear a SKU; a SKU that is missing was not asked about. */
  readonly bySku: ReadonlyMap<string, readonly Item[]>
  /** By the warehouse's own name; null: gone. */
  readonly byItem: ReadonlyMap<string, Item | null>
  /** The shop's own table: Vend SKU → the warehouse's own name of the item. */
  readonly matches: ReadonlyMap<string, string>
}

/** Why a product's lines wait: enough to say it in words. */
export type ItemProblem = {
  readonly code: ItemHoldCode
  readonly productId: string
  readonly sku: string
  /** The items that it is about: none for an unknown SKU, several for an ambiguous one. */
  readonly items: readonly Item[]
  /** How the item was named before, when that is gone. */
  readonly gone?: string
  /** The consignment was told on this item before: it goes there or nowhere. */
  readonly told?: true
  readonly change?: string
}

/** `going`: with their items, ready to be frozen. */
export type Parted = {
  readonly going: readonly EffectLine[]
  readonly waiting: readonly EffectLine[]
  readonly problems: readonly ItemProblem[]
}

/**
 * Parts what can go from what must wait. An item is the one told before, else the only one that bears exactly the SKU,
 * else the one in the shop's table. All lines of a product go or wait together, and so do all that meet on one item.
 */
export function partByItems(place: Place, lines: readonly EffectLine[], known: KnownItems): Parted {
  const problems = new Map<string, ItemProblem>()
  const named = new Map<string, Item>()
  for (const line of lines) {
    const found = itemFor(line, known)
    if ('productId' in found) problems.set(line.productId, found)
    else named.set(line.productId, found)
  }
  const withItems = lines.map((line) => ({ ...line, item: named.get(line.productId)?.item ?? line.item }))
  const itemOf = new Map([...named.values()].map((item) => [item.item, item]))
  const going = withItems.filter(({ productId }) => !problems.has(productId))
  const meeting = groupBy(going, ({ item }) => item)
  for (const { item, quantity } of warehouseLines(place, going)) {
    const found = itemOf.get(item)
    if (!found?.step || quantity % found.step === 0n) continue
    for (const { productId, sku } of meeting.get(item) ?? [])
      problems.set(productId, {
        ...{ code: 'quantity-too-fine', productId, sku, change: formatChange(quantity) },
        items: [found],
      })
  }
  const waits = ({ productId }: EffectLine) => problems.has(productId)
  return {
    going: withItems.filter((line) => !waits(line)),
    waiting: lines.filter(waits),
    problems: [...problems.values()],
  }
}

function itemFor({ productId, sku, item }: EffectLine, { bySku, byItem, matches }: KnownItems): Item | ItemProblem {
  const wait = (code: ItemHoldCode, items: readonly Item[], gone?: string): ItemProblem => ({
    ...{ code, productId, sku, items },
    ...(gone === undefined ? {} : { gone }),
    ...(item === null ? {} : { told: true }),
  })
  const named = (name: string): Item | ItemProblem => {
    const found = byItem.get(name)
    if (!found) return wait('sku-not-in-warehouse', [], name)
    return found.unfit === null ? found : wait(`item-${found.unfit}`, [found])
  }
  if (item !== null) return named(item)
  const bearing = bySku.get(sku) ?? []
  const current = bearing.filter(({ unfit }) => unfit !== 'archived')
  const [only, second] = current.length > 0 ? current : bearing
  if (only && !second && only.unfit === null) return only
  const matched = matches.get(sku)
  if (matched !== undefined) return named(matched)
  if (!only) return wait('sku-not-in-warehouse', [])
  if (second && current.length > 0) return wait('item-ambiguous', current)
  return wait(`item-${only.unfit ?? 'archived'}`, [only])
}
