import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { VendAnswer, VendPort } from '../../src/core/ports/vend'
import { createVendClient } from '../../src/vend/client'
import { json, startVendServer, type Reply, type VendServer } from '../fakes/vend-server'
import { shopClock, type ShopClock } from './shop-clock'

const token = 'lsxs_pt_secret-token'
let server: VendServer
let clock: ShopClock
let vend: VendPort
beforeEach(async () => {
  server = await startVendServer()
  clock = shopClock()
  vend = connect()
})
afterEach(() => server.close())

const signal = new AbortController().signal
const connect = (settings: Partial<Parameters<typeof createVendClient>[0]> = {}) =>
  createVendClient({
    store: server.url,
    apiVersion: '2026-07',
    token,
    clock,
    userAgent: 'Stocktray/0.1.0',
    ...settings,
  })
const empty = json({ data: [] })

/** The problem, which is a sentence for people without the token. */
function problemOf(answer: VendAnswer<unknown>) {
  if (answer.ok) throw new Error('Vend answered')
  expect(answer.problem.text).toMatch(/^[A-Z“].{20,300}\.$/s)
  expect(JSON.stringify(answer)).not.toContain(token)
  return answer.problem
}

describe('when Vend or the line is in trouble', () => {
  const troubles: [string, Reply][] = [
    ['an error of its own', { status: 500, body: `{"token":"${token}"}` }],
    ['a gateway’s page', { status: 502, body: '<html>Bad gateway</html>' }],
    ['maintenance', { status: 503 }],
    ['a gateway that waited too long', { status: 504 }],
    ['a connection that breaks', 'reset'],
    ['an answer that breaks off', 'cut'],
  ]
  it.each(troubles)('one %s does no harm', async (_, reply) => {
    server.next(reply, reply, empty)
    expect(await vend.consignments(0n, signal)).toMatchObject({ ok: true })
    expect(clock.slept).toEqual([500, 2_000])
  })

  it.each(troubles)('%s three times is “unreachable”', async (_, reply) => {
    server.always(() => reply)
    expect(problemOf(await vend.consignments(0n, signal)).kind).toBe('unreachable')
    expect(server.heard).toHaveLength(3)
  })

  it.each(['silence', 'drip'] as const)('%s ends with the time limit', async (reply) => {
    server.always(() => reply)
    const problem = problemOf(await connect({ timeoutMs: 60 }).consignments(0n, signal))
    expect(problem.kind).toBe('unreachable')
    expect(problem.text).toContain('too long')
    expect(server.heard).toHaveLength(3)
  })

  it('nobody at the address', async () => {
    const { url } = server
    await server.close()
    const problem = problemOf(await connect({ store: url }).consignments(0n, signal))
    expect(problem.kind).toBe('unreachable')
    expect(problem.text).toContain('refused the connection')
    server = await startVendServer()
  })

  it('a name nobody knows', async () => {
    const problem = problemOf(await connect({ store: 'http://localhost:1' }).consignments(0n, signal))
    expect(problem.kind).toBe('unreachable')
  })
})

describe('answers that are not Vend’s', () => {
  it.each<[string, Reply]>([
    ['half a JSON text', { status: 200, body: '{"data":[{"id":"c1"' }],
    ['nothing', { status: 200, body: '' }],
    ['no content', { status: 204 }],
    ['the log-in page of a hotel', { status: 200, body: `<!doctype html><p>${token}</p>` }],
    ['another shape', { status: 200, body: `{"consignments":[],"echo":"${token}"}` }],
    ['a row without an id', json({ data: [{ outlet_id: 'o1', version: 1, name: token }] })],
    ['brackets without end', { status: 200, body: '['.repeat(200_000) }],
    ['an unknown status', { status: 418, body: token }],
    ['a conflict', { status: 409, body: '{"error":"x"}' }],
  ])('%s is a bad answer, at once', async (_, reply) => {
    server.always(() => reply)
    expect(problemOf(await vend.consignments(0n, signal)).kind).toBe('bad-answer')
    expect(server.heard).toHaveLength(1)
  })

  it('bytes that are not UTF-8 are a bad answer', async () => {
    server.next({ status: 200, body: Buffer.from('{"data":[],"name":"Caf\u00e9"}', 'latin1') })
    expect(problemOf(await vend.consignments(0n, signal)).kind).toBe('bad-answer')
  })

  it.each([301, 302, 307, 308])('a redirect (%i) is not followed, and its target gets no token', async (status) => {
    const other = await startVendServer()
    server.next({ status, headers: { location: `${other.url}/api/2026-07/consignments` } })
    expect(problemOf(await vend.consignments(0n, signal)).kind).toBe('bad-answer')
    expect(other.heard).toHaveLength(0)
    await other.close()
  })

  it('an answer without end is cut off', async () => {
    server.next({ status: 200, body: `"${'x'.repeat(33 * 1024 * 1024)}"` })
    const problem = problemOf(await vend.consignments(0n, signal))
    expect(problem.kind).toBe('bad-answer')
    expect(problem.text).toContain('more data')
    expect(server.heard).toHaveLength(1)
  })
})

describe('when Vend does not let us in', () => {
  it('a token that Vend no longer knows needs a new one', async () => {
    server.always(() => json({ error: 'Unauthorized', message: token }, 401))
    const problem = problemOf(await vend.consignments(0n, signal))
    expect(problem.kind).toBe('unauthorised')
    expect(problem.text).toContain('Create a new one')
    expect(server.heard).toHaveLength(1)
  })

  it.each(['consignments', 'products', 'outlets'] as const)('a token without a right: %s', async (area) => {
    server.always(() => json({ error: 'Forbidden' }, 403))
    const problem = problemOf(area === 'outlets' ? await vend.outlets(signal) : await vend[area](0n, signal))
    expect(problem.kind).toBe('unauthorised')
    expect(problem.text).toContain(`“${area}:read”`)
    expect(server.heard).toHaveLength(1)
  })

  it.each([
    ['no token', { token: ' ' }, 'unauthorised'],
    ['a token with a line break inside', { token: `${token}\r\nX-Evil: 1` }, 'unauthorised'],
    ['a token with a letter no header takes', { token: `${token}é` }, 'unauthorised'],
    ['a version that climbs the path', { apiVersion: '../x' }, 'unreachable'],
    ['somebody else’s address', { store: 'https://evil.example' }, 'unreachable'],
  ] as const)('%s is said without calling anybody', async (_, settings, kind) => {
    const port = connect(settings)
    expect(problemOf(await port.consignments(0n, signal)).kind).toBe(kind)
    expect(problemOf(await port.outlets(signal)).kind).toBe(kind)
    expect(server.heard).toHaveLength(0)
  })
})

describe('when the caller stops waiting', () => {
  it('before the call, nothing goes out', async () => {
    expect(await vend.consignments(0n, AbortSignal.abort())).toMatchObject({ problem: { kind: 'cancelled' } })
    expect(server.heard).toHaveLength(0)
  })

  it('in the middle of a call, it ends at once', async () => {
    server.always(() => 'silence')
    const stop = new AbortController()
    const arrived = server.request()
    const answer = vend.consignments(0n, stop.signal)
    await arrived
    stop.abort()
    expect(await answer).toMatchObject({ ok: false, problem: { kind: 'cancelled' } })
    expect(server.heard).toHaveLength(1)
  })

  it('between two tries, there is no second', async () => {
    server.always(() => ({ status: 503 }))
    const stop = new AbortController()
    const impatient = {
      ...clock,
      sleep: () => {
        stop.abort()
        return Promise.resolve()
      },
    }
    const answer = await connect({ clock: impatient }).outlets(stop.signal)
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'cancelled' } })
    expect(server.heard).toHaveLength(1)
  })
})
