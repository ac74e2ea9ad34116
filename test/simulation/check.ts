import type { AppState, HistoryDocument } from '../../src/core/app-state'
import { formatQuantity, parseQuantity, type Quantity } from '../../src/core/quantity'
import { add, at, type Case, type Sums } from './case'
import { itemFaultsAnyTime, itemHoldFaults, itemSumFaults, noteFaults } from './check-items'
import { expectationOf } from './expectation'
import type { Booking } from './fake-warehouse'
import { givesReason, surelyTripped, waits } from './hold-reasons'
import { withoutUndone } from './undone'

/** True at any moment, however bad the weather: nothing was told twice, and nothing that Vend never said. */
export function faultsAnyTime(given: Case): string[] {
  const { standing, faults: wronglyUndone } = withoutUndone(given.named ? [] : given.bookings())
  const booked = byConsignment(standing, ({ document }) => document.source.consignmentId, addBooking)
  const dismissed = byConsignment(given.persons.dismissed, (document) => document.vend.consignmentId, addDocument)
  const faults = [...given.complaints, ...usedTwice(given.bookings()), ...wronglyUndone, ...itemFaultsAnyTime(given)]
  if (given.named) return faults
  for (const [id, sums] of booked) {
    if (given.torn.has(id)) continue
    const { ever } = expectationOf(id, given)
    for (const [key, quantity] of sums) {
      const [low, high] = ever.get(key) ?? [0n, 0n]
      const told = quantity + (dismissed.get(id)?.get(key) ?? 0n)
      if (told < low || told > high) {
        faults.push(`${id}: ${key} was told ${show(told)}, Vend's figures were ${show(low)} to ${show(high)}`)
      }
    }
  }
  return faults
}

export type Seen = { readonly state: AppState; readonly history: readonly HistoryDocument[] }

/** True once the weather is calm and everything had its time: all that Vend says is told, or shown with a reason. */
export function faultsWhenQuiet(given: Case, seen: Seen): string[] {
  const standing = seen.history.filter(({ status }) => !['delivered', 'dismissed', 'withdrawn'].includes(status))
  const bookings = given.named ? { standing: given.bookings(), undone: [] } : withoutUndone(given.bookings())
  const booked = byConsignment(bookings.standing, ({ document }) => document.source.consignmentId, addBooking)
  const undone = byConsignment(bookings.undone, ({ document }) => document.source.consignmentId, addBooking)
  const waiting = byConsignment(standing, ({ vend }) => vend.consignmentId, addDocument)
  const dismissed = byConsignment(given.persons.dismissed, ({ vend }) => vend.consignmentId, addDocument)
  return [
    ...faultsAnyTime(given),
    ...historyFaults(given.bookings(), seen.history),
    ...stateFaults(seen, standing),
    ...itemHoldFaults(given, seen),
    ...noteFaults(given, seen),
    ...noticeFaults(given, seen),
    ...seen.state.holds
      .filter(({ code, consignmentId }) => !givesReason(code, consignmentId, given))
      .map(({ code, consignmentId, text }) => `${consignmentId}: held without a reason (${code}: ${text})`),
    // A document without a hold may wait behind one of its consignment that has one.
    ...standing
      .filter(({ vend }) => !seen.state.holds.some(({ consignmentId }) => consignmentId === vend.consignmentId))
      .map(({ id, status, vend }) => `${vend.consignmentId}: ${id} ${status} without a hold`),
    ...[...given.shop.states.keys()].flatMap((id) =>
      consignmentFaults(id, given, seen, {
        booked: booked.get(id) ?? new Map<string, Quantity>(),
        waiting: waiting.get(id) ?? new Map<string, Quantity>(),
        dismissed: dismissed.get(id) ?? new Map<string, Quantity>(),
        undone: undone.get(id) ?? new Map<string, Quantity>(),
      }).map((fault) => `${id}: ${fault}`),
    ),
  ]
}

type Shares = { readonly booked: Sums; readonly waiting: Sums; readonly dismissed: Sums; readonly undone: Sums }

function consignmentFaults(
  id: string,
  given: Case,
  seen: Seen,
  { booked, waiting, dismissed, undone }: Shares,
): string[] {
  const { sums, shown } = expectationOf(id, given)
  const states = given.shop.states.get(id) ?? []
  const holds = seen.state.holds.filter(({ consignmentId }) => consignmentId === id)
  // Who dismisses a hold without a document takes what it hid upon themselves, whatever that was.
  const waved = given.persons.waved.has(id)
  const clean = !waits.some((code) => givesReason(code, id, given))
  const faults = itemSumFaults(id, given, seen)
  for (const key of new Set([...sums.keys(), ...booked.keys(), ...waiting.keys(), ...dismissed.keys()])) {
    const figure = sums.has(key) ? sums.get(key) : 0n
    const [told, held, taken] = [booked, waiting, dismissed].map((part) => part.get(key) ?? 0n) as [
      Quantity,
      Quantity,
      Quantity,
    ]
    const together = told + held + taken
    // What was undone stays undone until Vend says something else of it.
    const stays = staysUndone(key, together - (figure ?? 0n), undone.get(key) ?? 0n, given)
    if (figure !== null && figure !== undefined && together !== figure && !stays && !waved && !given.named) {
      faults.push(
        `${key} should come to ${show(figure)}: told ${show(told)}, held ${show(held)}, dismissed ${show(taken)}`,
      )
    }
    if (clean && held !== 0n) faults.push(`${key} is clean, and ${show(held)} is held`)
  }
  for (const productId of waved ? [] : shown) {
    const found = holds.some(
      (hold) => productId === null || hold.productId === undefined || hold.productId === productId,
    )
    if (!found) faults.push(`waits for ${productId ?? 'a person'}, and no hold says so`)
  }
  const gone = [...booked.values()].some((quantity) => quantity !== 0n)
  if (gone && surelyTripped(states, given) && !given.persons.approved.has(id)) {
    faults.push('went out although it had to wait for a person')
  }
  return faults
}

/** Of what was undone all is missing; of products that share their SKU some may have been sent whole since, and others not. */
function staysUndone(key: string, missing: Quantity, undone: Quantity, { shop }: Case): boolean {
  const sharing = [...shop.products.values()].filter(({ sku }) => key.endsWith(` ${sku ?? ''}`))
  if (sharing.length < 2) return missing === -undone
  return undone > 0n ? missing <= 0n && missing >= -undone : missing >= 0n && missing <= -undone
}

/** What the history says was delivered is what the warehouse has, one to one. */
function historyFaults(bookings: readonly Booking[], history: readonly HistoryDocument[]): string[] {
  const faults: string[] = []
  for (const { number, document } of bookings) {
    const told = history.filter(({ reference, status }) => reference === document.reference && status === 'delivered')
    const [ours, theirs]: [Sums, Sums] = [new Map<string, Quantity>(), new Map<string, Quantity>()]
    for (const one of told) addDocument(ours, one)
    addBooking(theirs, { document })
    const [one] = told
    const named = one?.warehouseNumber === number || one?.note?.startsWith('You said that') === true
    if (told.length !== 1 || !named || !same(ours, theirs)) {
      const says = told.map((one) => `${one.warehouseNumber ?? 'no number'} ${JSON.stringify(one.lines)}`)
      faults.push(
        `${document.source.consignmentId}: the warehouse has ${number} (${document.reference}), the history has ${says.join(', ') || 'nothing'}`,
      )
    }
  }
  for (const { warehouseNumber, vend } of history.filter(({ status }) => status === 'delivered')) {
    const there = warehouseNumber === null || bookings.some(({ number }) => number === warehouseNumber)
    if (!there) faults.push(`${vend.consignmentId}: the history has ${warehouseNumber}, the warehouse has not`)
  }
  return faults
}

function stateFaults({ state, history }: Seen, standing: readonly HistoryDocument[]): string[] {
  const faults: string[] = []
  if (state.toRead > 0) faults.push(`${state.toRead.toString()} triggers are still to be read`)
  if (state.sending && state.firstWalk?.done === false) faults.push('the first walk never ended')
  faults.push(...accountFaults(state))
  if (state.shape === 'ok' && (standing.length > 0 || state.holds.length > 0))
    faults.push('green although something waits')
  for (const [status, count] of Object.entries(state.counts)) {
    const listed = history.filter((document) => document.status === status).length
    if (listed !== count)
      faults.push(`the state counts ${count.toString()} ${status}, the history has ${listed.toString()}`)
  }
  return faults
}

/** The account adds up at any moment; while it did not, nothing may be said to be well. */
function accountFaults({ account, shape }: AppState): string[] {
  const { parts, seen, movements, totals, addsUp } = account
  const sum = parts.reduce((total, { count }) => total + count, 0)
  const faults = addsUp && sum === seen ? [] : [`the account does not add up: ${JSON.stringify(account)}`]
  if (movements + totals['not-yet'] !== sum)
    faults.push(`the account has another sum than its parts: ${JSON.stringify(account)}`)
  if (shape === 'ok' && (!addsUp || totals['needs-you'] + totals['on-its-way'] > 0))
    faults.push(`green although the account says ${JSON.stringify(totals)}`)
  return faults
}

/** What the warehouse wants people to know beforehand. */
function noticeFaults({ named }: Case, { state }: Seen): string[] {
  const said = named?.warehouse.announced() ?? []
  return JSON.stringify(said) === JSON.stringify(state.notices)
    ? []
    : [`the notices are ${JSON.stringify(state.notices)}, the warehouse says ${JSON.stringify(said)}`]
}

function usedTwice(bookings: readonly Booking[]): string[] {
  const seen = new Set<string>()
  return bookings.flatMap(({ document: { reference, key, source } }) => {
    const again = seen.has(reference) || seen.has(key)
    seen.add(reference).add(key)
    return again ? [`${source.consignmentId}: reference ${reference} or its key was used for two bookings`] : []
  })
}

function byConsignment<T>(
  rows: readonly T[],
  idOf: (row: T) => string,
  addTo: (sums: Sums, row: T) => void,
): Map<string, Sums> {
  const all = new Map<string, Sums>()
  for (const row of rows) {
    const sums = all.get(idOf(row)) ?? new Map<string, Quantity>()
    all.set(idOf(row), sums)
    addTo(sums, row)
  }
  return all
}

function addBooking(sums: Sums, { document: { place, lines } }: Pick<Booking, 'document'>): void {
  for (const { sku, quantity } of lines) {
    if (place.kind === 'stocktake') add(sums, at(place.location, sku), quantity)
    else {
      add(sums, at(place.from, sku), -quantity)
      add(sums, at(place.to, sku), quantity)
    }
  }
}

function addDocument(sums: Sums, { location, from, to, lines }: HistoryDocument): void {
  for (const { sku, quantity } of lines) {
    const amount = parseQuantity(quantity) ?? 0n
    if (location !== null) add(sums, at(location, sku), amount)
    if (from !== null) add(sums, at(from, sku), -amount)
    if (to !== null) add(sums, at(to, sku), amount)
  }
}

const same = (a: Sums, b: Sums) =>
  [...new Set([...a.keys(), ...b.keys()])].every((key) => (a.get(key) ?? 0n) === (b.get(key) ?? 0n))

const show = formatQuantity
