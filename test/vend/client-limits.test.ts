import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { VendPort } from '../../src/core/ports/vend'
import { createVendClient } from '../../src/vend/client'
import { json, startVendServer, type VendServer } from '../fakes/vend-server'
import { shopClock, type ShopClock } from './shop-clock'

let server: VendServer
let clock: ShopClock
let vend: VendPort
beforeEach(async () => {
  server = await startVendServer()
  server.lists.set('consignments', [])
  clock = shopClock(Date.parse('2026-11-02T10:00:00Z'))
  vend = createVendClient({
    store: server.url,
    apiVersion: '2026-07',
    token: 'lsxs_pt_secret-token',
    clock,
    userAgent: 'Stocktray/0.1.0',
  })
})
afterEach(() => server.close())

const signal = new AbortController().signal
const tooMany = '{"error":"Too Many Requests","message":"Rate limiting enforced"}'

describe('when Vend asks us to wait (429)', () => {
  it.each([
    [
      'a date',
      { 'retry-after': 'Mon, 02 Nov 2026 10:00:20 GMT', date: 'Mon, 02 Nov 2026 10:00:00 GMT' },
      tooMany,
      20_000,
    ],
    [
      'a date, by a Vend clock that is an hour off ours',
      { 'retry-after': 'Mon, 02 Nov 2026 11:00:20 GMT', date: 'Mon, 02 Nov 2026 11:00:00 GMT' },
      tooMany,
      20_000,
    ],
    ['seconds', { 'retry-after': '45' }, tooMany, 45_000],
    ['nothing', {}, tooMany, 30_000],
    [
      'the old field of the body',
      { date: 'Mon, 02 Nov 2026 10:00:00 GMT' },
      '{"retry-after":"Mon, 02 Nov 2026 10:00:10 GMT"}',
      10_000,
    ],
    ['seconds, and says that nothing is left', { 'retry-after': '5', 'x-ratelimit-remaining': '0' }, tooMany, 5_000],
    ['far too long', { 'retry-after': '86400' }, tooMany, 300_000],
  ])('it waits as told by %s, and asks again', async (_, headers, body, ms) => {
    server.next({ status: 429, headers, body })
    expect(await vend.consignments(0n, signal)).toMatchObject({ ok: true })
    expect(clock.slept).toEqual([ms])
    expect(server.heard).toHaveLength(2)
  })

  it('after five waits it answers “limited”, with the time to come again', async () => {
    server.always(() => ({ status: 429, headers: { 'retry-after': '60' }, body: tooMany }))
    const answer = await vend.consignments(0n, signal)
    expect(clock.slept).toEqual([60_000, 60_000, 60_000, 60_000, 60_000])
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'limited', retryAt: clock.now() + 60_000 } })
    expect(server.heard).toHaveLength(6)
    expect(vend.budget()).toMatchObject({ waitingUntil: clock.now() + 60_000 })
  })

  it('holds back every other call too', async () => {
    server.next({ status: 429, headers: { 'retry-after': '60' } })
    const first = vend.consignments(0n, signal)
    const second = vend.consignments(0n, signal)
    expect([(await first).ok, (await second).ok]).toEqual([true, true])
    expect(clock.now()).toBeGreaterThanOrEqual(Date.parse('2026-11-02T10:01:00Z'))
  })

  it('stops waiting when the caller does', async () => {
    server.next({ status: 429, headers: { 'retry-after': '60' } })
    const stop = new AbortController()
    const impatient = {
      ...clock,
      sleep: () => {
        stop.abort()
        return Promise.resolve()
      },
    }
    const settings = { store: server.url, apiVersion: '2.0', token: 't', clock: impatient, userAgent: 'x' }
    const answer = await createVendClient(settings).consignments(0n, stop.signal)
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'cancelled' } })
    expect(server.heard).toHaveLength(1)
  })
})

describe('the budget', () => {
  it('is unknown until Vend has named it', async () => {
    expect(vend.budget()).toMatchObject({ limit: null, used: 0, waitingUntil: null })
    server.headers = { 'x-ratelimit-limit': '350', 'x-ratelimit-remaining': '340' }
    await vend.consignments(0n, signal)
    expect(vend.budget()).toMatchObject({ limit: 350, used: 10, made: 1, waitingUntil: null })
  })

  it('is never passed: a call that would pass it waits first', async () => {
    server.headers = { 'x-ratelimit-limit': '3' }
    for (let call = 0; call < 3; call++) {
      await vend.consignments(0n, signal)
      clock.turn(10_000)
    }
    expect(clock.slept).toEqual([])
    expect(vend.budget()).toMatchObject({ limit: 3, used: 3, waitingUntil: clock.now() + 270_000 })
    await vend.consignments(0n, signal)
    expect(clock.slept).toEqual([270_000])
    expect(server.heard).toHaveLength(4)
  })

  it('is not passed by two calls that waited for the same place', async () => {
    server.headers = { 'x-ratelimit-limit': '1' }
    await vend.consignments(0n, signal)
    const [start, both] = [clock.now(), [vend.consignments(0n, signal), vend.consignments(0n, signal)]]
    expect((await Promise.all(both)).map(({ ok }) => ok)).toEqual([true, true])
    expect(clock.now() - start).toBe(600_000)
  })

  it('counts failed tries too', async () => {
    server.next({ status: 500 }, { status: 500 }, json({ data: [] }))
    await vend.consignments(0n, signal)
    expect(vend.budget().used).toBe(3)
  })

  it('leaves the last call to others when Vend says nothing is left', async () => {
    server.headers = { 'x-ratelimit-limit': '350', 'x-ratelimit-remaining': '0' }
    await vend.consignments(0n, signal)
    await vend.consignments(0n, signal)
    expect(clock.slept).toEqual([30_000])
  })
})
