import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createVendClient } from '../../src/vend/client'
import { json, startVendServer, type Row, type VendServer } from '../fakes/vend-server'
import { linesSample, transferSample } from '../fixtures/vend-samples'
import { shopClock } from './shop-clock'

let server: VendServer
beforeEach(async () => {
  server = await startVendServer()
})
afterEach(() => server.close())

const signal = new AbortController().signal
const client = (settings: Partial<Parameters<typeof createVendClient>[0]> = {}) =>
  createVendClient({
    store: server.url,
    apiVersion: '2026-07',
    token: 'lsxs_pt_secret-token',
    clock: shopClock(),
    userAgent: 'Stocktray/0.1.0',
    ...settings,
  })
const consignment = (id: string, version: bigint, more = {}): Row => ({ id, outlet_id: 'o1', version, ...more })
const product = (id: string, version: bigint): Row => ({ id, sku: id.toUpperCase(), version })

describe('speaking to Vend', () => {
  it('shows the token, says who it is and asks the version of the settings', async () => {
    server.lists.set('consignments', [])
    await client({ token: ' lsxs_pt_secret-token\n' }).consignments(0n, signal)
    expect(server.heard).toHaveLength(1)
    expect(server.heard[0]).toMatchObject({
      path: '/api/2026-07/consignments',
      headers: { authorization: 'Bearer lsxs_pt_secret-token', 'user-agent': 'Stocktray/0.1.0' },
    })
  })

  it('takes the time from Vend, and null where it gives none', async () => {
    server.lists.set('consignments', [])
    server.headers = { date: 'Wed, 15 Jul 2020 15:04:05 GMT' }
    expect(await client().consignments(0n, signal)).toMatchObject({ at: Date.UTC(2020, 6, 15, 15, 4, 5) })
    server.headers = { date: 'some day' }
    expect(await client().consignments(0n, signal)).toMatchObject({ at: null })
  })

  it('names its store by the address it was normalised to', () => {
    expect(client({ store: 'myshop.vendhq.com' }).store).toBe('https://myshop.retail.lightspeed.app')
  })
})

describe('walking pages', () => {
  const walk = async (ids: string[] = []) => {
    const vend = client()
    for (let cursor = 0n; ;) {
      const answer = await vend.consignments(cursor, signal)
      if (!answer.ok) throw new Error(answer.problem.text)
      ids.push(...answer.value.rows.map(({ id }) => id))
      if (answer.value.next === null) return ids
      cursor = answer.value.next
    }
  }

  it.each([1, 2, 3, 50])('finds every row once, with %i in a page, up to the empty one', async (rowsInAPage) => {
    server.rowsInAPage = rowsInAPage
    const rows = [3n, 9n, 4_000_000_000n, 9007199254740992n, 9007199254740993n, 9223372036854775807n]
    server.lists.set(
      'consignments',
      rows.map((version) => consignment(`c${version.toString()}`, version)),
    )
    expect(await walk()).toEqual(rows.map((version) => `c${version.toString()}`))
    expect(server.heard).toHaveLength(Math.ceil(rows.length / rowsInAPage) + 1)
    expect(server.heard[0]?.query.toString()).toBe('page_size=200')
    expect(server.heard.at(-1)?.query.get('after')).toBe('9223372036854775807')
  })

  it('goes by the highest version of the rows where the envelope has none', async () => {
    server.next(json({ data: [consignment('c1', 5n), consignment('c2', 9007199254740993n), consignment('c3', 7n)] }))
    expect(await client().consignments(0n, signal)).toMatchObject({ value: { next: 9007199254740993n } })
  })

  it('counts a row that comes twice once, at its latest version', async () => {
    const data = [
      consignment('c1', 5n, { status: 'OPEN' }),
      consignment('c2', 6n),
      consignment('c1', 8n, { status: 'SENT' }),
      consignment('c1', 7n, { status: 'OPEN' }),
    ]
    server.next(json({ data, version: { min: 5n, max: 8n } }))
    const answer = await client().consignments(0n, signal)
    expect(answer.ok && answer.value.rows.map(({ id, version, status }) => [id, version, status])).toEqual([
      ['c2', 6n, null],
      ['c1', 8n, 'sent'],
    ])
  })

  it.each([
    ['stands still', '{"data":[{"id":"c1","outlet_id":"o1","version":9}],"version":{"max":9}}'],
    ['goes back', '{"data":[{"id":"c1","outlet_id":"o1","version":9}],"version":{"max":3}}'],
    ['is in the rows alone, and stands still', '{"data":[{"id":"c1","outlet_id":"o1","version":9}]}'],
  ])('stops when the cursor %s', async (_, body) => {
    server.next({ status: 200, body })
    const answer = await client().consignments(9n, signal)
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'bad-answer' } })
    expect(!answer.ok && answer.problem.text).toContain('does not move on')
  })

  it('learns to leave the page size out when Vend refuses it', async () => {
    server.lists.set('consignments', [consignment('c1', 1n)])
    server.always(({ query }) => (query.has('page_size') ? json({ error: 'page_size' }, 400) : null))
    const vend = client()
    expect(await vend.consignments(0n, signal)).toMatchObject({ ok: true, value: { next: 1n } })
    expect(await vend.consignments(1n, signal)).toMatchObject({ ok: true, value: { next: null } })
    expect(server.heard.map(({ query }) => query.toString())).toEqual(['page_size=200', '', 'after=1'])
  })

  it('says so when Vend refuses the question itself', async () => {
    server.always(() => json({ error: 'no' }, 400))
    expect(await client().consignments(0n, signal)).toMatchObject({ ok: false, problem: { kind: 'bad-answer' } })
    expect(server.heard).toHaveLength(2)
  })

  it('passes deleted consignments on', async () => {
    server.lists.set('consignments', [consignment('c1', 1n, { deleted_at: '2026-01-01T00:00:00Z' })])
    expect(await client().consignments(0n, signal)).toMatchObject({ value: { rows: [{ id: 'c1', deleted: true }] } })
  })
})

describe('single things', () => {
  it('reads the transfer of the documentation', async () => {
    server.next({ status: 200, body: transferSample })
    expect(await client().consignment('b8ca3a65-0183-11e4-fbb5-281711e05741', signal)).toMatchObject({
      ok: true,
      value: { kind: 'transfer', version: 1228872n },
    })
    expect(server.heard[0]?.path).toBe('/api/2026-07/consignments/b8ca3a65-0183-11e4-fbb5-281711e05741')
  })

  it('reads the lines of the documentation, a product on several of them', async () => {
    server.next({ status: 200, body: linesSample })
    const answer = await client({ apiVersion: '2.0' }).lines('7dbe52cd', 0n, signal)
    expect(answer).toMatchObject({ value: { rows: [{}, { count: null }, {}], next: 20813790n } })
    expect(server.heard[0]?.path).toBe('/api/2.0/consignments/7dbe52cd/products')
  })

  it('reads a product', async () => {
    server.things.set('products/p1', product('p1', 4n))
    expect(await client().product('p1', signal)).toMatchObject({ value: { sku: 'P1', version: 4n } })
  })

  it('answers null for what Vend does not have', async () => {
    const vend = client()
    const none = { ok: true, value: null }
    expect(await vend.consignment('gone', signal)).toMatchObject(none)
    expect(await vend.lines('gone', 0n, signal)).toMatchObject(none)
    expect(await vend.product('gone', signal)).toMatchObject(none)
    server.next({ status: 404 })
    expect(await vend.consignment('gone', signal)).toMatchObject(none)
  })

  it('does not take a gateway’s 404 for a consignment that is gone', async () => {
    server.next({ status: 404, body: '<html>no such host</html>' })
    expect(await client().consignment('c1', signal)).toMatchObject({ ok: false, problem: { kind: 'bad-answer' } })
  })

  it('does not take a 404 for an empty list', async () => {
    expect(await client().consignments(0n, signal)).toMatchObject({ ok: false, problem: { kind: 'bad-answer' } })
    expect(await client().outlets(signal)).toMatchObject({ ok: false, problem: { kind: 'bad-answer' } })
  })

  it.each(['', '..', 'a/b', 'a?b', '%2e%2e', 'x'.repeat(65)])('never asks for the id “%s”', async (id) => {
    const vend = client()
    for (const answer of [
      await vend.consignment(id, signal),
      await vend.lines(id, 0n, signal),
      await vend.product(id, signal),
    ])
      expect(answer).toMatchObject({ ok: false, problem: { kind: 'bad-answer' } })
    expect(server.heard).toHaveLength(0)
  })
})

describe('outlets', () => {
  it('reads all pages, and leaves out what was deleted meanwhile', async () => {
    const deleted_at = '2026-01-01T00:00:00Z'
    server.lists.set('outlets', [
      { id: 'o1', name: 'Main Outlet', version: 1n },
      { id: 'o2', name: 'Airport', version: 2n },
      { id: 'o3', name: 'Pop-up', deleted_at, version: 3n },
      { id: 'o2', name: 'Airport', deleted_at, version: 4n },
      { id: 'o1', name: 'Main Street', version: 5n },
    ])
    expect(await client().outlets(signal)).toMatchObject({ ok: true, value: [{ id: 'o1', name: 'Main Street' }] })
    expect(server.heard).toHaveLength(4)
  })
})
