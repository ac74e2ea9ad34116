import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the one who asked gets instead of the server's answer. */
export type Reply =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  /** The connection is closed without an answer. */
  | 'reset'
  /** No answer ever comes. */
  | 'silence'
  /** Half an answer comes, and the connection is closed. */
  | 'cut'

export type Fault =
  /** `before`: the server never hears of the request. `after`: it has done what was asked. */
  | { readonly when: 'before' | 'after'; readonly reply: Reply }
  /** The request hangs on the way, and reaches the server only then; nobody gets the answer. */
  | { readonly when: 'late'; readonly until: Promise<unknown> }
  /** Nothing befalls it, so that what comes after is for a later one. */
  | { readonly when: 'never' }

export type ProxiedRequest = {
  readonly method: string
  /** As it stood in the request line, not decoded. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

export type FaultProxy = {
  /** Stands in for the address that it was started for. */
  readonly url: string
  readonly heard: readonly ProxiedRequest[]
  /**
   * Lets the faults befall the next requests that are meant, one each. Resolves when the last of them did: what was to
   * reach the server has been answered by it.
   */
  befall(which: (request: ProxiedRequest) => boolean, ...faults: readonly Fault[]): Promise<void>
  /** The same for the n-th request from now, beginning with 1. */
  befallNth(nth: number, fault: Fault): Promise<void>
  /** Takes back what has not befallen anybody. */
  heal(): void
  close(): Promise<void>
}

type Waiting = {
  readonly which: (request: ProxiedRequest) => boolean
  readonly fault: Fault
  readonly over: () => void
  /** So many that are meant go free first. */
  free: number
}

type Answer = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: Buffer }

/** A real HTTP proxy on a free port of 127.0.0.1 in front of any http address. */
export async function startFaultProxy(base: string): Promise<FaultProxy> {
  const heard: ProxiedRequest[] = []
  let waiting: Waiting[] = []
  const wait = (which: Waiting['which'], fault: Fault, free: number) =>
    new Promise<void>((over) => waiting.push({ which, fault, over, free }))
  const faultFor = (request: ProxiedRequest): Waiting | undefined => {
    const meant = waiting.filter(({ which }) => which(request))
    const one = meant.find(({ free }) => free === 0)
    for (const other of meant) if (other.free > 0) other.free -= 1
    waiting = waiting.filter((other) => other !== one)
    return one
  }
  const server = createServer((incoming, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of incoming) chunks.push(Buffer.from(chunk as Uint8Array))
      const { method = '', url: path = '', headers } = incoming
      const request = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') }
      heard.push(request)
      const one = faultFor(request)
      try {
        if (one) await befallOne(base, request, response, one.fault)
        else sendAnswer(response, await forward(base, request))
      } finally {
        one?.over()
      }
      // Whoever asked may be gone already, or the server.
    })().catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { pathname } = new URL(base)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname.replace(/\/$/, '')}`,
    heard,
    befall: async (which, ...faults) => {
      await Promise.all(faults.map((fault) => wait(which, fault, 0)))
    },
    befallNth: (nth, fault) => wait(() => true, fault, nth - 1),
    heal: () => {
      waiting = []
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

async function befallOne(base: string, request: ProxiedRequest, response: ServerResponse, fault: Fault): Promise<void> {
  if (fault.when === 'never') {
    sendAnswer(response, await forward(base, request))
    return
  }
  if (fault.when === 'late') {
    await fault.until
    await forward(base, request)
    return
  }
  const answer = fault.when === 'after' ? await forward(base, request) : null
  switch (fault.reply) {
    case 'silence':
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'cut': {
      const whole = answer?.body ?? Buffer.from('{"number":"ST-00024","result":true}')
      response.writeHead(answer?.status ?? 200, { 'content-length': whole.length.toString() })
      response.write(whole.subarray(0, whole.length >> 1), () => response.socket?.destroy())
      return
    }
  }
  response.writeHead(fault.reply.status, fault.reply.headers)
  response.end(fault.reply.body)
}

function forward(base: string, { method, path, headers, body }: ProxiedRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { origin, host } = new URL(base)
    const onward = { ...headers, host, 'content-length': Buffer.byteLength(body).toString() }
    const request = httpRequest(origin + path, { method, headers: onward, agent: false }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        resolve({ status: incoming.statusCode ?? 502, headers: incoming.headers, body: Buffer.concat(chunks) })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

function sendAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  const kept = Object.entries(headers).filter(([name]) => name !== 'transfer-encoding' && name !== 'connection')
  response.writeHead(status, { ...Object.fromEntries(kept), 'content-length': body.length.toString() })
  response.end(body)
}
