import { hc } from 'hono/client'
import { createApi, type Api } from '../../src/api/api'
import { signal } from '../engine/saucer-shop'
import type { TinyWorld } from '../fakes/tiny-world'

const outlets = [
  { outlet: { id: 'main', name: 'Main Outlet' }, location: { id: 'WH', name: 'Main warehouse' } },
  { outlet: { id: 'harbour', name: 'Harbour Street' }, location: { id: 'HS', name: 'Harbour Street' } },
]

/** The API of a shop's engine, and a client of it without a server between. */
export function asking({ app: engine, now }: TinyWorld, rollWebhook: () => string | null = () => null) {
  const api = createApi(
    { engine, deliver: () => engine.deliver(signal), rollWebhook, signal, now: () => now },
    () => outlets,
  )
  const client = hc<Api>('http://stocktray', {
    fetch: (input: Parameters<typeof fetch>[0], init?: RequestInit) =>
      Promise.resolve(api.fetch(new Request(input, init))),
  })
  return { api, client: client.api }
}
