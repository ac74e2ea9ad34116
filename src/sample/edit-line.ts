import type { Quantity } from '../core/quantity'
import { bookLines, moveStock } from './book-lines'
import { appendLine, type Refused } from './create-consignment'
import type { ShopConsignment, ShopLine, VendStatus, VendType } from './shop-record'
import { livingLines, touch, touchLine, type ShopMemory } from './shop-memory'
import { notAllowed, notFound, type VendRefusal } from './vend-refusal'

export type LineEdit = {
  readonly productId: string
  readonly count: Quantity | null
  readonly received: Quantity | null
  readonly cost: Quantity | null
}

type Editable = Readonly<Record<VendType, readonly VendStatus[]>>

/** When a figure may be edited; at any other time it is passed over in silence, as Vend does. */
const countEditable: Editable = {
  SUPPLIER: ['OPEN', 'SENT'],
  OUTLET: ['OPEN', 'SENT'],
  RETURN: ['OPEN', 'SENT'],
  STOCKTAKE: [],
}
const receivedEditable: Editable = {
  SUPPLIER: ['OPEN', 'SENT', 'DISPATCHED'],
  OUTLET: ['SENT', 'DISPATCHED'],
  RETURN: [],
  STOCKTAKE: ['STOCKTAKE_IN_PROGRESS', 'STOCKTAKE_IN_PROGRESS_PROCESSED'],
}
const undeletable: Editable = {
  SUPPLIER: ['DISPATCHED', 'RECEIVED', 'CANCELLED'],
  OUTLET: ['SENT', 'RECEIVED'],
  RETURN: ['SENT'],
  STOCKTAKE: ['STOCKTAKE_COMPLETE'],
}

export type Edited = { readonly ok: true; readonly line: ShopLine } | Refused

/** `add`: figures are amounts to add, and a product without a line gets one; `set`: they replace what stands. */
export function editLine(memory: ShopMemory, consignment: ShopConsignment, edit: LineEdit, how: 'add' | 'set'): Edited {
  const { type, status } = consignment
  const product = memory.products.get(edit.productId)
  const found = livingLines(consignment).find(({ productId }) => productId === edit.productId)
  if (!product) return refused(notFound('The product does not exist'))
  if (type === 'SUPPLIER' && (status === 'RECEIVED' || status === 'CANCELLED'))
    return refused(notAllowed(`Cannot change products of a ${status} order`))
  if (type === 'SUPPLIER' && product.composite) return refused(notAllowed('Cannot add a composite product'))
  if (!found && how === 'set') return refused(notFound('The product is not part of the consignment'))
  const countGiven = countEditable[type].includes(status) ? edit.count : null
  const receivedGiven = receivedEditable[type].includes(status) ? edit.received : null
  if (!found && !countEditable[type].includes(status) && !receivedEditable[type].includes(status))
    return refused(notAllowed(`Cannot add a product to a ${status} consignment`))

  const line = found ?? newLine(memory, consignment, edit.productId)
  const before = line.count ?? 0n
  if (countGiven !== null) line.count = how === 'add' ? before + countGiven : countGiven
  if (receivedGiven !== null)
    setReceived(memory, consignment, line, how === 'add' ? line.received + receivedGiven : receivedGiven)
  if (edit.cost !== null) line.cost = edit.cost
  if (line.left) followEdit(memory, consignment, line, (line.count ?? 0n) - before)
  else if (memory.switches.linesBook === 'with-status') bookLines(memory, consignment)
  touchLine(memory, line)
  if (type === 'SUPPLIER' && receivedGiven !== null && status !== 'DISPATCHED') {
    // Vend takes a received figure for the news that the goods are on their way.
    consignment.status = 'DISPATCHED'
    touch(memory, consignment)
  } else if (memory.switches.lineEditsBumpParent) touch(memory, consignment)
  return { ok: true, line }
}

/** Removes every line of a product; null: done. */
export function deleteLine(memory: ShopMemory, consignment: ShopConsignment, productId: string): VendRefusal | null {
  const lines = livingLines(consignment).filter((line) => line.productId === productId)
  if (lines.length === 0) return notFound('The product is not part of the consignment')
  if (undeletable[consignment.type].includes(consignment.status))
    return notAllowed(`Cannot delete a product from a ${consignment.status} consignment`)
  for (const line of lines) {
    line.deletedAt = memory.clock.now()
    touchLine(memory, line)
  }
  if (memory.switches.lineEditsBumpParent) touch(memory, consignment)
  return null
}

function newLine(memory: ShopMemory, consignment: ShopConsignment, productId: string): ShopLine {
  const level = memory.stock.level(consignment.outletId, productId)
  return appendLine(memory, consignment, productId, consignment.type === 'STOCKTAKE' ? { count: level } : {})
}

function setReceived(memory: ShopMemory, consignment: ShopConsignment, line: ShopLine, to: Quantity): void {
  line.received = to
  line.counted = true
  if (consignment.type === 'STOCKTAKE' && memory.switches.expectedFrozen === 'each-count')
    line.count = memory.stock.level(consignment.outletId, line.productId)
}

/** Stock that has left already follows an edited count. */
function followEdit(memory: ShopMemory, consignment: ShopConsignment, line: ShopLine, more: Quantity): void {
  if (consignment.type === 'RETURN' && !memory.switches.returnEditsMoveStock) return
  const from = consignment.type === 'OUTLET' ? consignment.sourceOutletId : consignment.outletId
  moveStock(memory, consignment, from ?? '', line.productId, -more)
}

function refused(refusal: VendRefusal): Refused {
  return { ok: false, refusal }
}
