import type { OutgoingDocument } from '../../src/core/document'
import type { LookUp, Outcome } from '../../src/core/outcome'
import type { Item, Notice, Operation, WarehouseAnswer, WarehousePort } from '../../src/core/ports/warehouse'
import { shelfKey, type Shelf } from '../../src/core/on-hand'
import type { Quantity } from '../../src/core/quantity'

/** A warehouse in memory: what a test changes of it, and what it was asked and told. */
export type TinyWarehouse = {
  readonly port: WarehousePort
  /** What the warehouse booked, in order. */
  readonly booked: { document: OutgoingDocument; number: string }[]
  /** Every call, in order: "check", "items Item1 Item2", "read 77", "similar CUP", "push CAR-25", "find CAR-25". */
  readonly calls: string[]
  readonly knownSkus: Set<string>
  /** Items that bear a SKU otherwise than as the ordinary one of that name. */
  readonly items: Map<string, readonly Item[]>
  readonly notices: Notice[]
  /**
   * Answers the next pushes in place of the warehouse; 'reset-after' and 'cut-after' once it has booked. A 'cut' is a
   * power cut on our side: the attempt throws, and nothing after it happens.
   */
  readonly script: ('reset-before' | 'reset-after' | 'cut-before' | 'cut-after' | 'retry' | Outcome)[]
  readonly lookUps: LookUp[]
  /** Why the account is not accepted, whatever is asked. */
  refusesAccount: string | null
  /** `WH Item1` → what lay there at first; of other shelves it does not say what it has. */
  readonly stocked: Map<string, Quantity>
  /** Why no question about what is on hand is answered; 'silence': no answer ever comes. */
  onHandDown: string | null
  /** Why no question about items is answered, and why none about similar ones. */
  itemsDown: string | null
  similarDown: string | null
  warehouseId: string
}

export type TinyWarehouseOptions = {
  readonly refusesRepeats?: boolean
  readonly settleAfterMs?: number
  /** False: a transfer is two Stocktakes. */
  readonly transfers?: boolean
  /** True: it can be asked what it has on hand. */
  readonly onHand?: boolean
}

export function tinyWarehouse({
  refusesRepeats = true,
  settleAfterMs = 60_000,
  transfers = true,
  onHand = false,
}: TinyWarehouseOptions): TinyWarehouse {
  const operation: Operation = {
    ...{ mostLines: null, longestReference: 40, settleAfterMs, limit: '429' },
    repeat: refusesRepeats ? 'refused-by-key' : 'found-by-reference',
  }
  const port: WarehousePort = {
    get id() {
      return warehouse.warehouseId
    },
    capabilities: {
      name: 'Main Warehouse',
      stocktake: operation,
      stockTransfer: transfers ? { ...operation, inTransit: false } : null,
      negativeStock: 'refused',
      onHand,
    },
    check: () => answer('check', null, warehouse.notices),
    locations: () => answer('locations', null, []),
    lookUpItems: (skus) => {
      const bearing = skus.map((sku) => [sku, bearers(sku)] as const).filter(([, found]) => found.length > 0)
      return answer(`items ${skus.join(' ')}`, warehouse.itemsDown, new Map(bearing))
    },
    readItems: (names) => {
      const found = everything().filter(({ item }) => names.includes(item))
      const byItem = new Map(found.map((item) => [item.item, item]))
      return answer(`read ${names.join(' ')}`, warehouse.itemsDown, byItem)
    },
    similarItems: (sku) => answer(`similar ${sku}`, warehouse.similarDown, everything()),
    onHand: (at) => {
      const call = `on hand ${at.map(({ location, item }) => `${location}/${item}`).join(' ')}`
      const said = new Map(
        at.flatMap((shelf) => {
          const quantity = lying(shelf)
          return quantity === null ? [] : [[shelfKey(shelf), quantity] as const]
        }),
      )
      const answered = answer(call, warehouse.onHandDown, said)
      return warehouse.onHandDown === 'silence' ? new Promise(() => undefined) : answered
    },
    push: (document) => {
      warehouse.calls.push(`push ${document.reference}`)
      return new Promise((resolve) => resolve(push(document)))
    },
    find: ({ reference }) => {
      warehouse.calls.push(`find ${reference}`)
      if (warehouse.refusesAccount !== null)
        return Promise.resolve({ kind: 'unauthorised', text: warehouse.refusesAccount })
      return Promise.resolve(warehouse.lookUps.shift() ?? find(reference))
    },
  }
  const warehouse: TinyWarehouse = {
    ...{ port, booked: [], calls: [], items: new Map(), notices: [], script: [], lookUps: [] },
    ...{ stocked: new Map(), onHandDown: null },
    ...{ refusesAccount: null, itemsDown: null, similarDown: null, warehouseId: 'warehouse' },
    knownSkus: new Set(['Item1', 'Item2', 'Item3']),
  }

  function lying({ location, item }: Shelf): Quantity | null {
    const key = `${location} ${item}`
    const first = warehouse.stocked.get(key)
    return first === undefined ? null : first + (changes(warehouse.booked, 'item').get(key) ?? 0n)
  }

  function bearers(sku: string): readonly Item[] {
    return warehouse.items.get(sku) ?? (warehouse.knownSkus.has(sku) ? [itemOf(sku)] : [])
  }

  function everything(): readonly Item[] {
    return [...new Set([...warehouse.knownSkus, ...warehouse.items.keys()])].flatMap(bearers)
  }

  function answer<T>(call: string, down: string | null, value: T): Promise<WarehouseAnswer<T>> {
    warehouse.calls.push(call)
    if (warehouse.refusesAccount !== null)
      return Promise.resolve({ kind: 'unauthorised', text: warehouse.refusesAccount })
    return Promise.resolve(down === null ? { kind: 'ok', value } : { kind: 'retry', text: down })
  }

  function push(document: OutgoingDocument): Outcome {
    const { script, booked } = warehouse
    if (warehouse.refusesAccount !== null) return { kind: 'unauthorised', text: warehouse.refusesAccount }
    const scripted = script.shift()
    if (scripted === 'cut-before') throw new Error('The power went.')
    if (scripted === 'reset-before') return { kind: 'unsure', text: 'The line broke.' }
    if (scripted === 'retry') return { kind: 'retry', text: 'Main Warehouse does not answer.' }
    if (typeof scripted === 'object') return scripted
    const there = find(document.reference)
    if (refusesRepeats && there.kind === 'found') return { kind: 'exists', found: there.found }
    const number = `ST-${(booked.length + 1).toString().padStart(5, '0')}`
    booked.push({ document, number })
    if (scripted === 'cut-after') throw new Error('The power went.')
    return scripted === 'reset-after' ? { kind: 'unsure', text: 'The line broke.' } : { kind: 'delivered', number }
  }

  function find(reference: string): LookUp {
    const there = warehouse.booked.find(({ document }) => document.reference === reference)
    if (!there) return { kind: 'absent' }
    const { source, lines, place } = there.document
    const { number } = there
    return { kind: 'found', found: { number, kind: place.kind, consignmentId: source.consignmentId, lines } }
  }

  return warehouse
}

/** An item of the warehouse that bears its own name as its code. */
export function itemOf(code: string, changed: Partial<Item> = {}): Item {
  return { item: code, code, name: code, barcode: null, step: null, unfit: null, ...changed }
}

/** What the warehouse was told in all, by location and SKU, as decimals. */
export function toldInAll({ booked }: Pick<TinyWarehouse, 'booked'>): Record<string, number> {
  return totals(booked, 'sku')
}

/** The same by location and the warehouse's own name of the item. */
export function bookedOn({ booked }: Pick<TinyWarehouse, 'booked'>): Record<string, number> {
  return totals(booked, 'item')
}

function totals(booked: TinyWarehouse['booked'], by: 'sku' | 'item'): Record<string, number> {
  return Object.fromEntries([...changes(booked, by)].map(([key, quantity]) => [key, Number(quantity) / 100_000]))
}

function changes(booked: TinyWarehouse['booked'], by: 'sku' | 'item'): Map<string, Quantity> {
  const sums = new Map<string, Quantity>()
  const add = (location: string, name: string, quantity: Quantity) => {
    const key = `${location} ${name}`
    sums.set(key, (sums.get(key) ?? 0n) + quantity)
  }
  for (const { document } of booked)
    for (const { [by]: name, quantity } of document.lines)
      if (document.place.kind === 'stocktake') add(document.place.location, name, quantity)
      else {
        add(document.place.from, name, -quantity)
        add(document.place.to, name, quantity)
      }
  return sums
}
