import axios from 'axios'
import { Agent, createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OutgoingDocument } from '../../../src/core/document'
import { shelfKey } from '../../../src/core/on-hand'
import { startFaultProxy, type FaultProxy, type Reply } from '../../fakes/fault-proxy'
import { startJsonWarehouse, type JsonWarehouse } from '../../fakes/json-warehouse'
import { untrusted } from '../../fixtures/untrusted-certificate'
import { lineOf, never } from '../contract/trial'
import { openHttp } from './open-http'

let warehouse: JsonWarehouse
let line: FaultProxy

beforeEach(async () => {
  warehouse = await startJsonWarehouse()
  warehouse.items.set('Item1', [{ item: '1', name: 'First' }])
  line = await startFaultProxy(warehouse.url)
})
afterEach(async () => {
  await line.close()
  await warehouse.close()
})

const order: OutgoingDocument = {
  place: { kind: 'stocktake', location: 'WH' },
  reference: 'CAR-25',
  key: '5f0c2a52-6f5e-5d0a-9c1b-0d6b3f9f2a11',
  lines: [lineOf('Item1', '1')],
  source: { consignmentId: 'consignment-1', reference: 'CAR-25', type: 'SUPPLIER', cause: 'scan' },
}
/** The warehouse, but for what befalls the line to it. */
const overTheLine = () => openHttp({ url: line.url, token: warehouse.token })
const answers = (reply: Reply) => void line.befall(() => true, { when: 'before', reply })

describe('what goes over the line to an in-house system', () => {
  it('a stocktake says its reference, place, lines and whose it is, under its key', async () => {
    const lines = [lineOf('Item1', '-2.5', '0'), { ...lineOf('Item2', '10'), sku: 'Vend 2' }]
    await openHttp(warehouse).push({ ...order, lines }, never)
    const [request] = warehouse.heard
    expect(request).toMatchObject({ method: 'POST', path: '/stock/v1/stocktakes' })
    expect(request!.headers).toMatchObject({
      authorization: `Bearer ${warehouse.token}`,
      'idempotency-key': '5f0c2a52-6f5e-5d0a-9c1b-0d6b3f9f2a11',
      'content-type': 'application/json',
    })
    expect(JSON.parse(request!.body)).toEqual({
      reference: 'CAR-25',
      location: 'WH',
      lines: [
        { sku: 'Item1', quantity: '-2.5', counted: '0' },
        { sku: 'Item2', quantity: '10' },
      ],
      source: { consignmentId: 'consignment-1', reference: 'CAR-25', type: 'SUPPLIER', cause: 'scan' },
    })
  })

  it('a transfer says from and to', async () => {
    const place = { kind: 'stock-transfer', from: 'WH', to: 'HS' } as const
    await openHttp(warehouse).push({ ...order, place }, never)
    expect(warehouse.heard[0]).toMatchObject({ path: '/stock/v1/stock-transfers' })
    expect(JSON.parse(warehouse.heard[0]!.body)).toMatchObject({ from: 'WH', to: 'HS' })
  })

  it('a look-up encodes the reference, and item look-ups ask for 500 at a time', async () => {
    const port = openHttp({ ...warehouse, url: `${warehouse.url}/` })
    await port.find({ ...order, reference: 'CAR/25 ä' }, never)
    expect(warehouse.heard[0]!.path).toBe('/stock/v1/documents/CAR%2F25%20%C3%A4')
    await port.lookUpItems([...Array.from({ length: 501 }, (_, index) => `S-${index}`), 'S-1'], never)
    const asked = warehouse.heard.slice(1).map(({ body }) => (JSON.parse(body) as { skus: string[] }).skus.length)
    expect(asked).toEqual([500, 1])
  })
})

describe('what lies where', () => {
  const shelves = [
    { location: 'WH', item: 'Item1' },
    { location: 'HS', item: 'Item1' },
    { location: 'WH', item: 'Item2' },
  ]
  const told = async (port = openHttp(warehouse)) => {
    const answer = await port.onHand(shelves, never)
    if (answer.kind !== 'ok') return answer.kind
    return shelves.map((shelf) => answer.value.get(shelfKey(shelf)))
  }
  beforeEach(() => {
    warehouse.items.set('Item2', [{ item: '2', name: 'Second' }])
    warehouse.stocked.set('WH Item1', 1_250_000n)
  })

  it('is asked place by place, every SKU in one request, 50 of them at most', async () => {
    expect(await told()).toEqual([1_250_000n, 0n, 0n])
    expect(warehouse.heard.map(({ path }) => path)).toEqual([
      '/stock/v1/on-hand?location=WH&sku=Item1&sku=Item2',
      '/stock/v1/on-hand?location=HS&sku=Item1',
    ])
    const many = Array.from({ length: 51 }, (_, index) => ({ location: 'Shelf 1 & 2', item: `S ${index}` }))
    await openHttp(warehouse).onHand([...many, ...many], never)
    const asked = warehouse.heard.slice(2).map(({ path }) => path.split('&sku=').length - 1)
    expect(asked).toEqual([50, 1])
    expect(warehouse.heard[2]?.path).toContain('?location=Shelf%201%20%26%202&sku=S%200&')
  })

  it('never makes an address that is too long for a server', async () => {
    const long = Array.from({ length: 9 }, (_, index) => ({ location: 'WH', item: `${index}${'ä'.repeat(300)}` }))
    await openHttp(warehouse).onHand(long, never)
    expect(warehouse.heard.map(({ path }) => path.split('&sku=').length - 1)).toEqual([2, 2, 2, 2, 1])
  })

  it('a system that heeds one SKU of several tells that one, and one without the question tells nothing', async () => {
    warehouse.saysOnHand = 'of the first SKU'
    expect(await told()).toEqual([1_250_000n, 0n, undefined])
    warehouse.saysOnHand = 'no'
    expect(await told()).toEqual([undefined, undefined, undefined])
  })

  const row = (sku: string, onHand: unknown) => ({ location: 'WH', sku, onHand })
  it.each([
    ['more than was asked for', [row('Item1', '7'), row('Item9', '1')], [700_000n, undefined]],
    ['numbers', [row('Item1', 7.25), row('Item2', -3)], [725_000n, -300_000n]],
    ['what cannot be read', [row('Item1', 'many'), row('Item2', null)], [undefined, undefined]],
    ['one shelf twice, alike', [row('Item1', '7'), row('Item1', '7.0')], [700_000n, undefined]],
    ['one shelf twice, otherwise', [row('Item1', '7'), row('Item1', '8'), row('Item1', '7')], [undefined, undefined]],
    ['other case', [row('item1', '7')], [undefined, undefined]],
  ])('said as %s is read as far as it is certain', async (_, rows, [first, second]) => {
    const reply = { status: 200, body: JSON.stringify(rows) }
    answers(reply)
    answers(reply)
    expect(await told(overTheLine())).toEqual([first, undefined, second])
  })

  it('asked with too much going on there waits', async () => {
    answers({ status: 429 })
    expect(await told(overTheLine())).toBe('retry')
  })
})

describe('what an answer means', () => {
  const answered: readonly (readonly [string, Reply, object])[] = [
    [
      'a number that is written as a number is one',
      { status: 200, body: '{"number":10000000000000001}' },
      { kind: 'delivered', number: '10000000000000001' },
    ],
    ['a conflict that does not say whose is unsure', { status: 409, body: '{"number":"ST-1"}' }, { kind: 'unsure' }],
    [
      'a conflict with a line that is no quantity is unsure',
      { status: 409, body: '{"number":"ST-1","source":null,"lines":[{"sku":"a","quantity":"1e3"}]}' },
      { kind: 'unsure' },
    ],
    ['a conflict as a web page is unsure', { status: 409, body: '<h1>Conflict</h1>' }, { kind: 'unsure' }],
    [
      'a conflict whose figures are written as numbers is read to the last place',
      {
        status: 409,
        body: '{"number":"ST-1","source":{"consignmentId":"c"},"lines":[{"sku":"a","quantity":123456789.12345}]}',
      },
      {
        kind: 'exists',
        found: { number: 'ST-1', consignmentId: 'c', lines: [{ item: 'a', quantity: 12345678912345n }] },
      },
    ],
    ['a permanent redirect is a wrong address', { status: 301, headers: { location: '/other' } }, { kind: 'retry' }],
    [
      'a redirect that may follow a booking is unsure',
      { status: 303, headers: { location: '/done' } },
      { kind: 'unsure' },
    ],
    [
      'an address that is not there is tried again, and refuses no document',
      { status: 404, body: '<h1>nginx</h1>' },
      { kind: 'retry' },
    ],
    [
      'a 404 that says what is wrong with the document refuses it',
      { status: 404, body: '{"problems":[{"location":"WH","message":"gone"}]}' },
      { kind: 'refused', problems: [{ location: 'WH', code: 'refused', message: 'gone' }] },
    ],
    [
      'a refusal without a reason says so',
      { status: 400, body: '{"problems":[{"sku":"Item1"}]}' },
      { kind: 'refused', problems: [{ item: 'Item1', code: 'refused', message: 'The warehouse gave no reason.' }] },
    ],
    ['a forbidden action is unauthorised', { status: 403, body: '{}' }, { kind: 'unauthorised' }],
    ['an answer that is not UTF-8 text is unsure', { status: 201, body: 'PK\u0003\u0004' }, { kind: 'unsure' }],
  ]
  it.each(answered)('%s', async (_, reply, outcome) => {
    answers(reply)
    expect(await overTheLine().push(order, never)).toMatchObject(outcome)
  })

  it('ours under another kind of document is found as that kind', async () => {
    await overTheLine().push(order, never)
    const transfer = { ...order, place: { kind: 'stock-transfer', from: 'WH', to: 'HS' } as const }
    expect(await overTheLine().find(transfer, never)).toMatchObject({ kind: 'found', found: { kind: 'stocktake' } })
  })

  it('all that bears a SKU is told once each, and what was not asked for is not', async () => {
    const rows = [
      { sku: 'a', item: '1' },
      { sku: 'a', item: '2' },
      { sku: 'a', item: '2' },
      { sku: 'b', item: 3, name: null, barcode: ' 400 ', step: '0.5', unfit: 'service' },
      { sku: 'c', item: '4' },
      { sku: 'A', item: '5' },
    ]
    answers({ status: 200, body: JSON.stringify(rows) })
    const answer = await overTheLine().lookUpItems(['a', 'b'], never)
    const a = { item: 'a', code: 'a', name: 'a', barcode: null, step: null, unfit: null }
    const b = { item: 'b', code: 'b', name: 'b', barcode: '400', step: 50_000n, unfit: 'service' }
    expect(answer).toEqual({
      kind: 'ok',
      value: new Map([
        ['a', [a, a]],
        ['b', [b]],
      ]),
    })
  })

  it('what it says beyond the name is left out where it cannot be read', async () => {
    const rows = [
      { sku: 'a', item: '1', barcode: 7, step: 'some', unfit: 'sold out' },
      { sku: 'b', item: '2', barcode: '', step: '0', unfit: null },
      { sku: 'c', item: '3', barcode: { ean: 1 }, step: -1, unfit: true },
    ]
    answers({ status: 200, body: JSON.stringify(rows) })
    const answer = await overTheLine().readItems(['a', 'b', 'c'], never)
    const read = answer.kind === 'ok' ? [...answer.value.values()] : []
    expect(read.map(({ barcode, step, unfit }) => ({ barcode, step, unfit }))).toEqual([
      { barcode: '7', step: null, unfit: null },
      { barcode: null, step: null, unfit: null },
      { barcode: null, step: null, unfit: null },
    ])
  })

  it('of two items behind one SKU neither can be named by a document, so neither is read', async () => {
    warehouse.items.set('Twice', [
      { item: '7', name: 'One' },
      { item: '8', name: 'Other' },
    ])
    const answer = await overTheLine().readItems(['Twice', 'Item1'], never)
    expect(answer.kind === 'ok' && [...answer.value.keys()]).toEqual(['Item1'])
  })

  it('a second page of items that does not come leaves no half answer', async () => {
    answers({ status: 200, body: '[]' })
    answers('reset')
    const skus = Array.from({ length: 501 }, (_, index) => `S-${index}`)
    expect(await overTheLine().lookUpItems(skus, never)).toMatchObject({ kind: 'retry' })
  })
})

describe('whether a request left', () => {
  it('without an address nothing did', async () => {
    const http = axios.create({
      lookup: (_host, _options, answer) => {
        setImmediate(answer, Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), [])
      },
    })
    const port = openHttp({ url: 'http://warehouse.test', token: 'abc' }, { http })
    const outcome = await port.push(order, never)
    expect(outcome).toMatchObject({ kind: 'retry' })
    expect(JSON.stringify(outcome)).toContain('not found')
  })

  it('without a way there nothing did, even when that is known at once', async () => {
    // Node finds out before it hands the connection to the request.
    const http = axios.create({
      lookup: (_host, _options, answer) => {
        answer(Object.assign(new Error('no way'), { code: 'ENETUNREACH' }), [])
      },
    })
    const port = openHttp({ url: 'http://warehouse.test', token: 'abc' }, { http })
    expect(await port.push(order, never)).toMatchObject({ kind: 'retry' })
  })

  it('to a certificate that nobody vouches for nothing did', async () => {
    const heard: string[] = []
    const server = createServer(untrusted, (request, response) => {
      heard.push(request.url ?? '')
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const port = openHttp({ url: `https://localhost:${(server.address() as AddressInfo).port}`, token: 'abc' })
    const outcome = await port.push(order, never)
    expect(outcome).toMatchObject({ kind: 'retry' })
    expect(JSON.stringify(outcome)).toContain('its certificate is not trusted')
    expect(heard).toEqual([])
    await new Promise((resolve) => server.close(resolve))
  })

  it('over good https the document arrives, and a line cut after it is unsure', async () => {
    const heard: string[] = []
    const server = createServer(untrusted, (request) => {
      heard.push(request.url ?? '')
      request.socket.destroy()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const base = `https://localhost:${(server.address() as AddressInfo).port}`
    const port = openHttp(
      { url: base, token: 'abc' },
      { http: axios.create({ httpsAgent: new Agent({ ca: untrusted.cert }) }) },
    )
    expect(await port.push(order, never)).toMatchObject({ kind: 'unsure' })
    expect(heard).toEqual(['/stocktakes'])
    await new Promise((resolve) => server.close(resolve))
  })

  it('to a warehouse that speaks no https nothing did', async () => {
    const port = openHttp({ ...warehouse, url: warehouse.url.replace('http:', 'https:') })
    expect(await port.push(order, never)).toMatchObject({ kind: 'retry' })
    expect(warehouse.heard).toHaveLength(0)
  })

  it('in a world without sockets it counts as left', async () => {
    const http = axios.create({ adapter: () => Promise.reject(new Error('gone')) })
    const port = openHttp(warehouse, { http })
    expect(await port.push(order, never)).toMatchObject({ kind: 'unsure' })
  })

  it('each document has a connection of its own, so that none dies of another’s', async () => {
    await openHttp(warehouse).push(order, never)
    await openHttp(warehouse).push(order, never)
    expect(warehouse.heard.map(({ headers }) => headers.connection)).toEqual(['close', 'close'])
  })
})
