import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it came in; `body` never longer than the reader's limit. */
export type HookRequest = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
}

/** What a reader makes of a request: the consignment it names (null: nothing to look at), or the refusal. */
export type HookReading =
  | { readonly ok: true; readonly consignmentId: string | null }
  | { readonly ok: false; readonly status: number; readonly text: string }

export type WebhookListener = { readonly port: number; close(): Promise<void> }

/** One byte more than any webhook may have: enough for the reader to refuse it. */
const mostBytes = 64 * 1024 + 1

/**
 * Listens for Vend's webhooks on 127.0.0.1 and nowhere else. A trigger is on disk before the 204 that Vend waits for,
 * at most five seconds (https://x-series-api.lightspeedhq.com/docs/webhooks); when the disk will not take it, the
 * answer is 503 and Vend calls again. `port` 0 takes any free one.
 */
export async function openWebhookListener(options: {
  readonly port: number
  readonly read: (request: HookRequest) => HookReading
  /** Puts the trigger on disk, or throws. */
  readonly hear: (consignmentId: string) => void
}): Promise<WebhookListener> {
  const server = createServer(
    { requestTimeout: 10_000, headersTimeout: 5_000, keepAliveTimeout: 5_000 },
    (request, response) => {
      answer(request, response, options).catch(() => respond(response, 503, 'Not now.'))
    },
  )
  server.maxConnections = 200
  const port = await listen(server, options.port)
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { read, hear }: Pick<Parameters<typeof openWebhookListener>[0], 'read' | 'hear'>,
): Promise<void> {
  const head = { method: request.method ?? '', path: request.url ?? '', headers: single(request.headers) }
  // Path, method and type are judged before a byte of the body is read.
  const early = read({ ...head, body: new Uint8Array() })
  if (!early.ok && [404, 405, 415].includes(early.status)) {
    respond(response, early.status, early.text)
    return
  }
  const body = await bodyOf(request)
  if (body === null) return
  const reading = read({ ...head, body })
  if (!reading.ok) {
    respond(response, reading.status, reading.text)
    return
  }
  if (reading.consignmentId !== null) hear(reading.consignmentId)
  respond(response, 204, '')
}

/** The body up to the limit; null when the caller went away. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) continue
      chunks.push(chunk)
      size += chunk.length
      if (size >= mostBytes) break
    }
  } catch {
    return null
  }
  return Buffer.concat(chunks).subarray(0, mostBytes)
}

function respond(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent || response.destroyed) return
  const headers = { 'content-type': 'text/plain; charset=utf-8', ...(status >= 400 && { connection: 'close' }) }
  response.writeHead(status, headers).end(text)
}

function single(headers: IncomingMessage['headers']): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve(addressOf(server.address()))
    })
  })
}

function addressOf(address: AddressInfo | string | null): number {
  return address !== null && typeof address === 'object' ? address.port : 0
}
