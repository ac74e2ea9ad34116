import type { Clock } from '../core/ports/world'
import type { ShopConsignment, ShopLine, ShopOutlet, ShopProduct } from './shop-record'
import type { ShopSwitches } from './shop-switches'
import { openStockRoom, type StockRoom } from './stock-room'

/** Versions are comparable only within one kind of thing, and each kind counts on its own. */
export type Versioned = 'consignments' | 'lines' | 'products' | 'outlets' | 'webhooks'

/** A line that calls a webhook. */
export type LineEvent = {
  readonly type: 'consignment.send' | 'consignment.receive'
  readonly consignmentId: string
  readonly line: ShopLine
}

export type ShopMemory = {
  readonly clock: Pick<Clock, 'now'>
  /** 0 ≤ x < 1. */
  readonly random: () => number
  readonly retailerId: string
  readonly outlets: ShopOutlet[]
  readonly products: Map<string, ShopProduct>
  readonly consignments: Map<string, ShopConsignment>
  readonly stock: StockRoom
  switches: ShopSwitches
  /** Grows by a random step. */
  nextVersion(of: Versioned): bigint
  freshId(): string
  /** Whoever sends webhooks puts an ear here. */
  announce: (event: LineEvent) => void
}

/** Where versions begin, and within what they begin anywhere. */
const beginnings: Readonly<Record<ShopSwitches['versionsFrom'], readonly [from: bigint, within: number]>> = {
  thousands: [1n, 2 ** 10],
  '32-bits': [2n ** 31n, 2 ** 33],
  '53-bits': [2n ** 62n, 2 ** 53],
}

export function openShopMemory(clock: Pick<Clock, 'now'>, random: () => number, switches: ShopSwitches): ShopMemory {
  const versions = new Map<Versioned, bigint>()
  const [from, within] = beginnings[switches.versionsFrom]
  const freshId = () => uuidFrom(random)
  return {
    clock,
    random,
    switches,
    retailerId: freshId(),
    outlets: [],
    products: new Map(),
    consignments: new Map(),
    stock: openStockRoom(),
    announce: () => undefined,
    freshId,
    nextVersion(of) {
      const before = versions.get(of) ?? from + BigInt(Math.floor(random() * within))
      const next = before + BigInt(1 + Math.floor(random() * 999))
      versions.set(of, next)
      return next
    },
  }
}

/** Shows that a consignment changed. */
export function touch(memory: ShopMemory, consignment: ShopConsignment): void {
  consignment.updatedAt = memory.clock.now()
  consignment.version = memory.nextVersion('consignments')
}

export function touchLine(memory: ShopMemory, line: ShopLine): void {
  line.updatedAt = memory.clock.now()
  line.version = memory.nextVersion('lines')
}

export function livingLines({ lines }: ShopConsignment): ShopLine[] {
  return lines.filter(({ deletedAt }) => deletedAt === null)
}

/** A random UUID of version 4. */
function uuidFrom(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16))
  hex[12] = '4'
  hex[16] = '89ab'.charAt(Math.floor(random() * 4))
  const text = hex.join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-')
}
