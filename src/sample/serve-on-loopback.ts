import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import type { SampleBindings } from './scripted-faults'

export type LoopbackServer = { readonly url: string; close(): Promise<void> }

/** Serves on 127.0.0.1 and nowhere else; port 0 takes any free one. */
export async function serveOnLoopback(app: Hono<SampleBindings>, port = 0): Promise<LoopbackServer> {
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  const bound = address !== null && typeof address === 'object' ? address.port : port
  return {
    url: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
