import type { Product } from './consignment'
import type { Situation, Told } from './decision'
import type { EffectLine } from './document'
import type { Target } from './effects'
import { groupBy } from './group'
import type { Hold } from './hold'
import { effectKey } from './lines-key'
import { formatChange, formatQuantity, sum, type Quantity } from './quantity'
import { skuOf } from './sku'
import { titleOf } from './words'

/** An effect line to be told, with the reasons why this line waits for a person. */
export type Difference = EffectLine & { readonly holds: readonly Hold[] }

/**
 * What Vend says less what was told, effect by effect; nothing for an effect that is right already. An undone effect
 * stays undone until Vend says something else; then the whole of it is what differs: 0n where the warehouse has it so.
 * Where both legs of a transfer meet at one location only their net was told and undone, and so both are sent whole.
 */
export function differences(situation: Situation, targets: readonly Target[]): Difference[] {
  const told = new Map(situation.told.map((effect) => [effectKey(effect), effect]))
  const items = toldItems(situation)
  const ofProduct = groupBy(targets, ({ productId }) => productId)
  const changes = targets.flatMap((target) => {
    const before = told.get(effectKey(target))
    const change = changeOf(target, before)
    if (change === 0n && !(before && goesAlong(situation, before, ofProduct.get(target.productId) ?? [], told)))
      return []
    const quantity = wholeOf(target, before)
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
      ...(before?.undone && { tells: change }),
      counted,
    }
    return [{ line, before, product }]
  })
  const meeting = groupBy(changes, ({ line }) => placeKey(line))
  return changes.map(({ line, before, product }) => {
    const net = sum((meeting.get(placeKey(line)) ?? []).map(({ line: { quantity } }) => quantity))
    return { ...line, holds: lineHolds(situation, line, net, before, product) }
  })
}

/** Both legs of a transfer meet where they touch one product at one location. */
function placeKey({ productId, location }: EffectLine): string {
  return `${productId.length} ${productId} ${location}`
}

function changeOf({ figure }: Target, before: Told | undefined): Quantity {
  return figure - (before?.quantity ?? 0n)
}

/** Of an undone effect the whole that the warehouse lacks, of others the change. */
function wholeOf(target: Target, before: Told | undefined): Quantity {
  return changeOf(target, before) + (before?.undone ? before.lacking : 0n)
}

/**
 * An undone leg that Vend says nothing new of goes with the other leg of its product at its location: when the whole of
 * that one is to be sent, and, once that has gone by itself, as long as a draft stands for this one.
 */
function goesAlong(
  { drafts }: Situation,
  one: Told,
  ofProduct: readonly Target[],
  told: ReadonlyMap<string, Told>,
): boolean {
  if (!one.undone || one.lacking === 0n) return false
  const other = ofProduct.find(({ leg }) => leg !== one.leg)
  if (!other) return false
  const before = told.get(effectKey(other))
  if (before?.location !== one.location || before.warehouse !== one.warehouse) return false
  if (before.undone) return changeOf(other, before) !== 0n && wholeOf(other, before) !== 0n
  return drafts.some(({ lines }) => lines.some((line) => line.tells === 0n && effectKey(line) === effectKey(one)))
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

/** `net`: what the warehouse would get of the product at this place, where both legs of a transfer meet. */
function lineHolds(
  situation: Situation,
  line: EffectLine,
  net: Quantity,
  told: Told | undefined,
  product: Product | undefined,
): readonly Hold[] {
  const { settings, consignment } = situation
  const title = titleOf(consignment)
  const { productId, sku, outletId } = line
  const holds: Hold[] = []
  // Also where nothing was told of this line: it may have waited for something else when the rest was left out.
  if (situation.leftOut)
    holds.push({
      code: 'dismissed-before',
      text: `${title} was left out when Stocktray went live, and Vend says more of ${sku} now. Send the change of ${formatChange(net)}, or leave it out too.`,
      productId,
    })
  if (!told) return holds
  if (told.dismissed && !situation.leftOut)
    holds.push({
      code: 'dismissed-before',
      text: `${title}: ${sku} changed in Vend after you took it upon yourself. Send the change of ${formatQuantity(net)}, or leave it out again.`,
      productId,
    })
  if (told.undone)
    holds.push({
      code: 'undone-before',
      text: `${title}: ${sku} changed in Vend after you undid it. Send the whole of it as Vend says now (${formatChange(net)}), or leave it as it is.`,
      productId,
    })
  if (told.warehouse !== settings.warehouse.id) {
    holds.push({
      code: 'warehouse-changed',
      text: `${title}: ${sku} was told to another warehouse system, and has changed by ${formatChange(net)} in Vend since. Send the change to ${settings.warehouse.name}, or leave it out and correct it by hand.`,
      productId,
    })
    return holds
  }
  if (told.location !== settings.locations.get(outletId))
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
