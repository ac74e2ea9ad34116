import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatQuantity } from '../../src/core/quantity'
import {
  openSampleWarehouse,
  type SampleWarehouse,
  type SampleWarehouseOptions,
} from '../../src/sample/sample-warehouse'

const token = 'warehouse-token'
let warehouse: SampleWarehouse
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'warehouse-'))
  await open()
})
afterEach(async () => {
  await warehouse.close()
  rmSync(folder, { recursive: true })
})

async function open(options: Partial<SampleWarehouseOptions> = {}) {
  warehouse = await openSampleWarehouse({ token, ...options })
}
async function reopen(options: Partial<SampleWarehouseOptions>) {
  await warehouse.close()
  await open(options)
}

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${warehouse.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': `key of ${JSON.stringify(body)}`, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const parsed: unknown = await response.json()
  return { status: response.status, body: parsed }
}

const source = { consignmentId: 'c-1', reference: 'CAR-25', type: 'SUPPLIER', cause: 'webhook' }
const stocktake = (reference: string, quantity: string | number = '60', more: object = {}) => ({
  reference,
  location: 'WH-MAIN',
  lines: [{ sku: 'Item1', quantity }],
  source,
  ...more,
})
const transfer = {
  reference: 'TRF-11',
  from: 'WH-MAIN',
  to: 'WH-HARBOUR',
  lines: [{ sku: 'Item1', quantity: '10' }],
  source,
}
const changes = () =>
  warehouse.changes().map(({ location, sku, quantity }) => `${location} ${sku} ${formatQuantity(quantity)}`)

describe('the sample warehouse', () => {
  it('books a stocktake and a transfer under numbers of its own, and moves what lies there', async () => {
    expect(await ask('POST', '/stocktakes', stocktake('CAR-25'))).toEqual({ status: 201, body: { number: 'ST-00024' } })
    expect(await ask('POST', '/stocktakes', stocktake('CAR-26', -2.5))).toMatchObject({ body: { number: 'ST-00025' } })
    expect(await ask('POST', '/stock-transfers', transfer)).toEqual({ status: 201, body: { number: 'TR-00012' } })
    expect(changes()).toEqual(['WH-MAIN Item1 47.5', 'WH-HARBOUR Item1 10'])
    expect(await ask('GET', '/on-hand?location=WH-MAIN&sku=Item1')).toEqual({
      status: 200,
      body: [{ location: 'WH-MAIN', sku: 'Item1', onHand: '59.5' }],
    })
    expect(warehouse.documents().map(({ number }) => number)).toEqual(['ST-00024', 'ST-00025', 'TR-00012'])
  })

  it('says what lies at a location of each SKU that it is asked for and knows, and of all where none is named', async () => {
    warehouse.addItem({ sku: 'GIFT-BOX', name: 'Gift box' })
    const lies = async (query: string) => (await ask('GET', `/on-hand?${query}`)).body
    expect(await lies('location=WH-MAIN&sku=Item1&sku=GIFT-BOX&sku=unknown')).toEqual([
      { location: 'WH-MAIN', sku: 'Item1', onHand: '12' },
      { location: 'WH-MAIN', sku: 'GIFT-BOX', onHand: '0' },
    ])
    expect(await lies('location=nowhere&sku=Item1')).toEqual([])
    expect(await lies('location=WH-MAIN')).toContainEqual({ location: 'WH-MAIN', sku: 'HONEY', onHand: '9' })
  })

  it('finds a document by its reference, with its source and lines', async () => {
    const lines = [{ sku: 'HONEY', quantity: '2', counted: '11.00000' }]
    await ask('POST', '/stocktakes', stocktake('CAR-25', '1', { lines }))
    expect(await ask('GET', '/documents/CAR-25')).toEqual({
      status: 200,
      body: {
        number: 'ST-00024',
        kind: 'stocktake',
        source,
        lines: [{ sku: 'HONEY', quantity: '2', counted: '11' }],
      },
    })
    expect((await ask('GET', '/documents/CAR-26')).status).toBe(404)
  })

  it('tells its locations and the items behind SKUs', async () => {
    expect((await ask('GET', '/locations')).body).toEqual([
      { id: 'WH-MAIN', name: 'Main warehouse' },
      { id: 'WH-HARBOUR', name: 'Harbour Street store room' },
    ])
    expect((await ask('POST', '/items/lookup', { skus: ['BEANS', 'GIFT-BOX'] })).body).toEqual([
      { sku: 'BEANS', item: 'BEANS', name: 'Coffee beans, loose, kg', onHand: '21.75' },
    ])
    warehouse.addItem({ sku: 'GIFT-BOX', name: 'Gift box' })
    expect((await ask('POST', '/items/lookup', { skus: ['GIFT-BOX'] })).body).toHaveLength(1)
  })

  it('lets nobody in without its token', async () => {
    expect((await ask('GET', '/locations', undefined, { authorization: 'Bearer guessed' })).status).toBe(401)
    expect((await ask('POST', '/stocktakes', stocktake('A'), { authorization: '' })).status).toBe(401)
    expect(warehouse.documents()).toEqual([])
  })

  it.each([
    [
      'an unknown SKU',
      '/stocktakes',
      stocktake('A', '1', { lines: [{ sku: 'GIFT-BOX', quantity: '1' }] }),
      { sku: 'GIFT-BOX', code: 'unknown-sku' },
    ],
    [
      'an unknown location',
      '/stocktakes',
      stocktake('A', '1', { location: 'NOWHERE' }),
      { location: 'NOWHERE', code: 'unknown-location' },
    ],
    [
      'an unknown destination',
      '/stock-transfers',
      { ...transfer, to: 'NOWHERE' },
      { location: 'NOWHERE', code: 'unknown-location' },
    ],
    [
      'a transfer to where it comes from',
      '/stock-transfers',
      { ...transfer, to: 'WH-MAIN' },
      { location: 'WH-MAIN', code: 'same-location' },
    ],
    ['no lines', '/stocktakes', stocktake('A', '1', { lines: [] }), { code: 'no-lines' }],
    ['a line of zero', '/stocktakes', stocktake('A', '0.00'), { sku: 'Item1', code: 'bad-quantity' }],
    [
      'a transfer of less than nothing',
      '/stock-transfers',
      { ...transfer, lines: [{ sku: 'Item1', quantity: '-1' }] },
      { sku: 'Item1', code: 'bad-quantity' },
    ],
    [
      'an item on two lines',
      '/stocktakes',
      stocktake('A', '1', {
        lines: [
          { sku: 'Item1', quantity: '1' },
          { sku: 'Item1', quantity: '2' },
        ],
      }),
      { sku: 'Item1', code: 'repeated-sku' },
    ],
    ['more places than a quantity has', '/stocktakes', stocktake('A', '0.000001'), { code: 'unreadable' }],
    ['no source', '/stocktakes', { ...stocktake('A'), source: undefined }, { code: 'unreadable' }],
  ])('refuses %s and books nothing', async (_what, path, body, problem) => {
    expect(await ask('POST', path, body)).toEqual({
      status: 400,
      body: { problems: [{ ...problem, message: expect.any(String) as unknown }] },
    })
    expect(warehouse.documents()).toEqual([])
  })

  it('refuses a document without a key', async () => {
    expect(await ask('POST', '/stocktakes', stocktake('A'), { 'idempotency-key': '' })).toMatchObject({
      status: 400,
      body: { problems: [{ code: 'no-key' }] },
    })
  })
})

describe('a repeated document', () => {
  it.each([
    ['reference', 'CAR-25', 'key-2'],
    ['key', 'CAR-26', 'key-1'],
  ])('is refused by its %s, with what is already there', async (_by, reference, key) => {
    await ask('POST', '/stocktakes', stocktake('CAR-25'), { 'idempotency-key': 'key-1' })
    expect(await ask('POST', '/stocktakes', stocktake(reference, '5'), { 'idempotency-key': key })).toMatchObject({
      status: 409,
      body: { number: 'ST-00024', source, lines: [{ sku: 'Item1', quantity: '60' }] },
    })
    expect(changes()).toEqual(['WH-MAIN Item1 60'])
  })

  it('is booked again by a warehouse that does not look', async () => {
    await reopen({ refusesRepeats: false })
    await ask('POST', '/stocktakes', stocktake('CAR-25'))
    expect(await ask('POST', '/stocktakes', stocktake('CAR-25'))).toEqual({ status: 201, body: { number: 'ST-00025' } })
    expect(changes()).toEqual(['WH-MAIN Item1 120'])
  })
})

describe('a warehouse in trouble', () => {
  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('drops the connection %s booking', async (when, booked) => {
    warehouse.fail({ when, only: 'POST /stocktakes', answer: 'drop' })
    await expect(ask('POST', '/stocktakes', stocktake('A'))).rejects.toThrow()
    expect(warehouse.documents()).toHaveLength(booked)
  })

  it('answers 500, 429 and a web page, and is well again after that', async () => {
    warehouse.fail(
      { when: 'after', answer: { status: 500 } },
      { when: 'before', answer: { status: 429, headers: { 'retry-after': '7' }, body: '{}' } },
      { when: 'before', answer: 'html' },
    )
    const send = (reference: string) =>
      fetch(`${warehouse.url}/stocktakes`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': reference },
        body: JSON.stringify(stocktake(reference)),
      })
    // The 500 waits for a request that is let through to the end.
    const busy = await send('A')
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '7'])
    const page = await send('A')
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html'])
    expect(warehouse.documents()).toEqual([])
    expect((await send('A')).status).toBe(500)
    expect(warehouse.documents()).toHaveLength(1)
    expect((await send('B')).status).toBe(201)
  })

  it('keeps a request waiting until it is let go', async () => {
    let release: (value: unknown) => void = () => undefined
    const released = new Promise((resolve) => (release = resolve))
    warehouse.fail({ when: 'before', only: 'POST', answer: { wait: released } })
    const sent = ask('POST', '/stocktakes', stocktake('A'))
    await ask('GET', '/locations')
    expect(warehouse.documents()).toEqual([])
    release(null)
    expect((await sent).status).toBe(201)
  })

  it('forgets ordered troubles when it is healed', async () => {
    warehouse.fail({ when: 'before', times: Infinity, answer: { status: 503 } })
    expect((await ask('GET', '/locations')).status).toBe(503)
    expect((await ask('GET', '/locations')).status).toBe(503)
    warehouse.heal()
    expect((await ask('GET', '/locations')).status).toBe(200)
  })
})

describe('the file of booked documents', () => {
  it('has a line for each, and brings them back after a restart', async () => {
    const file = join(folder, 'documents.jsonl')
    await reopen({ file, clock: { now: () => Date.parse('2026-11-02T10:00:00Z') } })
    await ask(
      'POST',
      '/stocktakes',
      stocktake('CAR-25', '60', { lines: [{ sku: 'Item1', quantity: '3', counted: '15' }] }),
    )
    await ask('POST', '/stock-transfers', transfer, { 'idempotency-key': 'key-2' })
    const before = [warehouse.documents(), warehouse.onHand()]
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    expect(JSON.parse(lines[1] ?? '')).toEqual({
      number: 'TR-00012',
      at: '2026-11-02T10:00:00.000Z',
      key: 'key-2',
      reference: 'TRF-11',
      kind: 'stock-transfer',
      from: 'WH-MAIN',
      to: 'WH-HARBOUR',
      lines: [{ sku: 'Item1', quantity: '10' }],
      source,
    })
    await reopen({ file })
    expect([warehouse.documents(), warehouse.onHand()]).toEqual(before)
    expect(await ask('POST', '/stocktakes', stocktake('CAR-26'))).toMatchObject({ body: { number: 'ST-00025' } })
    expect((await ask('POST', '/stocktakes', stocktake('CAR-25'))).status).toBe(409)
  })
})
