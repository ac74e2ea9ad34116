import { describe, expect, it } from 'vitest'
import type { ConsignmentStatus, LineStatus } from '../../src/core/consignment'
import { toConsignment, toLine, toOutlet, toProduct } from '../../src/vend/map'
import { readJson } from '../../src/vend/read-json'
import { consignmentRow, lineRow, outletRow, parseOne, parsePage, productRow } from '../../src/vend/schema'
import { linesSample, orderSample, transferSample } from '../fixtures/vend-samples'

function read(text: string): unknown {
  const json = readJson(text)
  if (!json.ok) throw new Error(`not JSON: ${text}`)
  return json.value
}

function page<Row, To>(row: Parameters<typeof parsePage<Row>>[0], to: (row: Row) => To, text: string): To[] {
  const parsed = parsePage(row, read(text))
  if (!parsed.ok) throw new Error(parsed.where)
  return parsed.value.rows.map(to)
}

const consignment = (fields: string) =>
  page(consignmentRow, toConsignment, `{"data":[{"id":"c1","outlet_id":"o1","version":7${fields}}]}`)[0]
const line = (fields: string) => page(lineRow, toLine, `{"data":[{"product_id":"p1"${fields}}]}`)[0]
const product = (fields: string) => page(productRow, toProduct, `{"data":[{"id":"0adfd74a-152c"${fields}}]}`)[0]

describe('consignments', () => {
  it('reads the order of the documentation', () => {
    expect(page(consignmentRow, toConsignment, orderSample)).toEqual([
      {
        id: '7dbe52cd-0ae4-11e4-a0f5-b8ca3a64f8f4',
        kind: 'order',
        status: 'received',
        vendType: 'SUPPLIER',
        vendStatus: 'RECEIVED',
        outletId: 'b1e04bd8-f019-11e3-a0f5-b8ca3a64f8f4',
        sourceOutletId: null,
        reference: null,
        name: 'Order - Mon 14 Jul 2014',
        version: 827406n,
        createdAt: Date.UTC(2014, 6, 13, 23, 22),
        updatedAt: Date.UTC(2015, 6, 30, 2, 59, 51),
        receivedAt: Date.UTC(2015, 6, 30, 2, 59, 51),
        deleted: false,
        gain: null,
        loss: null,
      },
    ])
  })

  it('reads the transfer of the documentation, with both outlets', () => {
    const parsed = parseOne(consignmentRow, read(transferSample))
    expect(parsed.ok && toConsignment(parsed.value)).toMatchObject({
      kind: 'transfer',
      status: 'received',
      outletId: 'b8ca3a65-0183-11e4-fbb5-2816d2677218',
      sourceOutletId: 'b1e04bd8-f019-11e3-a0f5-b8ca3a64f8f4',
      version: 1228872n,
    })
  })

  it.each([
    ['SUPPLIER', 'order'],
    ['RETURN', 'return'],
    ['OUTLET', 'transfer'],
    ['STOCKTAKE', 'count'],
    ['PALLET', null],
    ['supplier', null],
    ['__proto__', null],
  ])('the type %s is %s', (vendType, kind) => {
    expect(consignment(`,"type":"${vendType}"`)).toMatchObject({ kind, vendType })
  })

  const statuses = {
    OPEN: 'open',
    SENT: 'sent',
    DISPATCHED: 'dispatched',
    RECEIVED: 'received',
    STOCKTAKE: 'scheduled',
    STOCKTAKE_SCHEDULED: 'scheduled',
    STOCKTAKE_IN_PROGRESS: 'counting',
    STOCKTAKE_IN_PROGRESS_PROCESSED: 'counted',
    STOCKTAKE_COMPLETE: 'complete',
    CLOSED: 'closed',
    CANCELLED: 'cancelled',
    DISPATCHED_SUCCESS: null,
    constructor: null,
  } satisfies Record<string, ConsignmentStatus | null>
  it.each(Object.entries(statuses))('the status %s is %s', (vendStatus, status) => {
    expect(consignment(`,"status":"${vendStatus}"`)).toMatchObject({ status, vendStatus })
  })

  it('takes a missing field for a null one', () => {
    const nulls = ',"type":null,"status":null,"reference":null,"name":null,"source_outlet_id":null,"deleted_at":null'
    expect(consignment(nulls)).toEqual(consignment(''))
    expect(consignment('')).toMatchObject({ kind: null, status: null, vendType: '', reference: null, deleted: false })
  })

  it('keeps a version of 64 bits to the last digit', () => {
    const text = '{"data":[{"id":"c1","outlet_id":"o1","version":9007199254740993}],"version":{"max":9007199254740993}}'
    expect(page(consignmentRow, toConsignment, text)[0]?.version).toBe(9007199254740993n)
  })

  it('says which are deleted, and when', () => {
    expect(consignment(',"deleted_at":"2026-01-02T03:04:05+00:00"')?.deleted).toBe(true)
  })

  it.each([
    ['2014-07-13T23:22:00+00:00', Date.UTC(2014, 6, 13, 23, 22)],
    ['2014-07-14T11:22:00+12:00', Date.UTC(2014, 6, 13, 23, 22)],
    ['2014-07-13T23:22:00.250Z', Date.UTC(2014, 6, 13, 23, 22, 0, 250)],
    ['2014-07-13T23:22:00+0000', Date.UTC(2014, 6, 13, 23, 22)],
    ['2014-07-13 23:22:00', Date.UTC(2014, 6, 13, 23, 22)],
    ['2014-07-13', Date.UTC(2014, 6, 13)],
    ['2014-13-45T00:00:00Z', null],
    ['yesterday', null],
  ])('the time “%s” is %s', (text, time) => {
    expect(consignment(`,"received_at":"${text}"`)?.receivedAt).toBe(time)
  })

  it.each([
    ['no id', '{"outlet_id":"o1","version":1}', 'data.1.id'],
    ['a null id', '{"id":null,"outlet_id":"o1","version":1}', 'data.1.id'],
    ['an id that climbs the path', '{"id":"../../users","outlet_id":"o1","version":1}', 'data.1.id'],
    ['no outlet', '{"id":"c2","version":1}', 'data.1.outlet_id'],
    ['no version', '{"id":"c2","outlet_id":"o1"}', 'data.1.version'],
    ['a version beyond 64 bits', '{"id":"c2","outlet_id":"o1","version":9223372036854775808}', 'data.1.version'],
    ['a broken version', '{"id":"c2","outlet_id":"o1","version":1.5}', 'data.1.version'],
    ['nothing at all', 'null', 'data.1'],
  ])('a page with a row with %s is refused as a whole', (_, row, where) => {
    const text = `{"data":[{"id":"c1","outlet_id":"o1","version":1},${row}]}`
    expect(parsePage(consignmentRow, read(text))).toEqual({ ok: false, where })
  })
})

describe('lines', () => {
  it('reads the lines of the documentation: one product three times, once without a count', () => {
    expect(
      page(lineRow, toLine, linesSample).map(({ count, received, included }) => [count, received, included]),
    ).toEqual([
      [1_000_000n, 1_000_000n, false],
      [null, 0n, false],
      [1_000_000n, 0n, true],
    ])
  })

  const statuses = {
    PENDING: 'pending',
    SUCCESS: 'success',
    SENT_SUCCESS: 'sent',
    RECEIVE_SUCCESS: 'received',
    STOCKTAKE_SUCCESS: 'counted',
    RECEIVE_FAIL: 'failed',
    SENT_FAIL: 'unknown',
    __PROTO__: 'unknown',
  } satisfies Record<string, LineStatus>
  it.each(Object.entries(statuses))('the status %s is %s', (vendStatus, status) => {
    expect(line(`,"status":"${vendStatus}"`)).toMatchObject({ status, vendStatus })
  })

  it.each(['', ',"status":null', ',"status":""'])('a status that is not there (%s) is unstated', (fields) => {
    expect(line(fields)).toMatchObject({ status: 'unstated', vendStatus: null })
  })

  it.each([
    ['"10.00000"', 1_000_000n],
    ['10', 1_000_000n],
    ['-2.5', -250_000n],
    ['0.1', 10_000n],
    ['0.00000', 0n],
    ['100000000.00001', 10_000_000_000_001n],
    ['null', null],
    ['""', null],
    ['"ten"', null],
    ['"1,000"', null],
    ['1e3', null],
    ['{}', null],
    ['true', null],
  ])('the figure %s is %s', (figure, quantity) => {
    expect(line(`,"count":${figure},"received":${figure}`)).toMatchObject({ count: quantity, received: quantity })
  })

  it.each([
    ['true', true],
    ['false', false],
    ['null', null],
    ['"perhaps"', null],
  ])('is_included %s is %s', (text, included) => {
    expect(line(`,"is_included":${text}`)?.included).toBe(included)
  })

  it('passes deleted lines on as deleted', () => {
    expect(line(',"deleted_at":"2026-01-02T03:04:05Z"')?.deleted).toBe(true)
    expect(line(',"deleted_at":null')?.deleted).toBe(false)
  })
})

describe('products', () => {
  it('calls a variant by its whole name', () => {
    expect(product(',"name":"T-shirt","variant_name":"T-shirt / Red","sku":"TS-R","version":5')).toEqual({
      id: '0adfd74a-152c',
      sku: 'TS-R',
      name: 'T-shirt / Red',
      codes: [],
      tracked: true,
      composite: false,
      version: 5n,
    })
  })

  it.each([
    [',"name":"Cap","variant_name":null', 'Cap'],
    [',"sku":"CAP"', 'CAP'],
    ['', '0adfd74a'],
  ])('finds a name in {%s}', (fields, name) => {
    expect(product(fields)?.name).toBe(name)
  })

  it('keeps a SKU that Vend writes as a number, and knows an empty one for none', () => {
    expect(product(',"sku":10045')?.sku).toBe('10045')
    expect(product(',"sku":""')?.sku).toBeNull()
  })

  it.each([
    ['', true],
    [',"has_inventory":null', true],
    [',"has_inventory":true', true],
    [',"has_inventory":false', false],
    [',"has_inventory":0', false],
  ])('{%s} is tracked: %s', (fields, tracked) => {
    expect(product(fields)?.tracked).toBe(tracked)
  })

  it('keeps its barcodes, and stumbles over none that it cannot read', () => {
    const codes = '[{"id":"c1","type":"EAN","code":"4006381333931"},{"type":"CUSTOM","code":10045},null,7,{"code":" "}]'
    expect(product(`,"product_codes":${codes}`)?.codes).toEqual(['4006381333931', '10045'])
    expect(product(',"product_codes":"none"')?.codes).toEqual([])
    expect(product(',"product_codes":null')?.codes).toEqual([])
  })

  it('knows a composite', () => {
    expect(product(',"is_composite":true')?.composite).toBe(true)
  })
})

describe('outlets', () => {
  it('leaves deleted outlets out', () => {
    const text =
      '{"data":[{"id":"o1","name":"Main Outlet"},{"id":"o2","name":"Old","deleted_at":"2020-01-01T00:00:00Z"}]}'
    expect(page(outletRow, toOutlet, text)).toEqual([{ id: 'o1', name: 'Main Outlet' }, null])
  })
})

describe('the envelope', () => {
  it.each([
    ['[]', 'the whole answer'],
    ['{}', 'data'],
    ['{"error":"x"}', 'data'],
    ['{"data":{}}', 'data'],
    ['{"data":null,"version":{"max":12}}', 'the whole answer'],
    ['{"data":[],"version":{"max":"twelve"}}', 'version.max'],
  ])('%s is not a page', (text, where) => {
    expect(parsePage(consignmentRow, read(text))).toEqual({ ok: false, where })
  })

  it.each([
    '{"data":[]}',
    '{"data":null}',
    '{"data":[],"version":{"min":null,"max":null}}',
    '{"data":[],"version":null}',
  ])('%s is an empty page', (text) => {
    expect(parsePage(consignmentRow, read(text))).toEqual({ ok: true, value: { rows: [], max: null } })
  })
})
