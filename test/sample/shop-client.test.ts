import { afterEach, describe, expect, it } from 'vitest'
import type { VendAnswer } from '../../src/core/ports/vend'
import { parseQuantity } from '../../src/core/quantity'
import { createVendClient } from '../../src/vend/client'
import type { SampleShopOptions } from '../../src/sample/sample-shop'
import { openShopDoor, token, type ShopDoor } from './shop-door'

let door: ShopDoor
afterEach(() => door.shop.close())

const signal = new AbortController().signal
function value<T>(answer: VendAnswer<T>): T {
  if (!answer.ok) throw new Error(answer.problem.text)
  return answer.value
}

const positions: readonly SampleShopOptions['switches'][] = [
  {},
  { emptyFields: 'null', linesCarrySku: true },
  { pageSize: 'refused', lineStatuses: 'documented' },
]

describe('Stocktray’s own Vend client', () => {
  it.each(positions)('reads the sample shop with %o', async (switches) => {
    door = await openShopDoor(switches)
    const client = createVendClient({
      store: door.shop.url,
      apiVersion: '2026-07',
      token,
      clock: door.clock,
      userAgent: 'Stocktray/test',
    })
    const id = door.shop.receiveOrder({
      outlet: 'Main Outlet',
      reference: 'CAR-25',
      lines: [
        { sku: 'Item1', count: '60' },
        { sku: 'BEANS', count: '2.5', received: '2.25' },
      ],
    })
    const page = value(await client.consignments(0n, signal))
    expect(page.rows).toMatchObject([
      { id, kind: 'order', status: 'received', reference: 'CAR-25', receivedAt: door.clock.now(), deleted: false },
    ])
    expect(value(await client.consignments(page.next ?? 0n, signal))).toEqual({ rows: [], next: null })
    expect(value(await client.consignment(id, signal))).toEqual(page.rows[0])
    expect(value(await client.lines(id, 0n, signal))?.rows).toMatchObject([
      { productId: door.product('Item1'), count: parseQuantity('60'), received: parseQuantity('60') },
      { productId: door.product('BEANS'), count: parseQuantity('2.5'), received: parseQuantity('2.25') },
    ])
    expect(value(await client.outlets(signal)).map(({ name }) => name)).toEqual([
      'Main Outlet',
      'Harbour Street',
      'Airport',
    ])
    expect(value(await client.product(door.product('BEANS'), signal))).toMatchObject({ sku: 'BEANS', tracked: true })
    expect(client.budget().limit).toBe(350)
  })

  it.each([
    ['date', 300_000],
    ['seconds', 300_000],
    ['body', 300_000],
    // Nothing is said: the client asks again after half a minute, until it is let through.
    ['absent', 30_000],
  ] as const)('waits out a limit told by %s', async (retryAfter, pause) => {
    door = await openShopDoor({ registers: 0, retryAfter })
    const [store, clock] = [door.shop.url, door.clock]
    const client = createVendClient({ store, apiVersion: '2.0', token, clock, userAgent: 'Stocktray/test' })
    for (let call = 1; call <= 50; call++) await door.ask('GET', '/outlets')
    const refused = await client.outlets(signal)
    const waited = refused.ok ? clock.slept[0] : (refused.problem.retryAt ?? 0) - clock.now()
    expect(waited).toBe(pause)
    clock.turn(300_000)
    expect((await client.outlets(signal)).ok).toBe(true)
  })
})
