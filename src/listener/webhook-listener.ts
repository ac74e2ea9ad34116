import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody } from './read-body'
import { shareCommits } from './share-commits'

/** A request without its body; each header's values as they came. */
export type HookHead = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>
}

export type HookRefusal = { readonly ok: false; readonly status: number; readonly text: string }

/** What a reader makes of a whole request: the consignment it names (null: nothing to look at), or the refusal. */
export type HookReading = { readonly ok: true; readonly consignmentId: string | null } | HookRefusal

export type HookReader = {
  /** Bytes; a longer body is cut off there, and shown to `read` with one byte more. */
  readonly largest: number
  /** An answer to give at once to a call that is no webhook; null: it is judged as one. */
  greet?(head: HookHead): string | null
  /** Judges before a byte of the body is read; null: it may come. */
  refuse(head: HookHead): HookRefusal | null
  read(request: HookHead & { readonly body: Uint8Array }): HookReading
}

export type WebhookListener = { readonly port: number; close(): Promise<void> }

/**
 * Vend waits five seconds for an answer (https://x-series-api.lightspeedhq.com/docs/webhooks), so a caller who needs
 * longer for a request is not Vend. Node looks after them only as often as `connectionsCheckingInterval`; ms.
 */
const patience = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
}
const idleMs = 10_000
/** Vend sends a handful of short headers, a tunnel adds some; bytes. */
const mostHeaderBytes = 8 * 1024
const mostConnections = 200

/**
 * Listens for Vend's webhooks on 127.0.0.1 and nowhere else. A trigger is on disk before the 204; those that come
 * together share one commit. When the disk will not take them, the answer is 503 and Vend calls again. `port` 0 takes
 * any free one. `patience` and `mostConnections`: others than usual, for tests.
 */
export async function openWebhookListener(options: {
  readonly port: number
  readonly reader: HookReader
  /** Puts triggers on disk, all of them, or throws. */
  readonly hear: (consignmentIds: readonly string[]) => void
  readonly patience?: Partial<typeof patience>
  readonly mostConnections?: number
}): Promise<WebhookListener> {
  const { reader, hear } = options
  const hearShared = shareCommits(hear)
  const server = createServer(
    { ...patience, ...options.patience, maxHeaderSize: mostHeaderBytes },
    (request, response) => {
      answer(request, response, { reader, hear: hearShared }).catch(() => respond(response, 503, 'Not now.'))
    },
  )
  server.maxConnections = options.mostConnections ?? mostConnections
  server.timeout = idleMs
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
  { reader, hear }: { readonly reader: HookReader; readonly hear: (consignmentId: string) => Promise<void> },
): Promise<void> {
  const head = { method: request.method ?? '', path: request.url ?? '', headers: request.headersDistinct }
  const greeting = reader.greet?.(head) ?? null
  if (greeting !== null) {
    respond(response, 200, greeting)
    return
  }
  const refusal = reader.refuse(head)
  if (refusal) {
    respond(response, refusal.status, refusal.text)
    return
  }
  const body = await readBody(request, reader.largest)
  if (body === null) return
  const reading = reader.read({ ...head, body })
  if (!reading.ok) {
    respond(response, reading.status, reading.text)
    return
  }
  if (reading.consignmentId !== null) await hear(reading.consignmentId)
  respond(response, 204, '')
}

/** After a refusal the connection ends: what else comes over it is not read. */
function respond(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent || response.destroyed) return
  if (status >= 400)
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(text)
  else response.writeHead(status).end(text)
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
