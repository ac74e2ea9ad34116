import type { Difference } from './differences'
import type { Draft, EffectLine, Place } from './document'
import { groupBy } from './group'
import { holdKey, type Hold } from './hold'
import { absolute, type Quantity } from './quantity'

/** A line as it would be sent: one effect to a location, or two that are one transfer. */
export type Movement = {
  readonly place: Place
  readonly lines: readonly EffectLine[]
  readonly holds: readonly Hold[]
}

/**
 * Turns differences into movements: what `sent` and `arrived` of one product have in common is a transfer (from and to
 * swapped when it is taken back), the rest a change at its own location.
 */
export function movements(all: readonly Difference[], transfers: boolean): Movement[] {
  return [...groupBy(all, (difference) => difference.productId).values()].flatMap((product) => {
    const sent = product.find(({ leg }) => leg === 'sent')
    const arrived = product.find(({ leg }) => leg === 'arrived')
    const pair = transfers && sent && arrived ? transferOf(sent, arrived) : null
    return pair ?? product.map(stocktakeOf)
  })
}

function transferOf(sent: Difference, arrived: Difference): Movement[] | null {
  const sameWay = sent.quantity < 0n === arrived.quantity < 0n
  if (sameWay || sent.location === arrived.location || sent.sku !== arrived.sku) return null
  const size = smaller(absolute(sent.quantity), absolute(arrived.quantity))
  const forward = sent.quantity < 0n
  const sentPart = forward ? -size : size
  const [from, to] = forward ? [sent.location, arrived.location] : [arrived.location, sent.location]
  const holds = new Map([...sent.holds, ...arrived.holds].map((hold) => [holdKey(hold), hold]))
  const both: Movement = {
    place: { kind: 'stock-transfer', from, to },
    lines: [lineOf(sent, sentPart), lineOf(arrived, -sentPart)],
    holds: [...holds.values()],
  }
  const rest = [restOf(sent, sentPart), restOf(arrived, -sentPart)].filter(({ quantity }) => quantity !== 0n)
  return [both, ...rest.map(stocktakeOf)]
}

/** What a transferred piece leaves of a difference. */
function restOf(difference: Difference, piece: Quantity): Difference {
  const quantity = difference.quantity - piece
  return { ...difference, quantity, ...(difference.tells !== undefined && { tells: quantity }) }
}

function stocktakeOf(difference: Difference): Movement {
  return {
    place: { kind: 'stocktake', location: difference.location },
    lines: [lineOf(difference, difference.quantity)],
    holds: difference.holds,
  }
}

/** A share of a difference, as the line of a document. */
export function lineOf(
  { leg, outletId, productId, sku, name, item, location, counted, tells, quantity: all }: Difference,
  quantity: Quantity,
): EffectLine {
  const line = { leg, outletId, productId, sku, name, item, location, quantity, counted }
  return tells === undefined ? line : { ...line, tells: tells - (all - quantity) }
}

function smaller(a: Quantity, b: Quantity): Quantity {
  return a < b ? a : b
}

/** Gathers movements into documents: one per place and set of holds, and per item where `perItem`. */
export function documentsOf(all: readonly Movement[], perItem: boolean): Draft[] {
  const key = ({ place, holds, lines }: Movement) =>
    JSON.stringify([place, holds.map(({ code }) => code).sort(), perItem ? lines[0]?.productId : null])
  return [...groupBy(all, key).values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const holds = new Map(group.flatMap((movement) => movement.holds).map((hold) => [holdKey(hold), hold]))
    return [
      {
        place: first.place,
        lines: group.flatMap(({ lines }) => lines),
        holds: [...holds.values()],
      },
    ]
  })
}
