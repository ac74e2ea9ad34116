import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { idIn, openShopDoor, rowsIn, thingIn, type ShopDoor } from './shop-door'

let door: ShopDoor
beforeEach(async () => {
  door = await openShopDoor()
})
afterEach(() => door.shop.close())

const create = (more: object) =>
  door.ask('POST', '/consignments', { name: 'By hand', outlet_id: door.outlet('Main Outlet'), ...more })
const put = async (id: string, status: string) => (await door.ask('PUT', `/consignments/${id}`, { status })).status
const add = (id: string, sku: string, figures: object) =>
  door.ask('POST', `/consignments/${id}/products`, { product_id: door.product(sku), ...figures })
const line = async (id: string) => rowsIn(await door.ask('GET', `/consignments/${id}/products`))[0]

describe('an order through the API', () => {
  it('goes from open to received, step by step', async () => {
    const made = await create({ type: 'SUPPLIER', reference: 'CAR-1' })
    expect(made.status).toBe(201)
    expect(thingIn(made)).toMatchObject({ status: 'OPEN', reference: 'CAR-1' })
    const id = idIn(made)
    expect(await put(id, 'SENT')).toBe(422)
    expect((await add(id, 'Item1', { count: '10' })).status).toBe(200)
    expect(await put(id, 'RECEIVED')).toBe(422)
    expect(await put(id, 'SENT')).toBe(200)
    expect(await put(id, 'DISPATCHED')).toBe(200)
    expect(await put(id, 'RECEIVED')).toBe(422)
    expect((await add(id, 'Item1', { received: 7.5 })).status).toBe(200)
    expect(await put(id, 'RECEIVED')).toBe(200)
    expect(await line(id)).toMatchObject({ count: '10.00000', received: '7.50000', status: 'RECEIVE_SUCCESS' })
  })

  it('cannot be created as received, and is frozen when it is', async () => {
    expect((await create({ type: 'SUPPLIER', status: 'RECEIVED' })).status).toBe(422)
    expect((await create({ type: 'SUPPLIER', status: 'DISPATCHED' })).status).toBe(422)
    const id = door.shop.receiveOrder({ outlet: 'Main Outlet', lines: [{ sku: 'Item1', count: '1' }] })
    expect(await put(id, 'CANCELLED')).toBe(422)
    expect((await door.ask('PUT', `/consignments/${id}`, { name: 'Other' })).status).toBe(422)
    expect((await add(id, 'Item1', { count: '1' })).status).toBe(422)
    expect((await door.ask('DELETE', `/consignments/${id}/products/${door.product('Item1')}`)).status).toBe(422)
  })

  it('is dispatched by the first received figure', async () => {
    const id = idIn(await create({ type: 'SUPPLIER' }))
    await add(id, 'Item1', { count: '4' })
    await put(id, 'SENT')
    await add(id, 'Item1', { received: '4' })
    expect(thingIn(await door.ask('GET', `/consignments/${id}`))).toMatchObject({ status: 'DISPATCHED' })
    // From then on the count stays as it is.
    await add(id, 'Item1', { count: '5' })
    expect(await line(id)).toMatchObject({ count: '4.00000', received: '4.00000' })
  })

  it('adds with POST, replaces with PUT, and takes away with DELETE', async () => {
    const id = idIn(await create({ type: 'SUPPLIER' }))
    const path = `/consignments/${id}/products/${door.product('Item1')}`
    await add(id, 'Item1', { count: '4' })
    await add(id, 'Item1', { count: '3' })
    expect(await line(id)).toMatchObject({ count: '7.00000' })
    expect(thingIn(await door.ask('PUT', path, { count: '3' }))).toMatchObject({ count: '3.00000' })
    expect((await door.ask('DELETE', path)).status).toBe(204)
    expect(await line(id)).toBeUndefined()
    expect((await door.ask('PUT', path, { count: '3' })).status).toBe(404)
    door.shop.set({ deletedLines: 'listed' })
    expect(await line(id)).toHaveProperty('deleted_at')
  })

  it('takes many lines at once, and adds there too', async () => {
    const id = idIn(await create({ type: 'SUPPLIER' }))
    const body = ['Item1', 'Item2'].map((sku) => ({ product_id: door.product(sku), count: '30' }))
    await door.ask('POST', `/consignments/${id}/bulk`, body)
    expect((await door.ask('POST', `/consignments/${id}/bulk`, body)).body).toEqual({
      data: { [door.product('Item1')]: { count: '60.00000' }, [door.product('Item2')]: { count: '60.00000' } },
    })
    expect((await door.ask('POST', `/consignments/${id}/bulk`, [{ product_id: door.product('Item1') }])).status).toBe(
      400,
    )
  })
})

describe('a transfer through the API', () => {
  it('needs another outlet as its source', async () => {
    expect((await create({ type: 'OUTLET' })).status).toBe(422)
    expect((await create({ type: 'OUTLET', source_outlet_id: door.outlet('Main Outlet') })).status).toBe(422)
    expect((await create({ type: 'OUTLET', source_outlet_id: door.outlet('Airport') })).status).toBe(201)
  })

  it('keeps its lines once it is sent', async () => {
    const id = door.shop.sendTransfer({ from: 'Main Outlet', to: 'Airport', lines: [{ sku: 'Item1', count: '2' }] })
    expect((await door.ask('DELETE', `/consignments/${id}/products/${door.product('Item1')}`)).status).toBe(422)
    expect(await put(id, 'OPEN')).toBe(422)
    expect(await put(id, 'RECEIVED')).toBe(200)
  })
})

describe('a count through the API', () => {
  it('gets its lines from Vend a moment after it is started', async () => {
    const filters = [{ type: 'product', value: door.product('Item1') }]
    const id = idIn(await create({ type: 'STOCKTAKE', filters }))
    const status = async () => thingIn(await door.ask('GET', `/consignments/${id}`)).status
    expect(await put(id, 'STOCKTAKE_IN_PROGRESS')).toBe(200)
    expect(await put(id, 'STOCKTAKE_COMPLETE')).toBe(422)
    expect(await line(id)).toBeUndefined()
    door.clock.turn(2_000)
    expect(await status()).toBe('STOCKTAKE_IN_PROGRESS_PROCESSED')
    expect(await line(id)).toMatchObject({ count: '12.00000', received: '0.00000', status: 'PENDING' })
    await door.ask('PUT', `/consignments/${id}/products/${door.product('Item1')}`, { received: '11' })
    expect(await put(id, 'STOCKTAKE_COMPLETE')).toBe(200)
    expect(await line(id)).toMatchObject({ count: '12.00000', received: '11.00000', status: 'STOCKTAKE_SUCCESS' })
    expect(await put(id, 'CLOSED')).toBe(200)
  })
})

describe('a request that makes no sense', () => {
  it('is refused with the place that is wrong', async () => {
    expect((await create({ type: 'GIFT' })).body).toEqual({
      error: 'Bad Request',
      message: 'type is missing or not valid',
    })
    expect((await door.ask('GET', '/consignments/nobody')).status).toBe(404)
    const id = idIn(await create({ type: 'SUPPLIER' }))
    expect((await add(id, 'Item1', { count: 'many' })).status).toBe(400)
  })
})
