import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { stringify } from 'lossless-json'

/** What the server does with one request instead of answering from its lists. */
export type Reply =
  | {
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      /** Sent as it is. */
      readonly body?: string | Uint8Array
    }
  /** Closes the connection without an answer. */
  | 'reset'
  /** Never answers. */
  | 'silence'
  /** Promises more than it sends, and closes. */
  | 'cut'
  /** A byte now and then, for ever. */
  | 'drip'

export type Row = Readonly<Record<string, unknown>> & { readonly version: bigint }

export type Heard = {
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

export type VendServer = {
  readonly url: string
  readonly heard: readonly Heard[]
  /** By path below the version, such as "consignments" or "consignments/…/products": rows, paged by version as Vend does. */
  readonly lists: Map<string, readonly Row[]>
  /** By path: what stands under `data`. */
  readonly things: Map<string, unknown>
  /** Rows in a page, whatever is asked. */
  rowsInAPage: number
  /** Headers of every answer. */
  headers: Readonly<Record<string, string>>
  /** Answers the next requests, one each, before the lists are asked again. */
  next(...replies: readonly Reply[]): void
  /** Answers every request, until it is taken back with null. */
  always(reply: ((request: Heard) => Reply | null) | null): void
  /** Resolves when the next request has arrived. */
  request(): Promise<void>
  close(): Promise<void>
}

/** A small Vend on a free port of this computer: lists, single things, and any trouble a test asks for. */
export async function startVendServer(): Promise<VendServer> {
  const heard: Heard[] = []
  const replies: Reply[] = []
  const waiting: (() => void)[] = []
  let usual: ((request: Heard) => Reply | null) | null = null
  const server = createServer((request, response) => {
    const asked = readRequest(request)
    heard.push(asked)
    for (const resolve of waiting.splice(0)) resolve()
    send(response, replies.shift() ?? usual?.(asked) ?? fromLists(vend, asked), vend.headers)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const vend: VendServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port.toString()}`,
    heard,
    lists: new Map(),
    things: new Map(),
    rowsInAPage: 2,
    headers: {},
    next: (...more) => {
      replies.push(...more)
    },
    always: (reply) => {
      usual = reply
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
  return vend
}

function readRequest(request: IncomingMessage): Heard {
  const url = new URL(request.url ?? '/', 'http://vend')
  return { path: url.pathname, query: url.searchParams, headers: request.headers }
}

function fromLists(vend: VendServer, { path, query }: Heard): Reply {
  const name = path.replace(/^\/api\/[^/]+\//, '')
  if (vend.things.has(name)) return json({ data: vend.things.get(name) })
  const list = vend.lists.get(name)
  if (!list) return { status: 404, body: '{"error":"Not found"}' }
  const after = BigInt(query.get('after') ?? '0')
  const page = list.filter((row) => row.version > after).slice(0, vend.rowsInAPage)
  return json({ data: page, version: { min: page[0]?.version ?? null, max: page.at(-1)?.version ?? null } })
}

export function json(body: unknown, status = 200): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: stringify(body) ?? '' }
}

function send(response: ServerResponse, reply: Reply, headers: Readonly<Record<string, string>>): void {
  switch (reply) {
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'silence':
      return
    case 'cut':
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"data":[', () => response.socket?.destroy())
      return
    case 'drip': {
      response.writeHead(200)
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => {
        clearInterval(timer)
      })
      return
    }
  }
  response.writeHead(reply.status, { ...headers, ...reply.headers })
  response.end(reply.body)
}
