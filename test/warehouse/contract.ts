import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OutgoingDocument, WarehouseLine } from '../../src/core/document'
import type { WarehousePort } from '../../src/core/ports/warehouse'
import { formatQuantity, parseQuantity } from '../../src/core/quantity'
import type { Fault } from '../fakes/json-warehouse'

/** What every warehouse must do right; a connector that leaves one out says why. */
export type ContractCase =
  | 'a new stocktake is booked once'
  | 'a new transfer is booked once'
  | 'the same document again is recognised as ours'
  | 'a document of somebody else is told from ours'
  | 'an answer lost after booking is unsure, and the look-up finds it'
  | 'a line that broke before booking is unsure, and the look-up finds nothing'
  | 'an answer that is too late is unsure'
  | 'an answer that is cut off is unsure'
  | 'a success without a number is unsure'
  | 'a success with a web page is unsure'
  | 'trouble of its own is unsure, with and without a time to wait'
  | 'too many requests are tried again when it says'
  | 'too many requests without a time are tried again'
  | 'a warehouse that is away is tried again'
  | 'stopping before the request left is tried again'
  | 'stopping after the request left is unsure'
  | 'a refused token is told as such'
  | 'an unknown SKU on one line of three is refused by name'
  | 'an unknown location is refused by name'
  | 'negative stock is refused by name'
  | 'a refusal as a web page is still a refusal'
  | 'a look-up that is answered with nonsense is inconclusive'
  | 'a look-up that is lost is inconclusive'
  | 'three hundred lines arrive whole'
  | 'thousands of SKUs are looked up'
  | 'decimals arrive to the last place'
  | 'SKUs with odd letters arrive as they are'
  | 'locations are listed'
  | 'no token stands in any text'

export type StandBooking = {
  readonly number: string
  readonly place: readonly string[]
  readonly lines: readonly { readonly sku: string; readonly quantity: string }[]
}

/** One warehouse under test, with its connector. */
export type Stand = {
  readonly port: WarehousePort
  /** The same with a token that is not valid. */
  readonly stranger: WarehousePort
  /** The same, but giving up at once; for answers that never come. */
  readonly hasty: WarehousePort
  readonly token: string
  booked(): readonly StandBooking[]
  know(...skus: readonly string[]): void
  /** Pieces on hand; below zero is refused from then on. */
  stock(location: string, sku: string, pieces: number): void
  /** Befalls the next requests, one each. */
  next(...faults: readonly Fault[]): void
  /** Somebody else books this reference by hand. */
  bookByHand(reference: string): void
  /** Resolves when the next request has arrived whole. */
  request(): Promise<void>
  close(): Promise<void>
}

type Test = (stand: Stand) => Promise<void>

const never = new AbortController().signal

export function stocktake(lines: Readonly<Record<string, string>>, changed: Partial<OutgoingDocument> = {}) {
  return document({ kind: 'stocktake', location: 'WH' }, lines, changed)
}

function document(
  place: OutgoingDocument['place'],
  lines: Readonly<Record<string, string>>,
  changed: Partial<OutgoingDocument>,
): OutgoingDocument {
  return {
    place,
    reference: 'CAR-25',
    key: '5f0c2a52-6f5e-5d0a-9c1b-0d6b3f9f2a11',
    lines: Object.entries(lines).map(([sku, quantity]) => lineOf(sku, quantity)),
    source: { consignmentId: 'consignment-1', reference: 'CAR-25', type: 'SUPPLIER', cause: 'scan' },
    ...changed,
  }
}

export function lineOf(sku: string, quantity: string, counted: string | null = null): WarehouseLine {
  return { sku, quantity: amount(quantity), counted: counted === null ? null : amount(counted) }
}

function amount(text: string): bigint {
  const quantity = parseQuantity(text)
  if (quantity === null) throw new Error(`not a quantity: ${text}`)
  return quantity
}

const page = '<!doctype html><title>Gateway</title>'
const after = (status: number, headers: Record<string, string> = {}, body = page): Fault => ({
  when: 'after',
  reply: { status, headers, body },
})
const before = (status: number, headers: Record<string, string> = {}, body = page): Fault => ({
  when: 'before',
  reply: { status, headers, body },
})

const cases: Readonly<Record<ContractCase, Test>> = {
  'a new stocktake is booked once': async ({ port, booked }) => {
    const outcome = await port.push(stocktake({ Item1: '60', Item2: '-2' }), never)
    expect(booked()).toHaveLength(1)
    expect(outcome).toEqual({ kind: 'delivered', number: booked()[0]?.number })
    expect(booked()[0]).toMatchObject({
      place: ['WH'],
      lines: [
        { sku: 'Item1', quantity: '60' },
        { sku: 'Item2', quantity: '-2' },
      ],
    })
  },
  'a new transfer is booked once': async ({ port, booked }) => {
    const transfer = document({ kind: 'stock-transfer', from: 'WH', to: 'HS' }, { Item1: '3' }, {})
    expect(await port.push(transfer, never)).toMatchObject({ kind: 'delivered' })
    expect(booked()).toMatchObject([{ place: ['WH', 'HS'], lines: [{ sku: 'Item1', quantity: '3' }] }])
  },
  'the same document again is recognised as ours': async ({ port, booked }) => {
    await port.push(stocktake({ Item1: '60', Item2: '-2.5' }), never)
    const again = await port.push(stocktake({ Item1: '60', Item2: '-2.5' }), never)
    expect(booked()).toHaveLength(1)
    expect(again).toEqual({ kind: 'exists', found: ours(booked()[0]!.number, { Item1: '60', Item2: '-2.5' }) })
  },
  'a document of somebody else is told from ours': async ({ port, bookByHand, booked }) => {
    bookByHand('CAR-25')
    const outcome = await port.push(stocktake({ Item1: '60' }), never)
    expect(outcome).toMatchObject({ kind: 'exists', found: { consignmentId: null } })
    expect(await port.find('stocktake', 'CAR-25', never)).toMatchObject({
      kind: 'found',
      found: { consignmentId: null },
    })
    expect(booked()).toHaveLength(1)
  },
  'an answer lost after booking is unsure, and the look-up finds it': async ({ port, next, booked }) => {
    next({ when: 'after', reply: 'reset' })
    expect(await port.push(stocktake({ Item1: '60' }), never)).toMatchObject({ kind: 'unsure' })
    expect(await port.find('stocktake', 'CAR-25', never)).toEqual({
      kind: 'found',
      found: ours(booked()[0]!.number, { Item1: '60' }),
    })
  },
  'a line that broke before booking is unsure, and the look-up finds nothing': async ({ port, next, booked }) => {
    next({ when: 'before', reply: 'reset' })
    expect(await port.push(stocktake({ Item1: '60' }), never)).toMatchObject({ kind: 'unsure' })
    expect(await port.find('stocktake', 'CAR-25', never)).toEqual({ kind: 'absent' })
    expect(booked()).toHaveLength(0)
  },
  'an answer that is too late is unsure': async ({ hasty, next, booked }) => {
    next({ when: 'after', reply: 'silence' })
    expect(await hasty.push(stocktake({ Item1: '60' }), never)).toMatchObject({ kind: 'unsure' })
    expect(booked()).toHaveLength(1)
  },
  'an answer that is cut off is unsure': async ({ port, next }) => {
    next({ when: 'after', reply: 'cut' })
    expect(await port.push(stocktake({ Item1: '60' }), never)).toMatchObject({ kind: 'unsure' })
  },
  'a success without a number is unsure': async ({ port, next }) => {
    next(after(200, {}, '{}'), after(201, {}, '{"number":""}'), after(204, {}, ''), after(200, {}, '{"number":'))
    for (const reference of ['A-1', 'A-2', 'A-3', 'A-4'])
      expect(await port.push(stocktake({ Item1: '1' }, { reference, key: reference }), never)).toMatchObject({
        kind: 'unsure',
      })
  },
  'a success with a web page is unsure': async ({ port, next }) => {
    next(before(200))
    expect(await port.push(stocktake({ Item1: '60' }), never)).toMatchObject({ kind: 'unsure' })
  },
  'trouble of its own is unsure, with and without a time to wait': async ({ port, next }) => {
    next(before(500), before(502), before(503), before(503, { 'retry-after': '5' }), before(504), before(408))
    for (let turn = 0; turn < 6; turn += 1)
      expect(await port.push(stocktake({ Item1: '60' }), never)).toMatchObject({ kind: 'unsure' })
  },
  'too many requests are tried again when it says': async ({ port, next }) => {
    // Its clock is an hour ahead of ours.
    const date = 'Mon, 23 Nov 2026 09:00:00 GMT'
    next(
      before(429, { 'retry-after': '7' }),
      before(429, { date, 'retry-after': 'Mon, 23 Nov 2026 09:00:30 GMT' }),
      before(429, { 'retry-after': '0' }),
      before(429, { 'retry-after': '99999999' }),
    )
    for (const afterMs of [7_000, 30_000, 1_000, 900_000])
      expect(await port.push(stocktake({ Item1: '60' }), never)).toMatchObject({ kind: 'retry', afterMs })
  },
  'too many requests without a time are tried again': async ({ port, next }) => {
    next(before(429), before(429, { 'retry-after': '-5' }))
    for (let turn = 0; turn < 2; turn += 1) {
      const outcome = await port.push(stocktake({ Item1: '60' }), never)
      expect(outcome.kind).toBe('retry')
      expect(outcome).not.toHaveProperty('afterMs')
    }
  },
  'a warehouse that is away is tried again': async ({ port, close }) => {
    await close()
    expect(await port.push(stocktake({ Item1: '60' }), never)).toMatchObject({ kind: 'retry' })
    expect(await port.lookUpItems(['Item1'], never)).toMatchObject({ kind: 'retry' })
    expect(await port.find('stocktake', 'CAR-25', never)).toMatchObject({ kind: 'inconclusive' })
  },
  'stopping before the request left is tried again': async ({ port, booked }) => {
    expect(await port.push(stocktake({ Item1: '60' }), AbortSignal.abort())).toMatchObject({ kind: 'retry' })
    expect(booked()).toHaveLength(0)
  },
  'stopping after the request left is unsure': async ({ port, next, request }) => {
    next({ when: 'after', reply: 'silence' })
    const stop = new AbortController()
    const arrived = request()
    const outcome = port.push(stocktake({ Item1: '60' }), stop.signal)
    await arrived
    stop.abort()
    expect(await outcome).toMatchObject({ kind: 'unsure' })
  },
  'a refused token is told as such': async ({ stranger, booked }) => {
    expect(await stranger.push(stocktake({ Item1: '60' }), never)).toMatchObject({ kind: 'unauthorised' })
    expect(await stranger.find('stocktake', 'CAR-25', never)).toMatchObject({ kind: 'unauthorised' })
    expect(await stranger.lookUpItems(['Item1'], never)).toMatchObject({ kind: 'unauthorised' })
    expect(await stranger.locations(never)).toMatchObject({ kind: 'unauthorised' })
    expect(booked()).toHaveLength(0)
  },
  'an unknown SKU on one line of three is refused by name': async ({ port, booked }) => {
    const outcome = await port.push(stocktake({ Item1: '1', Nobody: '2', Item2: '3' }), never)
    expect(outcome).toMatchObject({ kind: 'refused', problems: [{ sku: 'Nobody' }] })
    expect(booked()).toHaveLength(0)
  },
  'an unknown location is refused by name': async ({ port, booked }) => {
    const place = { kind: 'stocktake', location: 'Nowhere' } as const
    const outcome = await port.push(stocktake({ Item1: '1' }, { place }), never)
    expect(outcome).toMatchObject({ kind: 'refused', problems: [{ location: 'Nowhere' }] })
    expect(booked()).toHaveLength(0)
  },
  'negative stock is refused by name': async ({ port, stock, booked }) => {
    stock('WH', 'Item1', 5)
    const outcome = await port.push(stocktake({ Item1: '-6' }), never)
    expect(outcome).toMatchObject({ kind: 'refused', problems: [{ sku: 'Item1' }] })
    expect(booked()).toHaveLength(0)
  },
  'a refusal as a web page is still a refusal': async ({ port, next }) => {
    next(before(400), before(422), before(413))
    for (const status of ['400', '422', '413']) {
      const outcome = await port.push(stocktake({ Item1: '60' }), never)
      expect(outcome).toMatchObject({ kind: 'refused', problems: [{}] })
      expect(JSON.stringify(outcome)).toContain(status)
      expect(JSON.stringify(outcome)).not.toContain('<')
    }
  },
  'a look-up that is answered with nonsense is inconclusive': async ({ port, next }) => {
    next(before(200), before(404), before(500), before(302, { location: '/login' }), before(200, {}, '{"number":"X"}'))
    for (let turn = 0; turn < 5; turn += 1)
      expect(await port.find('stocktake', 'CAR-25', never)).toMatchObject({ kind: 'inconclusive' })
  },
  'a look-up that is lost is inconclusive': async ({ port, hasty, next }) => {
    next({ when: 'after', reply: 'reset' }, { when: 'after', reply: 'cut' }, { when: 'after', reply: 'silence' })
    for (const one of [port, port, hasty])
      expect(await one.find('stocktake', 'CAR-25', never)).toMatchObject({ kind: 'inconclusive' })
  },
  'three hundred lines arrive whole': async ({ port, know, booked }) => {
    const lines = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`Many-${index}`, String(index + 1)]))
    know(...Object.keys(lines))
    expect(await port.push(stocktake(lines), never)).toMatchObject({ kind: 'delivered' })
    const arrived = booked().flatMap((one) => one.lines)
    expect(Object.fromEntries(arrived.map(({ sku, quantity }) => [sku, quantity]))).toEqual(lines)
  },
  'thousands of SKUs are looked up': async ({ port, know }) => {
    const skus = Array.from({ length: 1_201 }, (_, index) => `Many-${index}`)
    know(...skus.slice(1))
    const answer = await port.lookUpItems(skus, never)
    expect(answer.kind === 'ok' && [...answer.value.keys()]).toEqual(skus.slice(1))
  },
  'decimals arrive to the last place': async ({ port, booked }) => {
    // As binary floats, the first would be read back as another figure once it is added up.
    const lines = { Item1: '123456789.12345', Item2: '-0.00001' }
    expect(await port.push(stocktake(lines), never)).toMatchObject({ kind: 'delivered' })
    expect(booked()[0]!.lines.map(({ quantity }) => quantity)).toEqual(['123456789.12345', '-0.00001'])
    expect(await port.find('stocktake', 'CAR-25', never)).toEqual({
      kind: 'found',
      found: ours(booked()[0]!.number, lines),
    })
  },
  'SKUs with odd letters arrive as they are': async ({ port, know, booked }) => {
    const skus = ['a,b', 'say "hi"', 'a/b?c#d', '00042', 'trailing ', 'Größe 38 – 靴', '50% &more', "it's"]
    know(...skus)
    const items = await port.lookUpItems([...skus, 'trailing', '42', 'A,B'], never)
    expect(items.kind === 'ok' && [...items.value.keys()]).toEqual(skus)
    const lines = skus.map((sku, index) => lineOf(sku, String(index + 1)))
    expect(await port.push(stocktake({}, { lines }), never)).toMatchObject({ kind: 'delivered' })
    expect(booked()[0]!.lines.map(({ sku }) => sku)).toEqual(skus)
    expect(await port.find('stocktake', 'CAR-25', never)).toMatchObject({
      found: { lines: skus.map((sku) => ({ sku })) },
    })
  },
  'locations are listed': async ({ port }) => {
    expect(await port.locations(never)).toEqual({
      kind: 'ok',
      value: [
        { id: 'WH', name: 'Main Warehouse' },
        { id: 'HS', name: 'Harbour Street' },
      ],
    })
  },
  'no token stands in any text': async ({ port, next, token, close }) => {
    const echo = JSON.stringify({ problems: [{ code: token, message: `Bearer ${token} may not` }], number: null })
    const statuses = [200, 302, 400, 401, 403, 404, 409, 422, 429, 500]
    next(...statuses.map((status) => before(status, {}, echo)))
    const texts: string[] = []
    for (const status of statuses) texts.push(`${status} ${text(await port.push(stocktake({ Item1: '1' }), never))}`)
    next(...statuses.map((status) => before(status, {}, echo)))
    for (const status of statuses) texts.push(`${status} ${text(await port.find('stocktake', 'CAR-25', never))}`)
    await close()
    texts.push(text(await port.push(stocktake({ Item1: '1' }), never)))
    expect(texts.filter((one) => one.includes(token))).toEqual([])
    expect(texts).toHaveLength(21)
  },
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? formatQuantity(inner) : inner))
}

function ours(number: string, lines: Readonly<Record<string, string>>) {
  return {
    number,
    consignmentId: 'consignment-1',
    lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity: amount(quantity) })),
  }
}

/** Runs every case against a connector. `notHere`: the cases that its system cannot have, and why. */
export function itKeepsTheContract(
  name: string,
  start: () => Promise<Stand>,
  notHere: Readonly<Partial<Record<ContractCase, string>>> = {},
): void {
  describe(`${name} keeps the contract of every warehouse`, () => {
    let stand: Stand
    beforeEach(async () => {
      stand = await start()
      stand.know('Item1', 'Item2', 'Item3')
    })
    afterEach(() => stand.close())
    for (const [title, test] of Object.entries(cases) as [ContractCase, Test][]) {
      const why = notHere[title]
      if (why === undefined) it(title, () => test(stand))
      else it.skip(`${title} (${why})`, () => undefined)
    }
  })
}
