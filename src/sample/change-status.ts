import { bookLines, moveStock } from './book-lines'
import { appendLine, createConsignment } from './create-consignment'
import type { ShopConsignment, VendStatus, VendType } from './shop-record'
import { livingLines, touch, touchLine, type ShopMemory } from './shop-memory'
import { sumByShelf } from './stock-room'
import { notAllowed, type VendRefusal } from './vend-refusal'

type Moves = Partial<Readonly<Record<VendStatus, readonly VendStatus[]>>>

const countMayStart: readonly VendStatus[] = ['STOCKTAKE_IN_PROGRESS', 'CANCELLED', 'CLOSED']

/** From where to where, as documented: https://x-series-api.lightspeedhq.com/reference. Vend itself moves a count on to …_PROCESSED. */
const moves: Readonly<Record<VendType, Moves>> = {
  SUPPLIER: {
    OPEN: ['SENT', 'CANCELLED'],
    SENT: ['DISPATCHED', 'CANCELLED'],
    DISPATCHED: ['RECEIVED', 'CANCELLED'],
  },
  OUTLET: {
    OPEN: ['SENT', 'CANCELLED'],
    SENT: ['DISPATCHED', 'RECEIVED', 'CANCELLED'],
    DISPATCHED: ['RECEIVED', 'CANCELLED'],
    RECEIVED: ['CANCELLED'],
  },
  RETURN: { OPEN: ['SENT', 'CANCELLED'], SENT: ['CANCELLED'] },
  STOCKTAKE: {
    STOCKTAKE: countMayStart,
    STOCKTAKE_SCHEDULED: countMayStart,
    STOCKTAKE_IN_PROGRESS: ['CANCELLED', 'CLOSED'],
    STOCKTAKE_IN_PROGRESS_PROCESSED: ['STOCKTAKE_COMPLETE', 'CANCELLED', 'CLOSED'],
    STOCKTAKE_COMPLETE: ['CANCELLED', 'CLOSED'],
  },
}

/** Moves a consignment on, with all that this does to stock; null: done. */
export function changeStatus(memory: ShopMemory, consignment: ShopConsignment, to: VendStatus): VendRefusal | null {
  const from = consignment.status
  const lines = livingLines(consignment)
  if (!moves[consignment.type][from]?.includes(to))
    return notAllowed(`A ${consignment.type} consignment cannot go from ${from} to ${to}`)
  if (consignment.type !== 'STOCKTAKE' && lines.length === 0)
    return notAllowed('Cannot update status if there are no products in the consignment')
  if (consignment.type === 'SUPPLIER' && to === 'RECEIVED' && lines.every(({ received }) => received === 0n))
    return notAllowed('At least one product must have a non-zero received quantity')
  consignment.status = to
  touch(memory, consignment)
  if (to === 'CANCELLED') takeBack(memory, consignment)
  if (to === 'STOCKTAKE_IN_PROGRESS') consignment.processedAt = memory.clock.now() + memory.switches.countStartMs
  if (to === 'STOCKTAKE_COMPLETE') complete(memory, consignment)
  if (to === 'RECEIVED') consignment.receivedAt = memory.clock.now()
  if (memory.switches.linesBook === 'with-status') bookLines(memory, consignment)
  if (to === 'RECEIVED' && consignment.type === 'SUPPLIER') orderTheRest(memory, consignment)
  return null
}

/** Vend's own work, where its time has come. */
export function workBehindTheScenes(memory: ShopMemory): void {
  processCounts(memory)
  flipReceived(memory)
}

/** Started counts get their lines. */
export function processCounts(memory: ShopMemory): void {
  for (const consignment of memory.consignments.values()) {
    const { status, processedAt } = consignment
    if (status !== 'STOCKTAKE_IN_PROGRESS' || processedAt === null || processedAt > memory.clock.now()) continue
    for (const product of memory.products.values()) {
      const isWanted = consignment.filters.length === 0 || consignment.filters.includes(product.id)
      const isThere = consignment.lines.some(({ productId }) => productId === product.id)
      if (!isWanted || isThere || !product.tracked || product.composite || product.deletedAt !== null) continue
      appendLine(memory, consignment, product.id, { count: memory.stock.level(consignment.outletId, product.id) })
    }
    consignment.status = 'STOCKTAKE_IN_PROGRESS_PROCESSED'
    touch(memory, consignment)
  }
}

/** In trouble of its own Vend lets a received order say SENT for a while; no stock moves by it. */
function flipReceived(memory: ShopMemory): void {
  const { receivedFlipsMs: after } = memory.switches
  if (after === null) return
  const now = memory.clock.now()
  for (const consignment of memory.consignments.values()) {
    const { type, status, receivedAt } = consignment
    if (type !== 'SUPPLIER' || receivedAt === null || receivedAt + after > now) continue
    const shown = receivedAt + 2 * after > now ? 'SENT' : 'RECEIVED'
    if (shown === status) continue
    consignment.status = shown
    touch(memory, consignment)
  }
}

function complete(memory: ShopMemory, consignment: ShopConsignment): void {
  if (memory.switches.countsHaveReceivedAt) consignment.receivedAt = memory.clock.now()
  const totals = { gain: 0n, loss: 0n, costGain: 0n, costLoss: 0n }
  for (const line of livingLines(consignment)) {
    if (memory.switches.expectedFrozen === 'completion') {
      line.count = memory.stock.level(consignment.outletId, line.productId)
      touchLine(memory, line)
    }
    if (!line.included) continue
    const difference = line.received - (line.count ?? 0n)
    if (difference > 0n) totals.gain += difference
    else totals.loss += difference
    if (difference > 0n) totals.costGain += difference * line.cost
    else totals.costLoss += difference * line.cost
  }
  consignment.totals = totals
}

function takeBack(memory: ShopMemory, consignment: ShopConsignment): void {
  if (memory.switches.cancelWebhooks && consignment.type === 'OUTLET')
    for (const line of livingLines(consignment))
      if (line.left) memory.announce({ type: 'consignment.receive', consignmentId: consignment.id, line })
  if (memory.switches.cancelledStock === 'stays') return
  const moved = memory.stock.movements.filter(({ consignmentId }) => consignmentId === consignment.id)
  for (const { outletId, productId, quantity } of sumByShelf(moved))
    moveStock(memory, consignment, outletId, productId, -quantity)
}

function orderTheRest(memory: ShopMemory, { name, reference, outletId, ...order }: ShopConsignment): void {
  if (memory.switches.partlyReceived === 'closed-short') return
  const missing = order.lines.filter(({ count, received, deletedAt }) => deletedAt === null && received < (count ?? 0n))
  if (missing.length === 0) return
  const rest = createConsignment(memory, { type: 'SUPPLIER', name, reference, outletId, status: 'SENT' })
  if (!rest.ok) return
  for (const { productId, count, received } of missing)
    appendLine(memory, rest.consignment, productId, { count: (count ?? 0n) - received })
}
