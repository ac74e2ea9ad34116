import { parseQuantity, type Quantity } from '../core/quantity'
import { bookLate, bookLines } from './book-lines'
import { changeStatus, processCounts, workBehindTheScenes } from './change-status'
import { appendLine, createConsignment } from './create-consignment'
import { deleteLine, editLine } from './edit-line'
import { livingLines, touch, touchLine, type ShopMemory } from './shop-memory'
import type { ShopConsignment, ShopProduct, VendStatus, VendType } from './shop-record'
import type { VendRefusal } from './vend-refusal'

/** Quantities are decimals such as "60" or "2.5"; outlets go by name, products by SKU. */
export type WantedLine = {
  readonly sku: string
  /** Ordered, to return or to send. */
  readonly count?: string
  /** Received or counted; what was ordered, unless given. */
  readonly received?: string
}

export type Papers = {
  readonly reference?: string
  /** "Order" and the like, unless given. */
  readonly name?: string
}

/**
 * What people do in the shop, in Vend's own screens. All of it happens at once and without the API; each answers the
 * consignment's id. What Vend would refuse throws. The same SKU on two lines gives two lines.
 */
export type ShopHands = {
  /** Written, sent, dispatched and received in one go. */
  receiveOrder(order: Papers & { readonly outlet: string; readonly lines: readonly WantedLine[] }): string
  /** One purchase order that arrives in several deliveries; answers the consignments that Vend makes of it. */
  receiveDeliveries(
    order: Papers & { readonly outlet: string; readonly deliveries: readonly (readonly WantedLine[])[] },
  ): readonly string[]
  sendReturn(goods: Papers & { readonly outlet: string; readonly lines: readonly WantedLine[] }): string
  sendTransfer(
    goods: Papers & { readonly from: string; readonly to: string; readonly lines: readonly WantedLine[] },
  ): string
  /** What is not named arrives as it was sent. */
  receiveTransfer(id: string, arrived?: readonly Pick<WantedLine, 'sku' | 'received'>[]): string
  /**
   * Counts `products`, or everything the outlet has. What is neither counted nor excluded goes to zero, as in Vend;
   * excluded products stay as they are.
   */
  completeCount(
    count: Papers & {
      readonly outlet: string
      readonly products?: readonly string[]
      readonly counted: Readonly<Record<string, string>>
      readonly excluded?: readonly string[]
    },
  ): string
  createConsignment(
    papers: Papers & {
      readonly type: VendType
      readonly outlet: string
      readonly source?: string
      readonly lines?: readonly WantedLine[]
      readonly products?: readonly string[]
    },
  ): string
  changeStatus(id: string, status: VendStatus): void
  cancel(id: string): void
  /** Deletes it, without moving any stock. */
  remove(id: string): void
  /** Vend's own trouble: the status changes, and no stock moves. */
  flipStatus(id: string, status: VendStatus): void
  /** Replaces the figures of a product's first line. */
  editLine(id: string, line: WantedLine): void
  removeLine(id: string, sku: string): void
  /** Books what waits: lines left for later, or failed ones whose SKU is no longer among `failingSkus`. */
  bookLines(id: string): void
  /** The same for every consignment. */
  bookAllLines(): void
  /** Outside stock control. */
  sell(outlet: string, sku: string, quantity: string): void
  openOutlet(name: string): void
  renameOutlet(name: string, to: string): void
  changeProduct(sku: string, change: Partial<Pick<ShopProduct, 'sku' | 'name' | 'tracked'>>): void
}

export function shopHands(memory: ShopMemory): ShopHands {
  const consignment = (id: string): ShopConsignment => {
    workBehindTheScenes(memory)
    return found(memory.consignments.get(id), `consignment ${id}`)
  }
  const outlet = (name: string) =>
    found(
      memory.outlets.find((one) => one.name === name),
      `outlet ${name}`,
    ).id
  const product = (sku: string) =>
    found(
      [...memory.products.values()].find((one) => one.sku === sku),
      `product ${sku}`,
    )
  const move = (one: ShopConsignment, ...statuses: readonly VendStatus[]) => {
    for (const status of statuses) expectDone(changeStatus(memory, one, status))
    return one.id
  }
  const create: ShopHands['createConsignment'] = ({ type, source, lines = [], products = [], ...papers }) => {
    const created = createConsignment(memory, {
      type,
      name: papers.name ?? usualNames[type],
      reference: papers.reference ?? null,
      outletId: outlet(papers.outlet),
      sourceOutletId: source === undefined ? null : outlet(source),
      products: products.map((sku) => product(sku).id),
    })
    if (!created.ok) throw refusalError(created.refusal)
    for (const { sku, count } of lines)
      appendLine(memory, created.consignment, product(sku).id, { count: count === undefined ? null : amount(count) })
    if (memory.switches.linesBook === 'with-status') bookLines(memory, created.consignment)
    return created.consignment.id
  }

  const receiveOrder: ShopHands['receiveOrder'] = ({ lines, ...papers }) => {
    const asOrdered = lines.map((line) => ({ ...line, count: line.count ?? line.received ?? '0' }))
    const one = consignment(create({ ...papers, type: 'SUPPLIER', lines: asOrdered }))
    move(one, 'SENT', 'DISPATCHED')
    one.lines.forEach((line, index) => (line.received = amount(lines[index]?.received ?? lines[index]?.count ?? '0')))
    return move(one, 'RECEIVED')
  }

  return {
    createConsignment: create,
    receiveOrder,
    receiveDeliveries({ deliveries, ...papers }) {
      if (memory.switches.deliveries === 'consignment-each')
        return deliveries.map((lines) => receiveOrder({ ...papers, lines }))
      for (const { sku, count = '0', received = count } of deliveries.flat())
        moveUnseen(memory, outlet(papers.outlet), product(sku).id, amount(received))
      return []
    },
    sendReturn: (goods) => move(consignment(create({ ...goods, type: 'RETURN' })), 'SENT'),
    sendTransfer: ({ from, to, ...goods }) =>
      move(consignment(create({ ...goods, type: 'OUTLET', outlet: to, source: from })), 'SENT'),
    receiveTransfer(id, arrived = []) {
      const one = consignment(id)
      for (const line of livingLines(one)) {
        const sku = memory.products.get(line.productId)?.sku
        const said = arrived.find((named) => named.sku === sku)?.received
        line.received = said === undefined ? (line.count ?? 0n) : amount(said)
        touchLine(memory, line)
      }
      return move(one, 'RECEIVED')
    },
    completeCount({ counted, excluded = [], ...papers }) {
      const one = consignment(create({ ...papers, type: 'STOCKTAKE' }))
      move(one, 'STOCKTAKE_IN_PROGRESS')
      one.processedAt = memory.clock.now()
      processCounts(memory)
      for (const [sku, received] of Object.entries(counted))
        edit(memory, one, product(sku).id, { sku, received }, 'add')
      for (const sku of excluded)
        for (const line of one.lines) if (line.productId === product(sku).id) line.included = false
      return move(one, 'STOCKTAKE_COMPLETE')
    },
    changeStatus: (id, status) => void move(consignment(id), status),
    cancel: (id) => void move(consignment(id), 'CANCELLED'),
    remove(id) {
      const one = consignment(id)
      one.deletedAt = memory.clock.now()
      touch(memory, one)
    },
    flipStatus(id, status) {
      const one = consignment(id)
      one.status = status
      touch(memory, one)
    },
    editLine: (id, line) => edit(memory, consignment(id), product(line.sku).id, line, 'set'),
    removeLine: (id, sku) => expectDone(deleteLine(memory, consignment(id), product(sku).id)),
    bookLines: (id) => bookLate(memory, consignment(id)),
    bookAllLines: () => {
      for (const one of memory.consignments.values()) bookLate(memory, one)
    },
    sell: (name, sku, quantity) => moveUnseen(memory, outlet(name), product(sku).id, -amount(quantity)),
    openOutlet(name) {
      memory.outlets.push({ id: memory.freshId(), name, version: memory.nextVersion('outlets') })
    },
    renameOutlet(name, to) {
      const id = outlet(name)
      const place = memory.outlets.findIndex((one) => one.id === id)
      memory.outlets[place] = { id, name: to, version: memory.nextVersion('outlets') }
    },
    changeProduct(sku, change) {
      const before = product(sku)
      const version = memory.nextVersion('products')
      memory.products.set(before.id, { ...before, ...change, updatedAt: memory.clock.now(), version })
    },
  }
}

/** Stock that moves without a consignment. */
function moveUnseen(memory: ShopMemory, outletId: string, productId: string, quantity: Quantity): void {
  memory.stock.move({ at: memory.clock.now(), outletId, productId, quantity, consignmentId: null })
}

const usualNames: Readonly<Record<VendType, string>> = {
  SUPPLIER: 'Order',
  RETURN: 'Return',
  OUTLET: 'Stock Transfer',
  STOCKTAKE: 'Inventory Count',
}

function edit(
  memory: ShopMemory,
  one: ShopConsignment,
  productId: string,
  { count, received }: WantedLine,
  how: 'add' | 'set',
): void {
  const edited = editLine(
    memory,
    one,
    {
      productId,
      count: count === undefined ? null : amount(count),
      received: received === undefined ? null : amount(received),
      cost: null,
    },
    how,
  )
  if (!edited.ok) throw refusalError(edited.refusal)
}

function found<Thing>(thing: Thing | undefined, name: string): Thing {
  if (thing === undefined) throw new Error(`The sample shop has no ${name}.`)
  return thing
}

export function amount(text: string): Quantity {
  const quantity = parseQuantity(text)
  if (quantity === null) throw new Error(`“${text}” is no quantity.`)
  return quantity
}

function expectDone(refusal: VendRefusal | null): void {
  if (refusal) throw refusalError(refusal)
}

function refusalError({ message }: VendRefusal): Error {
  return new Error(`The sample shop refused: ${message}.`)
}
