import type { Quantity } from '../core/quantity'

/** One change of a shelf; `consignmentId` null: a sale or another change outside stock control. */
export type Movement = {
  readonly at: number
  readonly outletId: string
  readonly productId: string
  readonly quantity: Quantity
  readonly consignmentId: string | null
}

/** The shelves: every change of a level is remembered, and nothing else is. */
export type StockRoom = {
  readonly movements: readonly Movement[]
  level(outletId: string, productId: string): Quantity
  /** A change of zero leaves no trace. */
  move(movement: Movement): void
}

export function openStockRoom(): StockRoom {
  const levels = new Map<string, Quantity>()
  const movements: Movement[] = []
  return {
    movements,
    level: (outletId, productId) => levels.get(shelf(outletId, productId)) ?? 0n,
    move(movement) {
      if (movement.quantity === 0n) return
      const place = shelf(movement.outletId, movement.productId)
      levels.set(place, (levels.get(place) ?? 0n) + movement.quantity)
      movements.push(movement)
    },
  }
}

/** What movements come to for each shelf; shelves where they cancel out are left out. */
export function sumByShelf(movements: Iterable<Movement>): Pick<Movement, 'outletId' | 'productId' | 'quantity'>[] {
  const sums = new Map<string, Pick<Movement, 'outletId' | 'productId' | 'quantity'>>()
  for (const { outletId, productId, quantity } of movements) {
    const before = sums.get(shelf(outletId, productId))?.quantity ?? 0n
    sums.set(shelf(outletId, productId), { outletId, productId, quantity: before + quantity })
  }
  return [...sums.values()].filter(({ quantity }) => quantity !== 0n)
}

function shelf(outletId: string, productId: string): string {
  return `${outletId} ${productId}`
}
