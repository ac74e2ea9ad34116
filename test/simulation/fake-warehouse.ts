import type { OutgoingDocument } from '../../src/core/document'
import { shelfKey, type OnHand, type Shelf } from '../../src/core/on-hand'
import type { FoundDocument, LookUp, Outcome, RefusalProblem } from '../../src/core/outcome'
import type { Item, Operation, WarehouseAnswer, WarehousePort } from '../../src/core/ports/warehouse'
import type { Random } from './random'
import type { TurnedClock } from './turned-clock'
import type { Weather } from './weather'

export type Booking = {
  /** The id of the warehouse that booked it. */
  readonly warehouse: string
  readonly number: string
  readonly document: OutgoingDocument
  readonly at: number
}

export type WarehouseWorld = {
  readonly id: string
  readonly clock: TurnedClock
  readonly random: Random
  readonly weather: () => Weather
  readonly repeat: 'refused-by-key' | 'found-by-reference'
  readonly transfers: boolean
  readonly settleAfterMs: number
  readonly locations: readonly string[]
  /** SKUs it knows at first. */
  readonly skus: ReadonlySet<string>
  /** References that somebody else used before us. */
  readonly foreign: ReadonlySet<string>
  readonly note: (text: string) => void
  /** Called for each fault, by its name. */
  readonly count: (fault: string) => void
}

export type FakeWarehouse = {
  readonly port: WarehousePort
  /** What it booked, once its slow work is done. */
  bookings(): readonly Booking[]
  /** Ids of consignments of which it once refused a line. */
  readonly refused: Set<string>
  /** What no warehouse should ever be sent. */
  readonly complaints: string[]
  /** When a document was first asked for or sent. */
  firstSeen(reference: string): number
  /** It knows this SKU from now on. */
  teach(sku: string): void
}

/** A warehouse with a memory, that may fail before it acts, after it acted, or act after it was given up. */
export function fakeWarehouse(world: WarehouseWorld): FakeWarehouse {
  const { clock, random, repeat } = world
  const booked: Booking[] = []
  let slow: readonly Pick<Booking, 'document' | 'at'>[] = []
  const skus = new Set(world.skus)
  const refused = new Set<string>()
  const complaints: string[] = []
  const seen = new Map<string, number>()
  const see = (reference: string) => {
    if (!seen.has(reference)) seen.set(reference, clock.now())
  }

  const book = (document: OutgoingDocument, at: number) => {
    const number = `${world.id}-${(booked.length + 1).toString()}`
    const twice = booked.some((old) => old.document.key === document.key)
    if (twice && repeat === 'refused-by-key') return
    if (twice) complaints.push(`booked twice: ${document.reference} of ${document.source.consignmentId}`)
    booked.push({ warehouse: world.id, number, document, at })
    world.note(`  booked ${number} ${describe(document)}`)
  }
  const catchUp = (now = clock.now()) => {
    const done = slow.filter((late) => late.at <= now)
    slow = slow.filter((late) => late.at > now)
    for (const { document, at } of done) book(document, at)
  }
  const known = ({ key, reference }: OutgoingDocument): FoundDocument | null => {
    const ours = booked.find(({ document }) => document.key === key || document.reference === reference)
    return ours ? found(ours) : foreignDocument(world, reference)
  }

  const push = async (document: OutgoingDocument, signal: AbortSignal): Promise<Outcome> => {
    await later(random)
    clock.turn(random.between(50, 500))
    catchUp()
    see(document.reference)
    complaints.push(...complaintsAbout(document, world))
    if (signal.aborted) return { kind: 'retry', text: 'stopped before the request left' }
    if (world.weather().warehouseSignedOut) return { kind: 'unauthorised', text: 'the key is not accepted' }
    const trouble = random.chance(world.weather().warehouseFails) ? random.pick(troubles) : null
    if (trouble) world.count(`warehouse: ${trouble}`)
    if (trouble === 'not-reached') return { kind: 'retry', text: 'the warehouse is away' }
    if (trouble === 'lost-on-the-way') return { kind: 'unsure', text: 'no answer' }
    if (repeat === 'refused-by-key') {
      const late = slow.some((one) => one.document.key === document.key)
      if (late) catchUp(Infinity)
      const old = known(document)
      if (old) return { kind: 'exists', found: old }
    }
    const problems = refusal(document, skus, world)
    if (problems.length > 0) {
      world.count('warehouse: refused')
      refused.add(document.source.consignmentId)
      world.note(`  refused ${describe(document)}: ${problems.map((problem) => problem.message).join(', ')}`)
      return { kind: 'refused', problems }
    }
    if (trouble === 'slow') {
      // A little less than the promise, because the caller's watch started before ours.
      const at = clock.now() + random.between(world.settleAfterMs / 2, world.settleAfterMs - 1000)
      slow = [...slow, { document, at }]
      world.note(`  slow ${describe(document)}`)
      return { kind: 'unsure', text: 'no answer in time' }
    }
    book(document, clock.now())
    if (trouble === 'answer-lost') return { kind: 'unsure', text: 'the answer was lost' }
    return { kind: 'delivered', number: `${world.id}-${booked.length.toString()}` }
  }

  const find = async (reference: string, signal: AbortSignal): Promise<LookUp> => {
    await later(random)
    clock.turn(random.between(50, 500))
    catchUp()
    see(reference)
    if (world.weather().warehouseSignedOut) return { kind: 'unauthorised', text: 'the key is not accepted' }
    if (signal.aborted || random.chance(world.weather().warehouseFails))
      return { kind: 'inconclusive', text: 'no answer' }
    const ours = booked.find(({ document }) => document.reference === reference)
    const old = ours ? found(ours) : foreignDocument(world, reference)
    return old ? { kind: 'found', found: old } : { kind: 'absent' }
  }

  const ask = async <T>(signal: AbortSignal, read: () => T): Promise<WarehouseAnswer<T>> => {
    await later(random)
    clock.turn(random.between(20, 200))
    if (world.weather().warehouseSignedOut) return { kind: 'unauthorised', text: 'the key is not accepted' }
    const fails = signal.aborted || random.chance(world.weather().warehouseFails)
    return fails ? { kind: 'retry', text: 'the warehouse is away' } : { kind: 'ok', value: read() }
  }

  const operation: Operation = {
    ...{ mostLines: null, longestReference: 20, repeat, settleAfterMs: world.settleAfterMs, limit: '429' },
  }
  return {
    refused,
    complaints,
    firstSeen: (reference) => seen.get(reference) ?? 0,
    teach: (sku) => void skus.add(sku),
    bookings: () => {
      catchUp()
      return booked
    },
    port: {
      id: world.id,
      capabilities: {
        name: 'Fake warehouse',
        stocktake: operation,
        stockTransfer: world.transfers ? { ...operation, inTransit: false } : null,
        negativeStock: 'warned',
        onHand: true,
      },
      check: (signal) => ask(signal, () => []),
      locations: (signal) => ask(signal, () => world.locations.map((id) => ({ id, name: `Place ${id}` }))),
      lookUpItems: (asked, signal) =>
        ask(signal, () => new Map(asked.filter((sku) => skus.has(sku)).map((sku) => [sku, [itemOf(sku)]]))),
      readItems: (asked, signal) =>
        ask(signal, () => new Map(asked.filter((sku) => skus.has(sku)).map((sku) => [sku, itemOf(sku)]))),
      similarItems: (_sku, _barcodes, signal) => ask(signal, () => [...skus].slice(0, 2).map(itemOf)),
      onHand: (at, signal) => {
        // Nobody waits for that for long.
        if (random.chance(world.weather().warehouseFails / 2)) return new Promise(() => undefined)
        return ask(signal, () => (random.chance(0.1) ? new Map() : onHandOf(booked, at)))
      },
      push,
      find: ({ reference }, signal) => find(reference, signal),
    },
  }
}

/** It began with five of each item at each location. */
function onHandOf(booked: readonly Booking[], at: readonly Shelf[]): OnHand {
  const stock = new Map(at.map((shelf) => [shelfKey(shelf), 500_000n]))
  const add = (location: string, item: string, quantity: bigint) => {
    const key = shelfKey({ location, item })
    const before = stock.get(key)
    if (before !== undefined) stock.set(key, before + quantity)
  }
  for (const { document } of booked)
    for (const { item, quantity } of document.lines)
      if (document.place.kind === 'stocktake') add(document.place.location, item, quantity)
      else {
        add(document.place.from, item, -quantity)
        add(document.place.to, item, quantity)
      }
  return stock
}

const itemOf = (sku: string): Item => ({
  ...{ item: sku, code: sku, name: sku, barcode: null, step: null, unfit: null },
})

export const troubles = ['not-reached', 'lost-on-the-way', 'slow', 'answer-lost'] as const

async function later(random: Random): Promise<void> {
  for (let turns = random.between(0, 2); turns > 0; turns--) await Promise.resolve()
}

const found = ({ number, document }: Booking): FoundDocument => ({
  number,
  kind: document.place.kind,
  consignmentId: document.source.consignmentId,
  lines: document.lines,
})

const foreignDocument = ({ foreign }: WarehouseWorld, reference: string): FoundDocument | null =>
  foreign.has(reference)
    ? { number: `OLD-${reference}`, consignmentId: null, lines: [{ item: 'SKU-1', quantity: 77_777n }] }
    : null

function refusal(
  { lines }: OutgoingDocument,
  skus: ReadonlySet<string>,
  { random, weather }: WarehouseWorld,
): RefusalProblem[] {
  const unknown = lines
    .filter(({ item }) => !skus.has(item))
    .map(({ item }) => ({ item, code: 'unknown-sku', message: `no item ${item}` }))
  const moody = lines
    .filter(() => random.chance(weather().warehouseRefuses))
    .map(({ item }) => ({ item, code: 'blocked', message: `item ${item} is blocked` }))
  const whole = random.chance(weather().warehouseRefuses / 2)
    ? [{ code: 'closed', message: 'the period is closed' }]
    : []
  return [...unknown, ...moody, ...whole]
}

function complaintsAbout(document: OutgoingDocument, { transfers, locations }: WarehouseWorld): string[] {
  const { place, reference, lines } = document
  const places = place.kind === 'stocktake' ? [place.location] : [place.from, place.to]
  const wrong: readonly (readonly [boolean, string])[] = [
    [!/^[A-Za-z0-9._-]{1,20}$/.test(reference), 'a reference that is too long or has odd signs'],
    [lines.length === 0, 'no lines'],
    [lines.some(({ quantity }) => quantity === 0n), 'a line of zero'],
    [new Set(lines.map(({ sku }) => sku)).size < lines.length, 'one item on two lines'],
    [place.kind === 'stock-transfer' && !transfers, 'a transfer, which this warehouse cannot take'],
    [place.kind === 'stock-transfer' && place.from === place.to, 'a transfer to where it comes from'],
    [place.kind === 'stock-transfer' && lines.some(({ quantity }) => quantity < 0n), 'a transfer of less than nothing'],
    [places.some((one) => !locations.includes(one)), 'a place that does not exist'],
  ]
  return wrong.filter(([is]) => is).map(([, text]) => `sent ${text}: ${describe(document)}`)
}

export function describe({ place, reference, lines, source }: OutgoingDocument): string {
  const where = place.kind === 'stocktake' ? place.location : `${place.from}>${place.to}`
  const what = lines.map(({ sku, quantity }) => `${sku}:${(Number(quantity) / 100_000).toString()}`)
  return `${reference} ${where} ${what.join(' ')} (${source.consignmentId}, ${source.cause})`
}
