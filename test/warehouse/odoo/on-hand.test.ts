import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { shelfKey } from '../../../src/core/on-hand'
import type { WarehousePort } from '../../../src/core/ports/warehouse'
import { openWarehouse } from '../../../src/warehouse/registry'
import { startOdoo } from '../../fakes/odoo/start-odoo'
import { never } from '../contract/trial'

let odoo: Awaited<ReturnType<typeof startOdoo>>
let port: WarehousePort

beforeEach(async () => {
  odoo = await startOdoo({ version: 19 })
  const { database, url } = odoo
  const { key } = odoo.addUser({ login: 'vend@shop.example', role: 'inventory' })
  const clock = { now: () => Date.parse('2026-11-23T08:00:00Z'), sleep: () => Promise.resolve() }
  const settings = { kind: 'odoo', url, database, login: 'vend@shop.example' }
  const opened = openWarehouse(settings, { apiKey: key }, { clock })
  if (!opened.ok) throw new Error(opened.text)
  port = opened.port
})
afterEach(() => odoo.close())

const told = async (location: number, ...items: readonly number[]) => {
  const shelves = items.map((item) => ({ location: String(location), item: String(item) }))
  const answer = await port.onHand(shelves, never)
  return answer.kind === 'ok' ? shelves.map((shelf) => answer.value.get(shelfKey(shelf))) : answer.kind
}

describe('what Odoo has on hand', () => {
  it('is told with the shelves within a location, and without the dust of binary floats', async () => {
    const tee = odoo.addProduct({ sku: 'TEE' })
    const shelf = odoo.addLocation({ name: 'Shelf 1' })
    odoo.setOnHand(odoo.main.stock, tee, 0.1)
    odoo.setOnHand(shelf, tee, 0.2)
    expect(await told(odoo.main.stock, tee)).toEqual([30_000n])
    expect(await told(shelf, tee)).toEqual([20_000n])
  })

  it('is asked in one call for each location, with one before them all', async () => {
    const items = ['A', 'B', 'C'].map((sku) => odoo.addProduct({ sku }))
    const asked = async () => {
      const before = odoo.calls.length
      await told(odoo.main.stock, ...items)
      return odoo.calls.length - before
    }
    // The first question finds out besides how this Odoo is spoken to.
    expect(await asked()).toBeGreaterThan(2)
    expect(await asked()).toBe(2)
  })

  it('is not told of a location that was archived, where nothing can be booked', async () => {
    const tee = odoo.addProduct({ sku: 'TEE' })
    const shelf = odoo.addLocation({ name: 'Shelf 1' })
    odoo.archiveLocation(shelf)
    expect(await told(shelf, tee)).toEqual([undefined])
  })
})
