import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseQuantity } from '../../src/core/quantity'
import { createVendClient } from '../../src/vend/client'
import { json, startVendServer, type Reply, type VendServer } from '../fakes/vend-server'
import { shopClock } from './shop-clock'

const signal = new AbortController().signal
const id = '7dbe52cd-0ae4-11e4-a0f5-b8ca3a64f8f4'
let server: VendServer
beforeEach(async () => {
  server = await startVendServer()
})
afterEach(() => server.close())

const totals = () => {
  const settings = { store: server.url, apiVersion: '2026-07', token: 'secret', userAgent: 'Stocktray/0.1.0' }
  return createVendClient({ ...settings, clock: shopClock() }).totals(id, signal)
}

describe('Vend’s totals', () => {
  it('are read as Vend documents them', async () => {
    // https://x-series-api.lightspeedhq.com/reference/listconsignmenttotals
    const documented = {
      ...{ total_sent_count: '15.00000', total_sent_cost: '150.0000000000' },
      ...{ total_received_count: '5.00000', total_received_cost: '50.0000000000' },
    }
    server.things.set(`consignments/${id}/totals`, [documented])
    const value = { sent: parseQuantity('15'), received: parseQuantity('5') }
    expect(await totals()).toMatchObject({ ok: true, value })
  })

  it.each<[string, Reply]>([
    ['has none', { status: 404, body: '{"error":"Not found"}' }],
    ['does not like the question', json({ error: 'not of this type' }, 422)],
    ['does not let us see them', json({ error: 'Forbidden' }, 403)],
    ['sends a web page', { status: 200, body: '<html>' }],
    ['sends an empty list', json({ data: [] })],
  ])('are none where Vend %s, and nothing else stops', async (_what, reply) => {
    server.next(reply)
    expect(await totals()).toMatchObject({ ok: true, value: null })
  })

  it('are told one by one, and a figure that cannot be read is none', async () => {
    server.things.set(`consignments/${id}/totals`, [{ total_sent_count: 'many', total_received_count: '5' }])
    expect(await totals()).toMatchObject({ ok: true, value: { sent: null, received: parseQuantity('5') } })
  })

  it('wait as everything does when Vend cannot be reached', async () => {
    server.always(() => 'reset')
    expect(await totals()).toMatchObject({ ok: false, problem: { kind: 'unreachable' } })
  })
})
