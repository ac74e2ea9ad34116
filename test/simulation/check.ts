import type { AppState, HistoryDocument, StateHold } from '../../src/core/app-state'
import { formatQuantity, parseQuantity, type Quantity } from '../../src/core/quantity'
import { add, keyOf, type Case, type Sums } from './case'
import { itemFaultsAnyTime, itemHoldFaults, itemSumFaults, noteFaults } from './check-items'
import { expectationOf } from './expectation'
import type { Booking } from './fake-warehouse'
import type { ShopConsignment } from './shop'
import { givesReason, surelyTripped, waits } from './hold-reasons'
import { bookingShares, type Share } from './share'
import { unaskedFaults } from './unasked'
import { cancelledOut, mayStayUndone, withoutUndone } from './undone'

/** True at any moment, however bad the weather: nothing was told twice, and nothing that Vend never said. */
export function faultsAnyTime(given: Case): string[] {
  const { booked, dismissed, wronglyUndone } = sharesOf(given, [])
  const faults = [
    ...given.complaints,
    ...usedTwice(given),
    ...wronglyUndone,
    ...itemFaultsAnyTime(given),
    ...unaskedFaults(given),
    ...wrongPlaceFaults(given),
  ]
  if (given.named) return faults
  for (const [id, sums] of booked) {
    // A warehouse that was replaced cannot be asked what it was told in a forgotten time.
    if (given.torn.has(id) || given.beyondAsking.has(id)) continue
    const { ever } = expectationOf(id, given)
    for (const [key, quantity] of sums) {
      const [low, high] = ever.get(key) ?? [0n, 0n]
      const left = dismissed.get(id)?.get(key) ?? 0n
      const told = quantity + left
      const isRight = (sum: Quantity) => sum >= low && sum <= high
      // Who leaves out again what was told in a forgotten time leaves out nothing more.
      if (!isRight(told) && !(given.forgotten.has(id) && isRight(quantity))) {
        faults.push(`${id}: ${key} was told ${show(told)}, Vend's figures were ${show(low)} to ${show(high)}`)
      }
    }
  }
  return faults
}

export type Seen = { readonly state: AppState; readonly history: readonly HistoryDocument[] }

/** True once the weather is calm and everything had its time: all that Vend says is told, or shown with a reason. */
export function faultsWhenQuiet(given: Case, seen: Seen): string[] {
  const standing = standingIn(seen.history)
  const shares = sharesOf(given, standing)
  return [
    ...faultsAnyTime(given),
    ...historyFaults(given, seen.history),
    ...stateFaults(seen, standing),
    ...itemHoldFaults(given, seen),
    ...noteFaults(given, seen),
    ...noticeFaults(given, seen),
    ...seen.state.holds
      .filter(({ code, consignmentId }) => code === 'no-way-in' || !givesReason(code, consignmentId, given))
      .map(({ code, consignmentId, text }) => `${consignmentId}: held without a reason (${code}: ${text})`),
    // A document without a hold may wait behind one of its consignment that has one.
    ...standing
      .filter(({ vend }) => !seen.state.holds.some(({ consignmentId }) => consignmentId === vend.consignmentId))
      .map(({ id, status, vend }) => `${vend.consignmentId}: ${id} ${status} without a hold`),
    ...[...given.shop.states.keys()].flatMap((id) =>
      consignmentFaults(id, given, seen, shares).map((fault) => `${id}: ${fault}`),
    ),
  ]
}

/**
 * True at any moment of a green app: what Vend recorded until the moment it names is settled. A change that no version
 * shows, or a deletion that Vend does not list, is found by the nightly look.
 */
export function greenFaults(given: Case, seen: Seen): string[] {
  const { state, history } = seen
  if (state.shape !== 'ok' || state.lastScan === null || !given.shop.habits.datesAnswers) return []
  const standing = standingIn(history)
  if (standing.length > 0 || state.holds.length > 0 || state.toRead > 0) return ['green although something waits']
  const { upTo } = state.lastScan
  const shares = sharesOf(given, standing)
  return [...given.shop.states.keys()].flatMap((id) =>
    showsAll(given, id, ({ updatedAt }) => updatedAt < upTo)
      ? consignmentFaults(id, given, seen, shares).map((fault) => `${id}: green, and ${fault}`)
      : [],
  )
}

/**
 * True at any moment, whatever waits: what Vend says up to the version that the account names is told, or shown. What is
 * on its way to the warehouse may be there or not, and what waits without a document has no figures yet; items with names
 * of their own are judged at night.
 */
export function missedFaults(given: Case, seen: Seen): string[] {
  const { account, firstWalk, sending, toRead } = seen.state
  if (given.named || account.upToVersion === null || !sending || firstWalk?.done !== true || toRead > 0) return []
  const upTo = BigInt(account.upToVersion)
  const standing = standingIn(seen.history)
  const shares = sharesOf(given, standing)
  const isOnItsWay = ({ status }: HistoryDocument) => status === 'sending' || status === 'unsure'
  const isAlone = ({ documentId }: StateHold) => documentId === null
  const unclear = new Set([
    ...standing.filter(isOnItsWay).map(({ vend }) => vend.consignmentId),
    ...seen.state.holds.filter(isAlone).map(({ consignmentId }) => consignmentId),
  ])
  return [...given.shop.states.keys()].flatMap((id) =>
    !unclear.has(id) && showsAll(given, id, ({ version }) => version <= upTo)
      ? consignmentFaults(id, given, seen, shares, 'may wait').map((fault) => `${id}: up to ${upTo}, and ${fault}`)
      : [],
  )
}

/** Vend has shown all of it to whoever asked up to some moment, and nothing of it changed in silence. */
function showsAll({ shop, torn }: Case, id: string, isPast: (state: ShopConsignment) => boolean): boolean {
  const states = shop.states.get(id) ?? []
  const now = states.at(-1)
  const isListed = now !== undefined && (shop.habits.listsDeleted || !now.deleted)
  const isSilent = states.some(({ version }, index) => version === states[index - 1]?.version)
  return isListed && isPast(now) && !isSilent && !torn.has(id)
}

const standingIn = (history: readonly HistoryDocument[]) =>
  history.filter(({ status }) => !['delivered', 'dismissed', 'withdrawn'].includes(status))

/** By location and SKU, like `Sums`; each leg of a transfer is a share of its own. */
type Lists = Map<string, Quantity[]>

type Shares = {
  readonly booked: ReadonlyMap<string, Sums>
  readonly waiting: ReadonlyMap<string, Sums>
  readonly dismissed: ReadonlyMap<string, Sums>
  /** What was booked and taken back, in the order of its undos, share by share. */
  readonly undone: ReadonlyMap<string, Lists>
  /** What is about to be taken back: as long as that waits for a person, it counts or it does not. */
  readonly undoing: ReadonlyMap<string, Lists>
  readonly wronglyUndone: readonly string[]
}

function sharesOf(given: Case, standing: readonly HistoryDocument[]): Shares {
  const arrived = given.replaced ? new Set(given.bookings().map(({ document }) => document.reference)) : new Set()
  // Begun with a warehouse that was replaced: it may have arrived there, which only a person can see.
  const notBooked = ({ reference }: HistoryDocument) => !arrived.has(reference)
  const idOf = ({ vend }: HistoryDocument) => vend.consignmentId
  const add = (sums: Sums, document: HistoryDocument) => addDocument(given, sums, document)
  const bookings = given.named
    ? { standing: given.bookings(), undone: [], faults: [] }
    : withoutUndone(given.bookings(), given.shop.skus)
  const sumsOf = (some: readonly Booking[]) =>
    byConsignment(
      some,
      ({ document }) => document.source.consignmentId,
      (sums: Sums, booking) => addBooking(given, sums, booking),
    )
  return {
    booked: sumsOf(bookings.standing),
    undone: byConsignment(
      bookings.undone,
      ({ document }) => document.source.consignmentId,
      (lists: Lists, booking) => bookingShares(given, booking).forEach((share) => list(lists, share)),
    ),
    undoing: byConsignment(
      standing.filter(({ cause }) => cause === 'undo'),
      idOf,
      (lists: Lists, document) => documentShares(given, document).forEach((share) => list(lists, share)),
    ),
    wronglyUndone: bookings.faults,
    // An undo stands outside the sums: until it is booked, what it takes back is there.
    waiting: byConsignment(
      standing.filter((one) => notBooked(one) && one.cause !== 'undo'),
      idOf,
      add,
    ),
    dismissed: byConsignment(given.persons.dismissed.filter(notBooked), idOf, add),
  }
}

function consignmentFaults(id: string, given: Case, seen: Seen, shares: Shares, haste?: 'may wait'): string[] {
  const [booked, waiting, dismissed] = [shares.booked, shares.waiting, shares.dismissed].map(
    (part) => part.get(id) ?? new Map<string, Quantity>(),
  ) as [Sums, Sums, Sums]
  const { sums, ever, shown } = expectationOf(id, given)
  const states = given.shop.states.get(id) ?? []
  const holds = seen.state.holds.filter(({ consignmentId }) => consignmentId === id)
  // Who dismisses a hold without a document takes what it hid upon themselves, whatever that was.
  const waved = given.persons.waved.has(id)
  const clean = !waits.some((code) => givesReason(code, id, given))
  const isForgotten = given.forgotten.has(id)
  const faults = isForgotten ? [] : itemSumFaults(id, given, seen)
  for (const key of new Set([...sums.keys(), ...booked.keys(), ...waiting.keys(), ...dismissed.keys()])) {
    const figure = sums.has(key) ? sums.get(key) : 0n
    const [told, held, taken] = [booked, waiting, dismissed].map((part) => part.get(key) ?? 0n) as [
      Quantity,
      Quantity,
      Quantity,
    ]
    const together = told + held + taken
    // What was undone stays undone until Vend says something else of it.
    const known = () =>
      mayStayUndone(together - (figure ?? 0n), {
        undone: shares.undone.get(id)?.get(key) ?? [],
        undoing: shares.undoing.get(id)?.get(key) ?? [],
        legsMeet: legsMeet(states, given),
        ever: isShared(key, given) ? (ever.get(key) ?? null) : null,
        unseen: isShared(key, given) && isUndoneAt(key, id, shares) && cancelledOut(key, states, given),
      })
    const counts = !waved && !given.named && !isForgotten
    if (figure !== null && figure !== undefined && together !== figure && counts && !known()) {
      faults.push(
        `${key} should come to ${show(figure)}: told ${show(told)}, held ${show(held)}, dismissed ${show(taken)}`,
      )
    }
    if (clean && held !== 0n && haste !== 'may wait') faults.push(`${key} is clean, and ${show(held)} is held`)
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

/** The locations of a transfer's outlets are one for the books, though they were two when it was told. */
const legsMeet = ([state]: readonly ShopConsignment[], { locations, places }: Case): boolean => {
  const [from, to] = [state?.sourceOutletId, state?.outletId].map((outlet) => locations.get(outlet ?? '') ?? '')
  return from !== undefined && to !== undefined && places.isShared(from) && places.of(from) === places.of(to)
}

const isShared = (key: string, { shop }: Case): boolean =>
  [...shop.products.values()].filter(({ sku }) => key.endsWith(` ${shop.skus.of(sku ?? '')}`)).length > 1

/** A document that changed the key's location was taken back, or is about to be. */
const isUndoneAt = (key: string, id: string, { undone, undoing }: Shares): boolean => {
  const [location = ''] = key.split(' ')
  return [undone, undoing].some((part) =>
    [...(part.get(id)?.keys() ?? [])].some((one) => one.startsWith(`${location} `)),
  )
}

/** What the history says was delivered is what the warehouse has, one to one. */
function historyFaults(given: Case, history: readonly HistoryDocument[]): string[] {
  const faults: string[] = []
  const bookings = given.bookings()
  const leftBehind = new Set(
    history
      .filter(({ holds }) => holds.some(({ code }) => code === 'warehouse-changed'))
      .map(({ reference }) => reference),
  )
  for (const { number, document } of bookings) {
    if (given.forgotten.has(document.source.consignmentId) || leftBehind.has(document.reference)) continue
    const told = history.filter(({ reference, status }) => reference === document.reference && status === 'delivered')
    const [ours, theirs]: [Sums, Sums] = [new Map<string, Quantity>(), new Map<string, Quantity>()]
    for (const one of told) addDocument(given, ours, one)
    addBooking(given, theirs, { document })
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
export function accountFaults({ account, shape }: AppState): string[] {
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
function noticeFaults({ named, noticesFrom, now }: Case, { state }: Seen): string[] {
  if (now() < noticesFrom) return []
  const said = named?.warehouse.announced() ?? []
  return JSON.stringify(said) === JSON.stringify(state.notices)
    ? []
    : [`the notices are ${JSON.stringify(state.notices)}, the warehouse says ${JSON.stringify(said)}`]
}

/**
 * Corrections go to the place that was told, wherever the outlet's stock is kept now; a warehouse that is set up later
 * was told of none.
 */
function wrongPlaceFaults(given: Case): string[] {
  const places = new Map<string, string>()
  return given.bookings().flatMap(({ warehouse, document: { source, place, lines } }) => {
    const id = source.consignmentId
    if (given.named || place.kind !== 'stocktake' || given.forgotten.has(id)) return []
    // Each undo is set against what it takes back: see `withoutUndone`.
    if (source.cause === 'undo') return []
    if (given.shop.states.get(id)?.[0]?.kind === 'transfer') return []
    return lines.flatMap(({ sku }) => {
      if (given.shop.skus.isShared(sku)) return []
      const key = `${warehouse} ${id} ${sku}`
      const before = places.get(key) ?? place.location
      places.set(key, before)
      return before === place.location ? [] : [`${id}: ${sku} was told to ${before}, and then to ${place.location}`]
    })
  })
}

function usedTwice({ bookings, forgotten, replaced }: Case): string[] {
  const seen = new Set<string>()
  return bookings().flatMap(({ document: { reference, key, source } }) => {
    // Two warehouses may each have it, where what the first was told is forgotten.
    const inBoth = replaced && forgotten.has(source.consignmentId)
    const again = seen.has(key) || (seen.has(reference) && !inBoth)
    seen.add(reference).add(key)
    return again ? [`${source.consignmentId}: reference ${reference} or its key was used for two bookings`] : []
  })
}

function byConsignment<T, Of>(
  rows: readonly T[],
  idOf: (row: T) => string,
  addTo: (sums: Map<string, Of>, row: T) => void,
): Map<string, Map<string, Of>> {
  const all = new Map<string, Map<string, Of>>()
  for (const row of rows) {
    const sums = all.get(idOf(row)) ?? new Map<string, Of>()
    all.set(idOf(row), sums)
    addTo(sums, row)
  }
  return all
}

function documentShares(given: Case, { location, from, to, lines }: HistoryDocument): Share[] {
  return lines.flatMap(({ sku, quantity }) => {
    const amount = parseQuantity(quantity) ?? 0n
    const changes = [
      [location, amount],
      [from, -amount],
      [to, amount],
    ] as const
    return changes.flatMap(([at, change]): Share[] => (at === null ? [] : [[keyOf(given, at, sku), change]]))
  })
}

function addBooking(given: Case, sums: Sums, booking: Pick<Booking, 'document'>): void {
  for (const [key, quantity] of bookingShares(given, booking)) add(sums, key, quantity)
}

function addDocument(given: Case, sums: Sums, document: HistoryDocument): void {
  for (const [key, quantity] of documentShares(given, document)) add(sums, key, quantity)
}

function list(lists: Lists, [key, quantity]: Share): void {
  lists.set(key, [...(lists.get(key) ?? []), quantity])
}

const same = (a: Sums, b: Sums) =>
  [...new Set([...a.keys(), ...b.keys()])].every((key) => (a.get(key) ?? 0n) === (b.get(key) ?? 0n))

const show = formatQuantity
