import type { Product } from './consignment'
import type { Situation, Told } from './decision'
import type { EffectLine } from './document'
import type { Target } from './effects'
import type { Hold } from './hold'
import { effectKey } from './lines-key'
import { formatChange, formatQuantity } from './quantity'
import { skuOf } from './sku'
import { titleOf } from './words'

/** An effect line to be told, with the reasons why this line waits for a person. */
export type Difference = EffectLine & { readonly holds: readonly Hold[] }

/**
 * What Vend says less what was told, effect by effect; nothing for an effect that is right already. An undone effect
 * stays undone until Vend says something else; then the whole of it is what differs: 0n where the warehouse has it so.
 */
export function differences(situation: Situation, targets: readonly Target[]): Difference[] {
  const told = new Map(situation.told.map((effect) => [effectKey(effect), effect]))
  const items = toldItems(situation)
  return targets.flatMap((target) => {
    const before = told.get(effectKey(target))
    const change = target.figure - (before?.quantity ?? 0n)
    if (change === 0n) return []
    const whole = before?.undone === true
    const quantity = whole ? change + before.lacking : change
    // Not before its undo has arrived is it certain that the warehouse has it so.
    if (quantity === 0n && before?.undoing) return []
    const { leg, outletId, productId, counted } = target
    const product = situation.products.get(productId)
    const { locations, warehouse } = situation.settings
    // Corrections go to the place and item that were told; another warehouse system has neither.
    const there = before?.warehouse === warehouse.id ? before : undefined
    const line: EffectLine = {
      leg,
      outletId,
      productId,
      sku: there?.sku ?? skuOf(product) ?? before?.sku ?? productId,
      name: there?.name ?? product?.name ?? before?.name ?? '',
      item: items.get(productId) ?? null,
      location: there?.location ?? locations.get(outletId) ?? '',
      quantity,
      ...(whole && { tells: change }),
      counted,
    }
    return [{ ...line, holds: lineHolds(situation, line, before, product) }]
  })
}

/** How this warehouse was told each product: one consignment's product never moves on two items. */
function toldItems({ told, settings }: Situation): Map<string, string> {
  return new Map(
    told.flatMap(({ productId, item, warehouse }) =>
      item !== null && warehouse === settings.warehouse.id ? [[productId, item] as const] : [],
    ),
  )
}

/** What takes back everything that was told for these effects. */
export function reversals(situation: Situation, told: readonly Told[]): Difference[] {
  return differences(
    situation,
    told.map((effect) => ({
      ...effect,
      figure: 0n,
      counted: null,
      expected: null,
    })),
  )
}

function lineHolds(
  situation: Situation,
  line: EffectLine,
  told: Told | undefined,
  product: Product | undefined,
): readonly Hold[] {
  if (!told) return []
  const { settings, consignment } = situation
  const title = titleOf(consignment)
  const { productId, sku } = line
  const holds: Hold[] = []
  if (told.dismissed)
    holds.push({
      code: 'dismissed-before',
      text: `${title}: ${sku} changed in Vend after you took it upon yourself. Send the change of ${formatQuantity(line.quantity)}, or leave it out again.`,
      productId,
    })
  if (told.undone)
    holds.push({
      code: 'undone-before',
      text: `${title}: ${sku} changed in Vend after you undid it. Send the whole of it as Vend says now (${formatChange(line.quantity)}), or leave it as it is.`,
      productId,
    })
  if (told.warehouse !== settings.warehouse.id) {
    holds.push({
      code: 'warehouse-changed',
      text: `${title}: ${sku} was told to another warehouse system, and has changed by ${formatChange(line.quantity)} in Vend since. Send the change to ${settings.warehouse.name}, or leave it out and correct it by hand.`,
      productId,
    })
    return holds
  }
  if (told.location !== settings.locations.get(line.outletId))
    holds.push({
      code: 'location-changed',
      text: `${title}: ${sku} was told to the location “${told.location}”, which no longer belongs to this outlet. The change would go there too.`,
      productId,
    })
  const nowCalled = skuOf(product)
  if (nowCalled !== null && nowCalled !== told.sku)
    holds.push({
      code: 'sku-changed',
      text: `${title}: ${told.sku} is called ${nowCalled} in Vend now. The change would go to ${told.sku}, as before.`,
      productId,
    })
  return holds
}
