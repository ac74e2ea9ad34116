import type { HistoryDocument } from '../../src/core/app-state'
import { groupBy } from '../../src/core/group'
import { isItemHold } from '../../src/core/hold'
import { formatQuantity, parseQuantity, type Quantity } from '../../src/core/quantity'
import { add, at, type Case, type Sums } from './case'
import type { Seen } from './check'
import { expectationOf } from './expectation'
import type { Booking } from './fake-warehouse'
import type { ItemTruth, Meaning } from './item-truth'

// A warehouse whose items have names of their own: what was told is judged by location and item. One product of a
// consignment is told by one item for good, whatever its SKU means later.

/** True at any moment: each line went to an item that its SKU meant, and always to the same one. */
export function itemFaultsAnyTime(given: Case): string[] {
  const { named, shop } = given
  if (!named) return []
  const faults: string[] = []
  const all = groupBy(given.bookings(), ({ document }) => document.source.consignmentId)
  const dismissed = groupBy(given.persons.dismissed, ({ vend }) => vend.consignmentId)
  for (const [id, bookings] of all) {
    const since = shop.states.get(id)?.[0]?.at ?? 0
    const told = toldItems(bookings)
    for (const [sku, items] of told)
      if (items.size > 1) faults.push(`${id}: ${sku} was told by two items, ${[...items].join(' and ')}`)
    for (const { document } of bookings)
      for (const { sku, item } of document.lines)
        if (!named.items.meant(sku, since, named.warehouse.firstSeen(document.reference)).has(item))
          faults.push(`${id}: ${document.reference} was booked on item ${item}, which ${sku} never meant`)
    if (!given.torn.has(id)) faults.push(...rangeFaults(id, given, named.items, bookings, dismissed.get(id) ?? []))
  }
  return faults
}

/** No item of a location got more or less than all of Vend's figures for the SKUs that may have gone there. */
function rangeFaults(
  id: string,
  given: Case,
  items: ItemTruth,
  bookings: readonly Booking[],
  dismissed: readonly HistoryDocument[],
): string[] {
  const { ever } = expectationOf(id, given)
  const told = toldItems(bookings)
  const taken: Sums = new Map()
  for (const document of dismissed) addDocument(taken, document, (sku) => sku)
  return [...bookedSums(bookings)].flatMap(([key, quantity]) => {
    const [location = '', item = ''] = key.split(' ')
    let [low, high]: [Quantity, Quantity] = [0n, 0n]
    for (const [one, [lower, higher]] of ever) {
      const [place, sku = ''] = one.split(' ')
      const known = told.get(sku)
      if (place !== location || !(known ?? items.meant(sku)).has(item)) continue
      const left = taken.get(one) ?? 0n
      // What a person took upon themselves need not be booked, and may have to be taken back.
      const always = known !== undefined
      low += lower - (always || left > 0n ? left : 0n)
      high += higher - (always || left < 0n ? left : 0n)
    }
    return quantity < low || quantity > high
      ? [
          `${id}: item ${item} in ${location} was told ${show(quantity)}, Vend's figures were ${show(low)} to ${show(high)}`,
        ]
      : []
  })
}

/** True when quiet: item by item, what is booked, held and dismissed comes to what Vend says. */
export function itemSumFaults(id: string, given: Case, { history }: Pick<Seen, 'history'>): string[] {
  const { named } = given
  if (!named || given.persons.waved.has(id)) return []
  const bookings = given.bookings().filter(({ document }) => document.source.consignmentId === id)
  const waiting = history.filter(
    ({ vend, status }) => vend.consignmentId === id && !['delivered', 'dismissed', 'withdrawn'].includes(status),
  )
  const dismissed = given.persons.dismissed.filter(({ vend }) => vend.consignmentId === id)
  const { sums } = expectationOf(id, given)
  const skus = [...new Set([...sums.keys()].map((key) => key.split(' ')[1] ?? ''))]
  const told = toldItems(bookings)
  const meant = new Map(skus.map((sku) => [sku, named.items.meant(sku, given.shop.states.get(id)?.[0]?.at)]))
  const faultsIf = (choice: ReadonlyMap<string, string>) =>
    compare(
      sums,
      bookedSums(bookings),
      waiting,
      dismissed,
      (sku) => [...(told.get(sku) ?? [])][0] ?? choice.get(sku) ?? sku,
    )
  const faults = faultsIf(new Map())
  if (faults.length === 0) return []
  // Where SKUs met on one item only the first is named, and none where they cancelled out: then any item that they
  // meant will do which makes the sums right.
  const isOpen = (sku: string) =>
    faults.some((fault) => fault.includes(` ${sku} should`)) ||
    [...sums].some(([key, figure]) => figure === null && key.endsWith(` ${sku}`))
  const hidden = skus.filter((sku) => !told.has(sku) && isOpen(sku)).slice(0, 7)
  for (const choice of choices(hidden, meant)) if (faultsIf(choice).length === 0) return []
  return faults
}

function compare(
  sums: ReadonlyMap<string, Quantity | null>,
  booked: Sums,
  waiting: readonly HistoryDocument[],
  dismissed: readonly HistoryDocument[],
  itemOf: (sku: string) => string,
): string[] {
  const [held, taken]: [Sums, Sums] = [new Map<string, Quantity>(), new Map<string, Quantity>()]
  for (const document of waiting) addDocument(held, document, itemOf)
  for (const document of dismissed) addDocument(taken, document, itemOf)
  const figures = new Map<string, Quantity | null>()
  for (const [key, figure] of sums) {
    const [location = '', sku = ''] = key.split(' ')
    const place = at(location, itemOf(sku))
    const before = figures.get(place)
    figures.set(place, figure === null || before === null ? null : (before ?? 0n) + figure)
  }
  return [...new Set([...figures.keys(), ...booked.keys(), ...held.keys(), ...taken.keys()])].flatMap((key) => {
    const figure = figures.has(key) ? figures.get(key) : 0n
    const [told, waits, left] = [booked, held, taken].map((part) => part.get(key) ?? 0n) as [
      Quantity,
      Quantity,
      Quantity,
    ]
    if (figure === null || figure === undefined || told + waits + left === figure) return []
    return [`${key} should come to ${show(figure)}: told ${show(told)}, held ${show(waits)}, dismissed ${show(left)}`]
  })
}

function* choices(
  hidden: readonly string[],
  meant: ReadonlyMap<string, ReadonlySet<string>>,
): Generator<ReadonlyMap<string, string>> {
  const [sku, ...others] = hidden
  if (sku === undefined) {
    yield new Map()
    return
  }
  for (const rest of choices(others, meant)) {
    yield rest
    for (const item of meant.get(sku) ?? []) yield new Map([...rest, [sku, item]])
  }
}

/** True when quiet, of what waits for its items alone: each reason still stands, and nothing waits without one. */
export function itemHoldFaults(given: Case, { state, history }: Seen): string[] {
  const { named, shop } = given
  if (!named) return []
  const { items } = named
  const skuOf = (productId: string | undefined) => shop.products.get(productId ?? '')?.sku ?? ''
  const told = new Map(
    [...groupBy(given.bookings(), ({ document }) => document.source.consignmentId)].map(
      ([id, bookings]) => [id, toldItems(bookings)] as const,
    ),
  )
  const delivered = new Set(
    history.filter(({ status }) => status === 'delivered').map(({ vend }) => vend.consignmentId),
  )
  const standing = history.filter(({ status }) => !['delivered', 'dismissed', 'withdrawn'].includes(status))
  return standing.flatMap(({ id, status, vend, lines, holds }, index) => {
    const itemsOnly = status === 'needs-you' && holds.length > 0 && holds.every(({ code }) => isItemHold(code))
    // Behind an earlier one that shares a product with it, a document is not looked at.
    const isBehind = standing
      .slice(0, index)
      .some((one) => one.vend.consignmentId === vend.consignmentId && sharesSku(one.lines, lines))
    if (!itemsOnly || isBehind) return []
    const means = (sku: string): readonly Meaning[] => {
      const known = [...(told.get(vend.consignmentId)?.get(sku) ?? [])]
      if (known.length > 0) return known.map((item) => items.meaning(sku, item))
      // Told beside another SKU, and not named, it may stand on an item that it meant before.
      const before = delivered.has(vend.consignmentId) ? [...items.meant(sku)] : []
      return [items.meaning(sku), ...before.map((item) => items.meaning(sku, item))]
    }
    const own = state.holds.filter(({ documentId }) => documentId === id)
    const wrong = own.filter(({ code, productId }) => {
      const meanings = means(skuOf(productId))
      if (code !== 'quantity-too-fine') return !meanings.some((one) => 'code' in one && one.code === code)
      return !meanings.some((one) => {
        if (!('item' in one) || one.item.step === null) return false
        const together = lines.filter(({ sku }) =>
          means(sku).some((other) => 'item' in other && other.item === one.item),
        )
        const sum = together.reduce((total, { quantity }) => total + (parseQuantity(quantity) ?? 0n), 0n)
        return sum % one.item.step !== 0n
      })
    })
    const heldSkus = new Set(own.map(({ productId }) => skuOf(productId)))
    const idle = lines.filter(({ sku }) => !heldSkus.has(sku))
    return [
      ...wrong.map(({ code, text }) => `${vend.consignmentId}: waits for what is cured (${code}: ${text})`),
      ...idle.map(({ sku }) => `${vend.consignmentId}: ${sku} waits with others, and nothing is wrong with it`),
    ]
  })
}

const sharesSku = (a: HistoryDocument['lines'], b: HistoryDocument['lines']) =>
  a.some(({ sku }) => b.some((other) => other.sku === sku))

/** What is noted beside a delivered document is what the warehouse warned of. */
export function noteFaults({ named }: Case, { history }: Pick<Seen, 'history'>): string[] {
  if (!named) return []
  return history.flatMap(({ status, reference, note, vend }) => {
    if (status !== 'delivered' || note === null) return []
    const said = named.warehouse.warned.get(reference ?? '') ?? new Set<string>()
    return note.split(/(?<=\.) /).every((sentence) => said.has(sentence))
      ? []
      : [`${vend.consignmentId}: ${reference ?? ''} notes what the warehouse never said: ${note}`]
  })
}

function toldItems(bookings: readonly Booking[]): Map<string, Set<string>> {
  const told = new Map<string, Set<string>>()
  for (const { document } of bookings)
    for (const { sku, item } of document.lines) told.set(sku, (told.get(sku) ?? new Set()).add(item))
  return told
}

function bookedSums(bookings: readonly Booking[]): Sums {
  const sums: Sums = new Map()
  for (const { document } of bookings) {
    const { place, lines } = document
    for (const { item, quantity } of lines) {
      if (place.kind === 'stocktake') add(sums, at(place.location, item), quantity)
      else {
        add(sums, at(place.from, item), -quantity)
        add(sums, at(place.to, item), quantity)
      }
    }
  }
  return sums
}

function addDocument(
  sums: Sums,
  { location, from, to, lines }: HistoryDocument,
  itemOf: (sku: string) => string,
): void {
  for (const { sku, quantity } of lines) {
    const amount = parseQuantity(quantity) ?? 0n
    if (location !== null) add(sums, at(location, itemOf(sku)), amount)
    if (from !== null) add(sums, at(from, itemOf(sku)), -amount)
    if (to !== null) add(sums, at(to, itemOf(sku)), amount)
  }
}

const show = formatQuantity
