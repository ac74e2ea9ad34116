import type { ConsignmentLine, Leg, Product } from './consignment'
import type { Mark, Situation, Told } from './decision'
import type { Hold, HoldCode, Ignore } from './hold'
import { groupBy } from './group'
import { bookedFor } from './line-status'
import { effectKey } from './lines-key'
import { sum, type Quantity } from './quantity'
import type { EffectRule } from './rules'
import { skuOf } from './sku'
import { titleOf } from './words'

/** What Vend says an effect should be. Effects that Vend is silent about have no target: what was told stays told. */
export type Target = {
  readonly leg: Leg
  readonly outletId: string
  readonly productId: string
  readonly figure: Quantity
  /** In counts: what was counted and what was expected. */
  readonly counted: Quantity | null
  readonly expected: Quantity | null
}

export type Reading = {
  readonly targets: readonly Target[]
  /** Figures that Vend gives of products that cannot be sent: they count towards the limits. */
  readonly unsendable: readonly Target[]
  /** Told effects whose product Vend no longer lists. */
  readonly vanished: readonly Told[]
  readonly holds: readonly Hold[]
  readonly ignores: readonly Ignore[]
  readonly lookAgain: boolean
}

/**
 * Reads what the given legs should be from Vend's lines. A line that cannot be read silences its product's effect and
 * gives the hold that says why. `settled` false takes lines as they are, booked or not: for what a person decides anyway.
 */
export function readEffects(situation: Situation, effects: readonly EffectRule[], settled: boolean): Reading {
  const speaking = effects.filter((effect) => speaks(effect, situation.marks))
  const present = groupBy(
    situation.lines.filter((line) => !line.deleted),
    (line) => line.productId,
  )
  const told = new Map(situation.told.map((one) => [effectKey(one), one]))
  const reading = {
    targets: [] as Target[],
    unsendable: [] as Target[],
    holds: new Map<string, Hold>(),
    ignores: new Map<string, Ignore>(),
  }
  let lookAgain = false
  for (const effect of speaking) {
    for (const [productId, all] of present) {
      const read = readEffect(situation, told, effect, productId, all, settled)
      lookAgain ||= read.lookAgain
      if (read.target) reading.targets.push(read.target)
      if (read.unsendable) reading.unsendable.push(read.unsendable)
      if (read.hold) reading.holds.set(`${read.hold.code} ${productId}`, read.hold)
      if (read.ignore) reading.ignores.set(productId, read.ignore)
    }
  }
  const countUnderWay = lookAgain && situation.consignment.kind === 'count'
  return {
    // A count is one statement about the whole shelf: with a line still open nothing of it is decided.
    targets: countUnderWay ? [] : reading.targets,
    unsendable: countUnderWay ? [] : reading.unsendable,
    vanished: countUnderWay ? [] : vanishedFrom(situation, speaking, present),
    holds: [...reading.holds.values()],
    ignores: [...reading.ignores.values()],
    lookAgain,
  }
}

function vanishedFrom(
  { told }: Situation,
  speaking: readonly EffectRule[],
  present: ReadonlyMap<string, readonly ConsignmentLine[]>,
): Told[] {
  const legs = new Set(speaking.map(({ leg }) => leg))
  return told.filter((effect) => legs.has(effect.leg) && effect.quantity !== 0n && !present.has(effect.productId))
}

/** A leg from before the start is silent; while `sent` is, `arrived` speaks only of what has arrived. */
export function speaks(effect: EffectRule, marks: readonly Mark[]): boolean {
  const marked = new Set(marks.map(({ leg }) => leg))
  return !marked.has(effect.leg) && !(effect.leg === 'arrived' && effect.bookedBy === 'sent' && marked.has('sent'))
}

type EffectReading = {
  target?: Target
  unsendable?: Target
  hold?: Hold
  ignore?: Ignore
  lookAgain: boolean
}

function readEffect(
  situation: Situation,
  toldBefore: ReadonlyMap<string, Told>,
  effect: EffectRule,
  productId: string,
  all: readonly ConsignmentLine[],
  settled: boolean,
): EffectReading {
  const { consignment, products } = situation
  const isCount = consignment.kind === 'count'
  const lines = isCount ? all.filter((line) => line.included !== false) : all
  if (lines.length === 0) return { lookAgain: false }
  const outletId = (effect.at === 'source' ? consignment.sourceOutletId : consignment.outletId) ?? ''
  const name = { leg: effect.leg, outletId, productId }
  const told = toldBefore.get(effectKey(name))
  const before = told?.quantity ?? 0n
  const product = products.get(productId)
  const hold = (code: HoldCode, what: string, lookAgain = false): EffectReading => ({
    hold: {
      code,
      text: `${titleOf(consignment)}: ${nameOf(product, productId)} ${what}`,
      productId,
    },
    lookAgain,
  })

  if (product && !product.tracked) {
    const ignore: Ignore = {
      code: 'untracked',
      text: `${nameOf(product, productId)} is left out: Vend keeps no stock figure for it.`,
      productId,
    }
    return lines.some((line) => effect.figure(line) !== 0n) ? { ignore, lookAgain: false } : { lookAgain: false }
  }
  const open = settled ? firstOpen(lines, effect, isCount || before !== 0n) : undefined
  if (open) return hold(...open, true)
  const figures = lines.map(effect.figure)
  if (!isComplete(figures)) return hold('no-figure', 'has no quantity in Vend. Open it there, enter one, and save.')
  if (isCount && lines.length > 1)
    return hold(
      'product-on-several-lines',
      'stands on several lines of this count, so its counted figure is not certain. Correct it in Vend.',
    )
  const figure = sum(figures)
  const [first] = lines
  const target: Target = {
    ...{ ...name, figure },
    counted: isCount ? (first?.received ?? null) : null,
    expected: isCount ? (first?.count ?? null) : null,
  }
  if (figure === before || (told?.undone && figure === before - told.lacking)) return { target, lookAgain: false }
  const unsendable = (code: HoldCode, what: string): EffectReading => ({ ...hold(code, what), unsendable: target })
  if (!product) return unsendable('product-unknown', 'is not among Vend’s products, so its SKU is not known.')
  if (product.composite)
    return unsendable(
      'composite',
      'is made up of other products in Vend; Stocktray does not guess which. Enter the change in the warehouse by hand.',
    )
  if (skuOf(product) === null)
    return unsendable('product-without-sku', 'has no SKU in Vend. Give it the one the warehouse knows.')
  return { target, lookAgain: false }
}

function nameOf(product: Product | undefined, productId: string): string {
  if (!product) return `the product ${productId}`
  const sku = skuOf(product)
  return sku === null ? product.name : `${sku} (${product.name})`
}

function isComplete(figures: readonly (Quantity | null)[]): figures is readonly Quantity[] {
  return figures.every((figure) => figure !== null)
}

/** The first line that Vend has not booked for this leg. A line of zero says nothing either way, unless something was told. */
function firstOpen(
  lines: readonly ConsignmentLine[],
  effect: EffectRule,
  zeroMatters: boolean,
): [HoldCode, string] | undefined {
  for (const line of lines) {
    if (!zeroMatters && effect.figure(line) === 0n) continue
    switch (bookedFor(effect.bookedBy, line.status)) {
      case 'booked':
        continue
      case 'pending':
        return ['line-pending', 'is not booked in Vend yet. Stocktray looks again with every scan.']
      case 'failed':
        return ['line-failed', 'could not be booked in Vend. Book it there again; Stocktray looks with every scan.']
      case 'unknown':
        return [
          'line-status-unknown',
          `has a state Stocktray does not know (“${line.vendStatus ?? ''}”). Nothing is sent for it.`,
        ]
    }
  }
  return undefined
}
