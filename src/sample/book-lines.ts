import type { Quantity } from '../core/quantity'
import type { ShopConsignment, ShopLine } from './shop-record'
import { livingLines, touch, touchLine, type ShopMemory } from './shop-memory'

/**
 * Moves the stock of every line that its consignment's status lets move and that has not moved yet, and notes the
 * webhooks for it. Answers whether any line changed.
 */
export function bookLines(memory: ShopMemory, consignment: ShopConsignment): boolean {
  const changed = livingLines(consignment).filter((line) => {
    const before = `${line.state} ${line.left.toString()}`
    bookLine(memory, consignment, line)
    const isChanged = before !== `${line.state} ${line.left.toString()}`
    if (isChanged) touchLine(memory, line)
    return isChanged
  })
  return changed.length > 0
}

/** As `bookLines`, for lines that waited. */
export function bookLate(memory: ShopMemory, consignment: ShopConsignment): void {
  if (bookLines(memory, consignment) && memory.switches.bookingBumpsParent) touch(memory, consignment)
}

/** Stock that moves as part of a consignment; what Vend keeps no figure for does not. */
export function moveStock(
  memory: ShopMemory,
  consignment: ShopConsignment,
  outletId: string,
  productId: string,
  quantity: Quantity,
): void {
  const product = memory.products.get(productId)
  if (!product?.tracked || product.composite) return
  memory.stock.move({ at: memory.clock.now(), outletId, productId, quantity, consignmentId: consignment.id })
}

function bookLine(memory: ShopMemory, consignment: ShopConsignment, line: ShopLine): void {
  switch (consignment.type) {
    case 'SUPPLIER':
      if (consignment.status === 'RECEIVED') receive(memory, consignment, line)
      return
    case 'RETURN':
      if (consignment.status === 'SENT' || isWrittenReturn(memory, consignment))
        send(memory, consignment, line, consignment.outletId)
      return
    case 'OUTLET':
      if (['SENT', 'DISPATCHED', 'RECEIVED'].includes(consignment.status))
        send(memory, consignment, line, consignment.sourceOutletId ?? '')
      if (consignment.status === 'RECEIVED') receive(memory, consignment, line)
      return
    case 'STOCKTAKE':
      if (consignment.status === 'STOCKTAKE_COMPLETE') settleCount(memory, consignment, line)
  }
}

function isWrittenReturn({ switches }: ShopMemory, { status }: ShopConsignment): boolean {
  return switches.returnLeaves === 'written' && status === 'OPEN'
}

function send(memory: ShopMemory, consignment: ShopConsignment, line: ShopLine, from: string): void {
  if (line.left) return
  line.left = true
  line.state = 'sent'
  moveStock(memory, consignment, from, line.productId, -(line.count ?? 0n))
  if (consignment.type === 'OUTLET' || memory.switches.returnWebhooks)
    memory.announce({ type: 'consignment.send', consignmentId: consignment.id, line })
}

function receive(memory: ShopMemory, consignment: ShopConsignment, line: ShopLine): void {
  if (line.state === 'received') return
  if (fails(memory, line)) {
    line.state = 'failed'
    return
  }
  line.state = 'received'
  moveStock(memory, consignment, consignment.outletId, line.productId, line.received)
  if (line.received !== 0n) memory.announce({ type: 'consignment.receive', consignmentId: consignment.id, line })
}

function settleCount(memory: ShopMemory, consignment: ShopConsignment, line: ShopLine): void {
  if (line.state === 'counted') return
  if (fails(memory, line)) {
    line.state = 'failed'
    return
  }
  line.state = 'counted'
  if (!line.included) return
  const difference = line.received - (line.count ?? 0n)
  moveStock(memory, consignment, consignment.outletId, line.productId, difference)
  const calls = { all: true, counted: line.counted, differing: difference !== 0n }
  if (calls[memory.switches.countWebhooks])
    memory.announce({ type: 'consignment.receive', consignmentId: consignment.id, line })
}

function fails({ products, switches }: ShopMemory, line: ShopLine): boolean {
  return switches.failingSkus.includes(products.get(line.productId)?.sku ?? '')
}
