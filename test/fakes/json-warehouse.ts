import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

/** What one request gets instead of its answer. */
export type Reply =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  /** Closes the connection without an answer. */
  | 'reset'
  /** Never answers. */
  | 'silence'
  /** Promises more than it sends, and closes. */
  | 'cut'

/** `after`: the request has its effect first. */
export type Fault = { readonly when: 'before' | 'after'; readonly reply: Reply }

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
  /** SKU → its item; what is missing here is refused. */
  readonly items: Map<string, { readonly item: string; readonly name: string }>
  /** Id → name. */
  readonly locations: Map<string, string>
  /** `location sku` → pieces; a stocktake below zero is refused where a figure stands. */
  readonly onHand: Map<string, number>
  /** Befalls the next requests, one each. */
  next(...faults: readonly Fault[]): void
  /** Puts a document there that somebody else made. */
  keep(document: Omit<Booked, 'number' | 'key'>): void
  /** Resolves when the next request has arrived whole. */
  request(): Promise<void>
  close(): Promise<void>
}

const line = z.object({ sku: z.string(), quantity: z.string(), counted: z.string().optional() })
const posted = z.object({
  reference: z.string(),
  location: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  lines: z.array(line),
  source: z.unknown(),
})

/** A whole small plain JSON warehouse on a free port, with a memory and any trouble a test asks for. */
export async function startJsonWarehouse(): Promise<JsonWarehouse> {
  const heard: Heard[] = []
  const faults: Fault[] = []
  const booked: Booked[] = []
  const waiting: (() => void)[] = []
  const server = createServer((request, response) => {
    void readRequest(request).then((asked) => {
      heard.push(asked)
      const fault = faults.shift()
      const answer = fault?.when === 'before' ? null : answerTo(warehouse, booked, asked)
      for (const resolve of waiting.splice(0)) resolve()
      send(response, fault?.reply ?? answer ?? json(500, {}))
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
    onHand: new Map(),
    next: (...more) => {
      faults.push(...more)
    },
    keep: (document) => {
      booked.push({ ...document, number: numberAfter(booked), key: null })
    },
    request: () => new Promise((resolve) => waiting.push(resolve)),
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
        const item = warehouse.items.get(sku)
        return item ? [{ sku, ...item }] : []
      }),
    )
  }
  if (method === 'GET' && below.startsWith('/documents/')) {
    const reference = decodeURIComponent(below.slice('/documents/'.length))
    const there = booked.find((document) => document.reference === reference)
    return there ? json(200, there) : json(404, { error: 'no such document' })
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
  const places = [document.location, document.from, document.to].filter((place) => place !== undefined)
  const problems = [
    ...places
      .filter((place) => !warehouse.locations.has(place))
      .map((location) => ({ location, code: 'unknown-location', message: `There is no location ${location}.` })),
    ...document.lines.flatMap(({ sku, quantity }) => {
      if (!warehouse.items.has(sku)) return [{ sku, code: 'unknown-sku', message: `There is no item ${sku}.` }]
      const onHand = warehouse.onHand.get(`${document.location ?? ''} ${sku}`)
      if (onHand === undefined || onHand + Number(quantity) >= 0) return []
      return [{ sku, code: 'negative-stock', message: `${sku} would go below zero.` }]
    }),
  ]
  if (problems.length > 0) return json(422, { problems })
  const number = numberAfter(booked)
  booked.push({ ...document, number, kind, key })
  return json(201, { number })
}

function numberAfter(booked: readonly Booked[]): string {
  return `ST-${(booked.length + 1).toString().padStart(5, '0')}`
}

export function json(status: number, body: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

function send(response: ServerResponse, reply: Reply): void {
  switch (reply) {
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'silence':
      return
    case 'cut':
      response.writeHead(201, { 'content-length': '1000' })
      response.write('{"number":"ST-', () => response.socket?.destroy())
      return
  }
  response.writeHead(reply.status, reply.headers)
  response.end(reply.body)
}
