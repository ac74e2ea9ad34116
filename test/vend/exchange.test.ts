import axios from 'axios'
import { expect, it } from 'vitest'
import { exchange } from '../../src/vend/exchange'
import { startVendServer } from '../fakes/vend-server'

it('nothing goes out for a caller who has stopped waiting already', async () => {
  const server = await startVendServer()
  const request = { url: `${server.url}/api/2.0/outlets`, params: {}, headers: {}, timeoutMs: 1_000 }
  expect(await exchange(axios.create(), request, AbortSignal.abort())).toEqual({ kind: 'cancelled' })
  expect(server.heard).toHaveLength(0)
  await server.close()
})
