import type { ItemHoldCode } from '../../src/core/hold'
import type { Item } from '../../src/core/ports/warehouse'
import type { Catalogue } from './catalogue'

/** What stands behind a SKU: the item that is booked on, or why nothing can be. */
export type Meaning = { readonly item: Item } | { readonly code: Exclude<ItemHoldCode, 'quantity-too-fine'> }

/** What every SKU means, and ever meant, by the warehouse's items and what persons matched. */
export type ItemTruth = {
  readonly catalogue: Catalogue
  /** Vend SKU → item. */
  readonly matches: Map<string, string>
  /** `told`: the item that was told before, which nothing replaces. */
  meaning(sku: string, told?: string): Meaning
  /** Every item that the SKU meant at some moment from `since` to `until`. */
  meant(sku: string, since?: number, until?: number): ReadonlySet<string>
  /** Every reason that the SKU, or an item that it ever meant, has given not to be booked. */
  everHeld(sku: string): ReadonlySet<ItemHoldCode>
  /** To be called after each change. */
  changed(): void
}

export function itemTruth(catalogue: Catalogue, skus: readonly string[], now: () => number): ItemTruth {
  const matches = new Map<string, string>()
  const past = new Map<string, { at: number; item: string | null }[]>(skus.map((sku) => [sku, []]))
  const held = new Map<string, Set<ItemHoldCode>>(skus.map((sku) => [sku, new Set()]))
  const byName = (name: string): Meaning => {
    const item = catalogue.named(name)
    if (!item) return { code: 'sku-not-in-warehouse' }
    return item.unfit === null ? { item } : { code: `item-${item.unfit}` }
  }
  const meaning = (sku: string, told?: string): Meaning => {
    if (told !== undefined) return byName(told)
    const all = catalogue.bearing(sku)
    const current = all.filter(({ unfit }) => unfit !== 'archived')
    const [only] = current
    if (only && current.length === 1 && only.unfit === null) return { item: only }
    const match = matches.get(sku)
    if (match !== undefined) return byName(match)
    if (current.length > 1) return { code: 'item-ambiguous' }
    if (only) return byName(only.item)
    return { code: all.length > 0 ? 'item-archived' : 'sku-not-in-warehouse' }
  }
  const changed = () => {
    for (const [sku, moments] of past) {
      const means = meaning(sku)
      const item = 'item' in means ? means.item.item : null
      if (moments.at(-1)?.item !== item || moments.length === 0) moments.push({ at: now(), item })
      const told = moments.flatMap((moment) => moment.item ?? [])
      for (const one of [means, ...told.map(byName)]) {
        if ('code' in one) held.get(sku)?.add(one.code)
        else if (one.item.step !== null) held.get(sku)?.add('quantity-too-fine')
      }
    }
  }
  changed()
  return {
    ...{ catalogue, matches, meaning, changed },
    everHeld: (sku) => held.get(sku) ?? new Set(),
    meant(sku, since = 0, until = Infinity) {
      const moments = past.get(sku) ?? []
      const items = moments.flatMap(({ at, item }, index) => {
        const end = moments[index + 1]?.at ?? Infinity
        return item !== null && at <= until && end >= since ? [item] : []
      })
      return new Set(items)
    },
  }
}
