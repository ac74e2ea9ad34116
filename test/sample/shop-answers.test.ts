import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askAt, idIn, openShopDoor, pageIn, rowsIn, thingIn, type ShopDoor } from './shop-door'

let door: ShopDoor
beforeEach(async () => {
  door = await openShopDoor()
})
afterEach(() => door.shop.close())

const order = (lines = [{ sku: 'Item1', count: '60' }]) =>
  door.shop.receiveOrder({ outlet: 'Main Outlet', reference: 'CAR-25', name: 'Order - Mon', lines })

describe('who may ask', () => {
  it('nobody with a wrong token', async () => {
    const answer = await askAt(`${door.shop.url}/api/2.0/consignments`, 'GET', undefined, 'guessed')
    expect(answer.status).toBe(401)
    expect(answer.body).toEqual({ error: 'Unauthorized', message: expect.any(String) as unknown })
  })

  it('nobody any more with a token that was changed', async () => {
    door.shop.changeToken('another')
    expect((await door.ask('GET', '/outlets')).status).toBe(401)
    expect((await askAt(`${door.shop.url}/api/2.0/outlets`, 'GET', undefined, 'another')).status).toBe(200)
  })

  it('not for what the token has no right to', async () => {
    door.shop.set({ forbidden: ['products'] })
    expect((await door.ask('GET', '/products')).status).toBe(403)
    expect((await door.ask('GET', '/consignments')).status).toBe(200)
  })

  it('by the dated version and by 2.0, and not by another', async () => {
    order()
    for (const version of ['2.0', '2026-07', '2025-01'])
      expect(rowsIn(await askAt(`${door.shop.url}/api/${version}/consignments`, 'GET'))).toHaveLength(1)
    expect((await askAt(`${door.shop.url}/api/3.0/consignments`, 'GET')).status).toBe(404)
  })
})

describe('a consignment as Vend shows it', () => {
  it('has the fields of Vend’s own order sample', async () => {
    const id = order()
    const answer = await door.ask('GET', '/consignments')
    const [row] = rowsIn(answer)
    expect(row).toEqual({
      id,
      outlet_id: door.outlet('Main Outlet'),
      name: 'Order - Mon',
      reference: 'CAR-25',
      type: 'SUPPLIER',
      status: 'RECEIVED',
      consignment_date: '2026-11-02T10:00:00+00:00',
      received_at: '2026-11-02T10:00:00+00:00',
      show_inactive: true,
      supplier_invoice: '',
      created_at: '2026-11-02T10:00:00+00:00',
      updated_at: '2026-11-02T10:00:00+00:00',
      version: expect.any(Number) as unknown,
      filters: [],
    })
    expect(Number(row?.version)).toBeGreaterThan(2 ** 31)
    expect(pageIn(answer).version).toEqual({ min: row?.version, max: row?.version })
    expect(thingIn(await door.ask('GET', `/consignments/${id}`))).toEqual(row)
    expect(answer.headers.get('date')).toBe('Mon, 02 Nov 2026 10:00:00 GMT')
  })

  it('names the source of a transfer', async () => {
    door.shop.sendTransfer({ from: 'Main Outlet', to: 'Airport', lines: [{ sku: 'Item1', count: '1' }] })
    expect(rowsIn(await door.ask('GET', '/consignments'))[0]).toMatchObject({
      type: 'OUTLET',
      status: 'SENT',
      source_outlet_id: door.outlet('Main Outlet'),
      outlet_id: door.outlet('Airport'),
    })
  })

  it('carries nulls where older answers do', async () => {
    order()
    door.shop.set({ emptyFields: 'null' })
    expect(rowsIn(await door.ask('GET', '/consignments'))[0]).toMatchObject({
      source_outlet_id: null,
      deleted_at: null,
      due_at: null,
      total_count_gain: null,
    })
  })

  it('is found by kind, status and outlet', async () => {
    order()
    const transfer = door.shop.sendTransfer({
      from: 'Main Outlet',
      to: 'Airport',
      lines: [{ sku: 'Item1', count: '1' }],
    })
    const found = async (query: string) => rowsIn(await door.ask('GET', `/consignments?${query}`)).length
    expect(await found('type=SUPPLIER')).toBe(1)
    expect(await found('status=SENT')).toBe(1)
    expect(await found('type=SUPPLIER&status=SENT')).toBe(0)
    const main = `outlet_id=${door.outlet('Main Outlet')}`
    expect(await found(main)).toBe(1)
    door.shop.set({ outletFilter: 'either' })
    expect(await found(main)).toBe(2)
    door.shop.remove(transfer)
    expect(await found('')).toBe(1)
    expect(await found('deleted=1')).toBe(2)
    expect((await door.ask('GET', `/consignments/${transfer}`)).status).toBe(404)
    door.shop.set({ deletedById: 'shown' })
    expect(thingIn(await door.ask('GET', `/consignments/${transfer}`)).deleted_at).toBeTypeOf('string')
  })

  it('shows the variance of a completed count', async () => {
    const id = door.shop.completeCount({
      outlet: 'Main Outlet',
      products: ['Item1', 'Item2'],
      counted: { Item1: '15', Item2: '6' },
    })
    expect(thingIn(await door.ask('GET', `/consignments/${id}`))).toMatchObject({
      type: 'STOCKTAKE',
      status: 'STOCKTAKE_COMPLETE',
      total_count_gain: 3,
      total_count_loss: -4,
      total_cost_gain: 7.5,
      total_cost_loss: -10,
      filters: [
        { type: 'product', value: door.product('Item1') },
        { type: 'product', value: door.product('Item2') },
      ],
    })
  })
})

describe('a line as Vend shows it', () => {
  it('has decimals with five places, no id, and a version of its own', async () => {
    const id = order([
      { sku: 'Item1', count: '60' },
      { sku: 'Item1', count: '2.5' },
    ])
    const rows = rowsIn(await door.ask('GET', `/consignments/${id}/products`))
    expect(rows[0]).toEqual({
      product_id: door.product('Item1'),
      count: '60.00000',
      received: '60.00000',
      cost: '2.50000',
      is_included: true,
      status: 'RECEIVE_SUCCESS',
      created_at: '2026-11-02T10:00:00+00:00',
      updated_at: '2026-11-02T10:00:00+00:00',
      version: expect.any(Number) as unknown,
    })
    expect(rows[1]).toMatchObject({ product_id: door.product('Item1'), count: '2.50000' })
    expect(rows[1]?.version).not.toBe(rows[0]?.version)
  })

  it('spells its status as seen, as documented, or not at all', async () => {
    const id = order()
    const status = async () => rowsIn(await door.ask('GET', `/consignments/${id}/products`))[0]?.status
    expect(await status()).toBe('RECEIVE_SUCCESS')
    door.shop.set({ lineStatuses: 'documented' })
    expect(await status()).toBe('SUCCESS')
    door.shop.set({ lineStatuses: 'missing' })
    expect(await status()).toBeUndefined()
  })

  it('of a sent return stays pending where Vend leaves it so', async () => {
    const id = door.shop.sendReturn({ outlet: 'Main Outlet', lines: [{ sku: 'Item1', count: '3' }] })
    const line = async () => rowsIn(await door.ask('GET', `/consignments/${id}/products`))[0]
    expect(await line()).toMatchObject({ status: 'SENT_SUCCESS', count: '3.00000', received: '0.00000' })
    door.shop.set({ sentReturnLines: 'pending' })
    expect(await line()).toMatchObject({ status: 'PENDING' })
  })

  it('may have no count, when its product came without having been ordered', async () => {
    const id = door.shop.createConsignment({
      type: 'SUPPLIER',
      outlet: 'Main Outlet',
      lines: [{ sku: 'Item1', count: '1' }],
    })
    door.shop.changeStatus(id, 'SENT')
    await door.ask('POST', `/consignments/${id}/products`, { product_id: door.product('Item1'), received: '1' })
    await door.ask('POST', `/consignments/${id}/products`, { product_id: door.product('Item2'), received: '4' })
    const second = rowsIn(await door.ask('GET', `/consignments/${id}/products`)).find(
      (one) => one.product_id === door.product('Item2'),
    )
    expect(second).toMatchObject({ received: '4.00000' })
    expect(second).not.toHaveProperty('count')
  })

  it('adds up in the totals, with ten places for money', async () => {
    const id = order([
      { sku: 'Item1', count: '10' },
      { sku: 'Item2', count: '5' },
    ])
    expect((await door.ask('GET', `/consignments/${id}/totals`)).body).toEqual({
      data: [
        {
          total_sent_count: '15.00000',
          total_sent_cost: '37.5000000000',
          total_received_count: '15.00000',
          total_received_cost: '37.5000000000',
        },
      ],
    })
    const count = door.shop.completeCount({ outlet: 'Main Outlet', products: ['Item1'], counted: { Item1: '1' } })
    expect((await door.ask('GET', `/consignments/${count}/totals`)).status).toBe(422)
  })
})

describe('outlets and products', () => {
  it('are listed, found by id, and products by SKU', async () => {
    const outlets = rowsIn(await door.ask('GET', '/outlets'))
    expect(outlets.map(({ name }) => name)).toEqual(['Main Outlet', 'Harbour Street', 'Airport'])
    expect(thingIn(await door.ask('GET', `/outlets/${door.outlet('Airport')}`))).toEqual(outlets[2])
    const [beans] = rowsIn(await door.ask('GET', '/products?sku=BEANS&page_size=none'))
    expect(beans).toMatchObject({
      id: door.product('BEANS'),
      sku: 'BEANS',
      has_inventory: true,
      is_composite: false,
      supply_price: 2.5,
    })
    expect(thingIn(await door.ask('GET', `/products/${door.product('BEANS')}`))).toEqual(beans)
    expect((await door.ask('GET', '/products/nowhere')).body).toEqual({
      error: 'Not Found',
      message: 'The product does not exist',
    })
  })

  it('get a new version when a SKU is changed', async () => {
    const versions = async () => pageIn(await door.ask('GET', '/products')).version.max ?? 0
    const before = await versions()
    door.shop.changeProduct('Item1', { sku: 'CUP' })
    const [changed, ...others] = rowsIn(await door.ask('GET', `/products?after=${before}`))
    expect(changed).toMatchObject({ sku: 'CUP', name: 'Coffee cup' })
    expect(others).toEqual([])
  })
})

describe('what was asked', () => {
  it('is counted by path', async () => {
    const id = order()
    await door.ask('GET', `/consignments/${id}/products?page_size=5`)
    await door.ask('GET', `/consignments/${id}/products`)
    expect([...door.shop.calls]).toEqual([['GET /consignments/{id}/products', 2]])
  })

  it('runs into the troubles that are ordered', async () => {
    const created = { type: 'SUPPLIER', name: 'By hand', outlet_id: door.outlet('Main Outlet') }
    door.shop.fail({ when: 'before', answer: { status: 503 } }, { when: 'after', only: 'POST', answer: 'drop' })
    expect((await door.ask('POST', '/consignments', created)).status).toBe(503)
    await expect(door.ask('POST', '/consignments', created)).rejects.toThrow()
    // The second was done, and only its answer was lost.
    expect(rowsIn(await door.ask('GET', '/consignments'))).toHaveLength(1)
    expect(idIn(await door.ask('POST', '/consignments', created))).toBeTypeOf('string')
  })
})
