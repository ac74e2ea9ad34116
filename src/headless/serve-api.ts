import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { screensIn } from '../host/serve-screens'
import { guarded, keyQuery, type Fetch } from './guard'
import { removeSession, writeSession } from '../host/session-file'

/** `screens`: what a person opens in a browser, once; null: there are none. */
export type ServedApi = { readonly url: string; readonly screens: string | null; close(): Promise<void> }

/** How long an answer that is under way may still take when the engine stops, ms. */
const graceMs = 1_000

/**
 * Serves the API, and the screens that stand built in `screens`, on 127.0.0.1 alone, behind a key of its own, and says in the data folder where it listens. `changed` is
 * called after every request that may have changed something. Port 0 takes any free one.
 */
export async function serveApi(
  fetch: Fetch,
  {
    dataDir,
    port,
    changed,
    screens = null,
  }: {
    readonly dataDir: string
    readonly port: number
    readonly changed: () => void
    readonly screens?: string | null
  },
): Promise<{ ok: true; served: ServedApi } | { ok: false; text: string }> {
  const key = randomBytes(32).toString('base64url')
  let bound = port
  const tellingOfChange: Fetch = async (request) => {
    const response = await fetch(request)
    if (request.method !== 'GET') changed()
    return response
  }
  const listener = getRequestListener(
    guarded(tellingOfChange, { key, port: () => bound }, screens === null ? null : screensIn(screens)),
    {
      overrideGlobalObjects: false,
    },
  )
  const server = createServer((request, response) => void listener(request, response))
  try {
    bound = await new Promise<number>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        const address = server.address()
        resolve(address !== null && typeof address === 'object' ? address.port : port)
      })
    })
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    const why = taken ? 'another program uses it' : error instanceof Error ? error.message : String(error)
    return { ok: false, text: `The port ${port.toString()} cannot be opened: ${why}. Choose another --port.` }
  }
  const url = `http://127.0.0.1:${bound.toString()}`
  try {
    writeSession(dataDir, { url, key })
  } catch (error) {
    server.close()
    const why = error instanceof Error ? error.message : String(error)
    return { ok: false, text: `Where Stocktray answers could not be written into ${dataDir}: ${why}.` }
  }
  const close = () =>
    new Promise<void>((resolve) => {
      removeSession(dataDir)
      const timer = setTimeout(() => server.closeAllConnections(), graceMs)
      server.close(() => {
        clearTimeout(timer)
        resolve()
      })
      server.closeIdleConnections()
    })
  const opened = screens === null ? null : `${url}/?${keyQuery}=${key}`
  return { ok: true, served: { url, screens: opened, close } }
}
