import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'

type Handler = (request: Request) => Promise<Response>

/**
 * Chromium knows no scheme that Electron would have taught it: it asks on loopback, and the handler is asked by the
 * scheme. As in Electron it is not told when whoever asked has gone
 * (https://github.com/electron/electron/blob/main/lib/browser/api/protocol.ts); `streams` is told how many streams of
 * events run. Answers the origin that stands in for `<scheme>://stocktray`.
 */
export async function serveScheme(scheme: string, handler: Handler, streams: (run: number) => void): Promise<string> {
  const ours = `${scheme}://stocktray`
  let [origin, run] = ['', 0]
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing).catch(() => outgoing.destroy())
  })
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const headers = new Headers()
    for (const [name, value] of Object.entries(incoming.headers))
      if (typeof value === 'string' && name !== 'host' && name !== 'connection')
        headers.set(name, name === 'origin' && value === origin ? ours : value)
    const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD'
    const body = hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' as const } : {}
    const method = incoming.method ?? 'GET'
    const request = new Request(`${ours}${incoming.url ?? '/'}`, { method, headers, ...body })
    const response = await handler(request)
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    const isStream = response.headers.get('content-type') === 'text/event-stream'
    if (isStream) streams((run += 1))
    if (response.body) for await (const piece of response.body) if (!outgoing.destroyed) outgoing.write(piece)
    if (isStream) streams((run -= 1))
    outgoing.end()
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port.toString() : ''}`
  return origin
}
