import { afterEach, describe, expect, it } from 'vitest'
import type { VendAnswer } from '../../src/core/ports/vend'
import { totalsHold } from '../../src/core/totals'
import type { ShopSwitches } from '../../src/sample/shop-switches'
import { createVendClient } from '../../src/vend/client'
import { openShopDoor, token, type ShopDoor } from './shop-door'

let door: ShopDoor
afterEach(() => door.shop.close())

const signal = new AbortController().signal
function value<T>(answer: VendAnswer<T>): T {
  if (!answer.ok) throw new Error(answer.problem.text)
  return answer.value
}

/** Whether a consignment's lines, less the first `without`, add up to what Vend says. */
async function addUp(id: string, without = 0): Promise<boolean> {
  const settings = { store: door.shop.url, apiVersion: '2026-07', token, userAgent: 'Stocktray/test' }
  const client = createVendClient({ ...settings, clock: door.clock })
  const consignment = value(await client.consignment(id, signal))
  const lines = value(await client.lines(id, 0n, signal))?.rows ?? []
  if (!consignment || lines.length === 0) throw new Error('The shop does not show it.')
  const totals = consignment.kind === 'count' ? null : value(await client.totals(id, signal))
  return totalsHold({ consignment, lines: lines.slice(without), totals, told: [] }) === null
}

const inMain = {
  outlet: 'Main Outlet',
  lines: [
    { sku: 'Item1', count: '60' },
    { sku: 'BEANS', count: '2.5', received: '2.25' },
  ],
}

describe('what the sample shop’s lines add up to', () => {
  it.each<[string, Partial<ShopSwitches>]>([
    ['as it is', {}],
    ['with lines that failed, which are in its totals', { failingSkus: ['BEANS'] }],
    ['with lines that failed, which are not', { failingSkus: ['BEANS'], failedInTotals: false }],
    ['with a sign on a count’s loss', { countLoss: 'negative' }],
    ['without one', { countLoss: 'positive' }],
  ])('is what it says itself, %s', async (_what, switches) => {
    door = await openShopDoor(switches)
    const { shop } = door
    const order = shop.receiveOrder(inMain)
    const back = shop.sendReturn({
      outlet: 'Main Outlet',
      lines: [
        { sku: 'Item1', count: '3' },
        { sku: 'Item2', count: '1' },
      ],
    })
    const transfer = shop.sendTransfer({
      from: 'Main Outlet',
      to: 'Harbour Street',
      lines: [{ sku: 'Item1', count: '5' }],
    })
    const count = shop.completeCount({
      outlet: 'Main Outlet',
      products: ['Item1', 'Item2'],
      counted: { Item1: '500', Item2: '0' },
    })
    for (const id of [order, back, transfer, count]) expect(await addUp(id)).toBe(true)
    shop.receiveTransfer(transfer, [{ sku: 'Item1', received: '4' }])
    expect(await addUp(transfer)).toBe(true)
    for (const id of [order, back, transfer, count]) expect(await addUp(id, 1)).toBe(false)
  })

  it('says nothing where it gives no totals', async () => {
    door = await openShopDoor({ totals: 'missing' })
    expect(await addUp(door.shop.receiveOrder(inMain), 1)).toBe(true)
  })
})
