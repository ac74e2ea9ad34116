import type { Leg, LineStatus } from '../../src/core/consignment'
import type { HoldCode } from '../../src/core/hold'
import type { Quantity } from '../../src/core/quantity'
import type { Shop, ShopConsignment, ShopLine } from './shop'

/** What one state of a consignment says about one product on one outlet's shelf. */
export type Said = {
  readonly leg: Leg
  readonly outletId: string
  readonly productId: string
  readonly quantity: Quantity
  /** Why it must not be believed or cannot be sent yet. */
  readonly troubles: readonly HoldCode[]
  /** The rules leave open whether the trouble touches this leg. */
  readonly open: boolean
}

export const isReached = (state: ShopConsignment): boolean =>
  !state.deleted && !state.strange && state.status !== null && reachedIn[state.kind].includes(state.status)

const reachedIn: Readonly<Record<ShopConsignment['kind'], readonly string[]>> = {
  order: ['received'],
  return: ['sent'],
  transfer: ['sent', 'dispatched', 'received'],
  count: ['complete'],
}

/** Everything a state says; nothing before its status counts. `closed` is read as if its status had come. */
export function speech(state: ShopConsignment, shop: Shop, transferOn: 'sent' | 'received'): Said[] {
  if (state.deleted || state.strange || !(isReached(state) || state.status === 'closed')) return []
  const arrived = state.status === 'received'
  if (state.kind === 'transfer' && transferOn === 'received' && !arrived) return []
  const said = productsOf(state).flatMap((productId) => {
    const product = shop.products.get(productId)
    const lines = state.lines.filter((line) => line.productId === productId && speaks(line, state))
    if (!product?.tracked || lines.length === 0) return []
    const about: HoldCode[] = product.composite ? ['composite'] : product.sku === null ? ['product-without-sku'] : []
    const leg = (name: Leg, outletId: string, figure: (line: ShopLine) => Quantity | null, loose: boolean): Said => {
      const figures = lines.map(figure)
      const missing: HoldCode[] = figures.includes(null) ? ['no-figure'] : []
      const doubled: HoldCode[] = state.kind === 'count' && lines.length > 1 ? ['product-on-several-lines'] : []
      const broken = lines.filter((line) => lineTroubles[line.status](state).length > 0)
      const unsettled = broken.flatMap((line) => lineTroubles[line.status](state))
      const troubles = [...about, ...missing, ...doubled, ...unsettled]
      const quantity = figures.reduce<Quantity>((total, one) => total + (one ?? 0n), 0n)
      // A broken line of zero may be passed over.
      const open = broken.length > 0 && (loose || broken.every((line) => figure(line) === 0n))
      return { leg: name, outletId, productId, quantity, troubles, open }
    }
    switch (state.kind) {
      case 'order':
        return [leg('received', state.outletId, (line) => line.received, false)]
      case 'return':
        return [leg('returned', state.outletId, (line) => negative(line.count), false)]
      case 'count':
        return [leg('counted', state.outletId, difference, false)]
      case 'transfer':
        return [
          leg('sent', state.sourceOutletId ?? '', (line) => line.count && -line.count, true),
          leg('arrived', state.outletId, (line) => (arrived ? line.received : line.count), !arrived),
        ]
    }
  })
  const stalls =
    state.kind === 'count' ? said.find(({ troubles }) => troubles.some((code) => stalling.includes(code))) : null
  return stalls ? said.map((one) => ({ ...one, troubles: [...one.troubles, ...stalls.troubles] })) : said
}

/** A count with such a line is not decided at all. */
const stalling: readonly HoldCode[] = ['line-pending', 'line-failed']

const productsOf = ({ lines }: ShopConsignment) => [...new Set(lines.map((line) => line.productId))]
const speaks = (line: ShopLine, { kind }: ShopConsignment) =>
  !line.deleted && !(kind === 'count' && line.included === false)
const negative = (count: Quantity | null) => (count === null ? null : count < 0n ? count : -count)
const difference = ({ received, count }: ShopLine) => (received === null || count === null ? null : received - count)

const lineTroubles: Readonly<Record<LineStatus, (state: ShopConsignment) => HoldCode[]>> = {
  // A SENT return's lines may stay PENDING for good.
  pending: ({ kind }) => (kind === 'return' ? [] : ['line-pending']),
  failed: () => ['line-failed'],
  unknown: () => ['line-status-unknown'],
  unstated: () => [],
  success: () => [],
  sent: () => [],
  received: () => [],
  counted: () => [],
}
