import { hc } from 'hono/client'
import type { Api } from '../../src/api/api'
import { openHost, type Host } from '../../src/host/host'
import { it as inOffice } from '../headless/in-office'
import { keysInFiles } from '../../src/settings/sealing'

export type Hosted = {
  readonly host: Host
  readonly client: ReturnType<typeof hc<Api>>['api']
}

/** `it` with a back office and, once it is opened, its host in this process. */
export const it = inOffice.extend<{ opened: () => Promise<Hosted> }>({
  opened: async ({ office }, use) => {
    let host: Host | null = null
    await use(async () => {
      const { api } = (host = await openHost({ dataDir: office.dataDir, keys: keysInFiles }, (text) => {
        throw new Error(text)
      }))
      const client = hc<Api>('http://stocktray', {
        fetch: (input: Parameters<typeof fetch>[0], init?: RequestInit) =>
          Promise.resolve(api.fetch(new Request(input, init))),
      })
      return { host, client: client.api }
    })
    await (host as Host | null)?.close()
  },
})
