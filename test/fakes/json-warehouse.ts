import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { formatQuantity, parseQuantity, sum, type Quantity } from '../../src/core/quantity'

type Reply = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }

export type StoredItem = {
  readonly item: string
  readonly name: string
  readonly barcode?: string
  readonly step?: string
  readonly unfit?: string
}

export type Booked = {
  readonly number: string
  readonly kind: 'stocktake' | 'stock-transfer'
  readonly reference: string
  readonly key: string | null
  readonly location?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly lines: readonly { readonly sku: string; readonly quantity: string; readonly counted?: string | undefined }[]
  readonly source: unknown
}

export type Heard = {
  readonly method: string
  /** As it stood in the request line, not decoded. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

export type JsonWarehouse = {
  readonly url: string
  readonly token: string
  readonly heard: readonly Heard[]
  readonly booked: readonly Booked[]
  /** SKU → what bears it; what is missing here, unfit or ambiguous is refused. */
  readonly items: Map<string, readonly StoredItem[]>
  /** Id → name. */
  readonly locations: Map<string, string>
  /** `location sku` → what it began with; only where a figure stands is going below zero refused. */
  readonly stocked: Map<string, Quantity>
  onHand(location: string, sku: string): Quantity
  /** Whether it can be asked what lies where, and how many SKUs of one question it heeds. */
  saysOnHand: 'of every SKU' | 'of the first SKU' | 'no'
  /** Puts a document there that somebody else made. */
  keep(document: Omit<Booked, 'number' | 'key'>): void
  close(): Promise<void>
}

/** It refuses a longer one. */
export const longestReference = 100

const line = z.object({ sku: z.string(), quantity: z.string(), counted: z.string().optional() })
const posted = z.object({
  reference: z.string(),
  location: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  lines: z.array(line),
  source: z.unknown(),
})

/** A whole small plain JSON warehouse on a free port, with a memory. */
export async function startJsonWarehouse(): Promise<JsonWarehouse> {
  const heard: Heard[] = []
  const booked: Booked[] = []
  const server = createServer((request, response) => {
    void readRequest(request).then((asked) => {
      heard.push(asked)
      const { status, headers, body } = answerTo(warehouse, booked, asked)
      response.writeHead(status, headers)
      response.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const warehouse: JsonWarehouse = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/stock/v1`,
    token: 'planted-warehouse-token-7261',
    heard,
    booked,
    items: new Map(),
    locations: new Map([
      ['WH', 'Main Warehouse'],
      ['HS', 'Harbour Street'],
    ]),
    stocked: new Map(),
    saysOnHand: 'of every SKU',
    onHand: (location, sku) => {
      const changes = booked.flatMap((document) => changesOf(document, location, sku))
      return sum([warehouse.stocked.get(`${location} ${sku}`) ?? 0n, ...changes])
    },
    keep: (document) => {
      booked.push({ ...document, number: numberAfter(booked), key: null })
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
  return warehouse
}

async function readRequest(request: IncomingMessage): Promise<Heard> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

function answerTo(warehouse: JsonWarehouse, booked: Booked[], { method, path, headers, body }: Heard): Reply {
  if (headers.authorization !== `Bearer ${warehouse.token}`) return json(401, { error: 'unknown token' })
  const below = path.replace('/stock/v1', '')
  const key = typeof headers['idempotency-key'] === 'string' ? headers['idempotency-key'] : null
  if (method === 'POST' && below === '/stocktakes') return book(warehouse, booked, 'stocktake', key, body)
  if (method === 'POST' && below === '/stock-transfers') return book(warehouse, booked, 'stock-transfer', key, body)
  if (method === 'GET' && below === '/locations')
    return json(
      200,
      [...warehouse.locations].map(([id, name]) => ({ id, name })),
    )
  if (method === 'POST' && below === '/items/lookup') {
    const { skus } = z.object({ skus: z.array(z.string()) }).parse(JSON.parse(body))
    return json(
      200,
      skus.flatMap((sku) => {
        return (warehouse.items.get(sku) ?? []).map((item) => ({ sku, ...item }))
      }),
    )
  }
  if (method === 'GET' && below.startsWith('/documents/')) {
    const reference = decodeURIComponent(below.slice('/documents/'.length))
    const there = booked.find((document) => document.reference === reference)
    return there ? json(200, there) : json(404, { error: 'no such document' })
  }
  if (method === 'GET' && below.startsWith('/on-hand?') && warehouse.saysOnHand !== 'no') {
    const asked = new URL(below, warehouse.url).searchParams
    const location = asked.get('location') ?? ''
    const heeded = asked.getAll('sku').slice(0, warehouse.saysOnHand === 'of every SKU' ? Infinity : 1)
    const known = heeded.filter((sku) => warehouse.locations.has(location) && warehouse.items.has(sku))
    return json(
      200,
      known.map((sku) => ({ location, sku, onHand: formatQuantity(warehouse.onHand(location, sku)) })),
    )
  }
  return { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not Found</h1>' }
}

function book(
  warehouse: JsonWarehouse,
  booked: Booked[],
  kind: Booked['kind'],
  key: string | null,
  body: string,
): Reply {
  const document = posted.parse(JSON.parse(body))
  const there = booked.find((old) => (key !== null && old.key === key) || old.reference === document.reference)
  if (there) return json(409, there)
  if (document.reference.length > longestReference)
    return json(400, { problems: [{ code: 'too-long', message: 'The reference is too long.' }] })
  const places = [document.location, document.from, document.to].filter((place) => place !== undefined)
  const problems = [
    ...places
      .filter((place) => !warehouse.locations.has(place))
      .map((location) => ({ location, code: 'unknown-location', message: `There is no location ${location}.` })),
    ...document.lines.flatMap((line) => problemsOf(warehouse, document, line)),
  ]
  if (problems.length > 0) return json(422, { problems })
  const number = numberAfter(booked)
  booked.push({ ...document, number, kind, key })
  return json(201, { number })
}

function problemsOf(
  warehouse: JsonWarehouse,
  { location, from }: z.output<typeof posted>,
  { sku, quantity }: z.output<typeof line>,
): readonly { readonly sku: string; readonly code: string; readonly message: string }[] {
  const problem = (code: string, message: string) => [{ sku, code, message }]
  const [item, second] = warehouse.items.get(sku) ?? []
  const change = parseQuantity(quantity)
  const step = item?.step === undefined ? null : parseQuantity(item.step)
  if (!item) return problem('unknown-sku', `There is no item ${sku}.`)
  if (second) return problem('ambiguous', `There are two items ${sku}.`)
  if (item.unfit !== undefined) return problem(item.unfit, `No stock is kept of ${sku}.`)
  if (change === null || (step !== null && change % step !== 0n)) return problem('too-fine', `${sku} comes in wholes.`)
  const place = location ?? from ?? ''
  const after = warehouse.onHand(place, sku) + (location === undefined ? -change : change)
  if (!warehouse.stocked.has(`${place} ${sku}`) || after >= 0n) return []
  return problem('negative-stock', `${sku} would go below zero.`)
}

/** What a document changed of one item at one place. */
function changesOf({ location, from, to, lines }: Booked, place: string, sku: string): Quantity[] {
  const own = lines.filter((line) => line.sku === sku).map(({ quantity }) => parseQuantity(quantity) ?? 0n)
  if (place === location || place === to) return own
  return place === from ? own.map((quantity) => -quantity) : []
}

function numberAfter(booked: readonly Booked[]): string {
  return `ST-${(booked.length + 1).toString().padStart(5, '0')}`
}

function json(status: number, body: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
