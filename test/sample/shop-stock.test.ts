import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatQuantity } from '../../src/core/quantity'
import { openShopDoor, rowsIn, type ShopDoor } from './shop-door'

let door: ShopDoor
beforeEach(async () => {
  door = await openShopDoor()
})
afterEach(() => door.shop.close())

const level = (outlet: string, sku: string) => formatQuantity(door.shop.level(outlet, sku))
const effects = (about?: Parameters<ShopDoor['shop']['effects']>[0]) =>
  door.shop.effects(about).map(({ outlet, sku, quantity }) => `${outlet} ${sku ?? ''} ${formatQuantity(quantity)}`)
const lines = [{ sku: 'Item1', count: '10' }]

describe('the shelves of the shop', () => {
  it('gain what an order brings, which need not be what was ordered', () => {
    door.shop.receiveOrder({
      outlet: 'Main Outlet',
      lines: [
        { sku: 'Item1', count: '60', received: '58.5' },
        { sku: 'Item2', count: '5', received: '0' },
      ],
    })
    expect(level('Main Outlet', 'Item1')).toBe('70.5')
    expect(effects()).toEqual(['Main Outlet Item1 58.5'])
  })

  it('lose what is returned, and follow when the sent return is edited', () => {
    const id = door.shop.sendReturn({ outlet: 'Main Outlet', lines })
    expect(level('Main Outlet', 'Item1')).toBe('2')
    door.shop.editLine(id, { sku: 'Item1', count: '7' })
    expect(level('Main Outlet', 'Item1')).toBe('5')
    door.shop.set({ returnEditsMoveStock: false })
    door.shop.editLine(id, { sku: 'Item1', count: '1' })
    expect(level('Main Outlet', 'Item1')).toBe('5')
  })

  it('lose what a transfer sends and gain what arrives', () => {
    const id = door.shop.sendTransfer({ from: 'Main Outlet', to: 'Harbour Street', lines })
    expect(effects()).toEqual(['Main Outlet Item1 -10'])
    door.shop.editLine(id, { sku: 'Item1', count: '9' })
    door.shop.receiveTransfer(id, [{ sku: 'Item1', received: '8' }])
    expect(effects()).toEqual(['Main Outlet Item1 -9', 'Harbour Street Item1 8'])
  })

  it('get everything back when a transfer is cancelled, or do not, as the switch says', () => {
    const first = door.shop.sendTransfer({ from: 'Main Outlet', to: 'Harbour Street', lines })
    door.shop.cancel(first)
    expect(level('Main Outlet', 'Item1')).toBe('12')
    expect(effects()).toEqual([])
    door.shop.set({ cancelledStock: 'stays' })
    const second = door.shop.sendTransfer({ from: 'Main Outlet', to: 'Harbour Street', lines })
    door.shop.cancel(second)
    expect(level('Main Outlet', 'Item1')).toBe('2')
  })

  it('are set by a count: gains, losses, the uncounted to zero, the excluded left alone', () => {
    door.shop.completeCount({
      outlet: 'Main Outlet',
      products: ['HONEY', 'TEA-MINT', 'JAM-PLUM', 'SYRUP'],
      counted: { HONEY: '11', 'TEA-MINT': '5' },
      excluded: ['SYRUP'],
    })
    expect(effects()).toEqual(['Main Outlet TEA-MINT -3', 'Main Outlet HONEY 2', 'Main Outlet JAM-PLUM -4'])
    expect(level('Main Outlet', 'SYRUP')).toBe('6')
  })

  it('keep a sale during a count, whichever moment the expected figure is from', async () => {
    const count = (frozen: 'start' | 'completion') => {
      door.shop.set({ expectedFrozen: frozen })
      const id = door.shop.createConsignment({ type: 'STOCKTAKE', outlet: 'Main Outlet', products: ['HONEY'] })
      door.shop.changeStatus(id, 'STOCKTAKE_IN_PROGRESS')
      return id
    }
    const finish = async (id: string, counted: string) => {
      door.clock.turn(2_000)
      await door.ask('GET', '/outlets')
      door.shop.editLine(id, { sku: 'HONEY', received: counted })
      door.shop.sell('Main Outlet', 'HONEY', '1')
      door.shop.changeStatus(id, 'STOCKTAKE_COMPLETE')
      return rowsIn(await door.ask('GET', `/consignments/${id}/products`))[0]?.count
    }
    expect(await finish(count('start'), '10')).toBe('9.00000')
    // 9 expected, 10 counted, 1 sold since.
    expect(level('Main Outlet', 'HONEY')).toBe('9')
    expect(await finish(count('completion'), '10')).toBe('8.00000')
    expect(level('Main Outlet', 'HONEY')).toBe('10')
  })

  it('do not move for a line that fails, until it is booked after all', async () => {
    door.shop.set({ failingSkus: ['Item2'] })
    const id = door.shop.receiveOrder({ outlet: 'Main Outlet', lines: [...lines, { sku: 'Item2', count: '3' }] })
    expect(effects()).toEqual(['Main Outlet Item1 10'])
    const statuses = async () =>
      rowsIn(await door.ask('GET', `/consignments/${id}/products`)).map((row) => [row.product_id, row.status])
    expect(await statuses()).toContainEqual([door.product('Item2'), 'RECEIVE_FAIL'])
    door.shop.set({ failingSkus: [] })
    door.shop.bookLines(id)
    expect(effects()).toEqual(['Main Outlet Item1 10', 'Main Outlet Item2 3'])
    expect(await statuses()).toContainEqual([door.product('Item2'), 'RECEIVE_SUCCESS'])
  })

  it('wait with the lines where Vend books later', async () => {
    door.shop.set({ linesBook: 'later' })
    const id = door.shop.sendTransfer({ from: 'Main Outlet', to: 'Harbour Street', lines })
    expect(effects()).toEqual([])
    expect(rowsIn(await door.ask('GET', `/consignments/${id}/products`))[0]).toMatchObject({ status: 'PENDING' })
    door.shop.bookLines(id)
    expect(effects()).toEqual(['Main Outlet Item1 -10'])
  })

  it('tell what happened since a moment, of some consignments, and without sales', () => {
    const first = door.shop.receiveOrder({ outlet: 'Main Outlet', lines })
    door.clock.turn(1_000)
    const moment = door.clock.now()
    const second = door.shop.sendReturn({ outlet: 'Main Outlet', lines: [{ sku: 'Item1', count: '4' }] })
    door.shop.sell('Main Outlet', 'Item1', '2')
    expect(effects()).toEqual(['Main Outlet Item1 6'])
    expect(effects({ since: moment })).toEqual(['Main Outlet Item1 -4'])
    expect(effects({ only: [first] })).toEqual(['Main Outlet Item1 10'])
    expect(effects({ only: [second] })).toEqual(['Main Outlet Item1 -4'])
    expect(level('Main Outlet', 'Item1')).toBe('16')
  })

  it('do not move when Vend flips a status in trouble', () => {
    const id = door.shop.receiveOrder({ outlet: 'Main Outlet', lines })
    door.shop.flipStatus(id, 'SENT')
    door.shop.flipStatus(id, 'RECEIVED')
    expect(effects()).toEqual(['Main Outlet Item1 10'])
  })

  it('wait for the rest of an order under a new one, where Vend makes it', async () => {
    door.shop.set({ partlyReceived: 'new-order' })
    door.shop.receiveOrder({
      outlet: 'Main Outlet',
      reference: 'CAR-3',
      lines: [{ sku: 'Item1', count: '10', received: '6' }],
    })
    const [rest] = rowsIn(await door.ask('GET', '/consignments?status=SENT'))
    expect(rest).toMatchObject({ type: 'SUPPLIER', reference: 'CAR-3' })
    expect(rowsIn(await door.ask('GET', `/consignments/${String(rest?.id)}/products`))[0]).toMatchObject({
      count: '4.00000',
      received: '0.00000',
    })
    expect(effects()).toEqual(['Main Outlet Item1 6'])
  })

  it('know nothing of untracked products and of those made up of others', async () => {
    await door.shop.close()
    door = await openShopDoor(
      {},
      {
        products: [
          { sku: 'CUP', name: 'Cup' },
          { sku: 'DELIVERY', name: 'Delivery', tracked: false },
          { sku: 'HAMPER', name: 'Hamper', composite: true },
        ],
      },
    )
    const all = ['CUP', 'DELIVERY', 'HAMPER'].map((sku) => ({ sku, count: '1' }))
    door.shop.sendTransfer({ from: 'Main Outlet', to: 'Airport', lines: all })
    expect(effects()).toEqual(['Main Outlet CUP -1'])
    expect(rowsIn(await door.ask('GET', '/products'))).toMatchObject([
      { has_inventory: true, is_composite: false },
      { has_inventory: false },
      { is_composite: true },
    ])
    const order = door.shop.createConsignment({ type: 'SUPPLIER', outlet: 'Main Outlet' })
    const hamper = { product_id: door.product('HAMPER'), count: '1' }
    expect((await door.ask('POST', `/consignments/${order}/products`, hamper)).status).toBe(422)
  })
})

describe('what only Vend knows about a booking', () => {
  it('may show in the parent’s version, or not', async () => {
    door.shop.set({ linesBook: 'later' })
    const version = async () => rowsIn(await door.ask('GET', '/consignments')).at(-1)?.version
    for (const bookingBumpsParent of [false, true]) {
      door.shop.set({ bookingBumpsParent })
      const id = door.shop.receiveOrder({ outlet: 'Main Outlet', lines })
      const before = await version()
      door.shop.bookLines(id)
      expect((await version()) !== before).toBe(bookingBumpsParent)
    }
  })

  it('may give a completed count a time of receipt, or not', async () => {
    for (const countsHaveReceivedAt of [true, false]) {
      door.shop.set({ countsHaveReceivedAt })
      door.shop.completeCount({ outlet: 'Main Outlet', products: ['HONEY'], counted: { HONEY: '9' } })
      const last = rowsIn(await door.ask('GET', '/consignments')).at(-1)
      expect(Object.hasOwn(last ?? {}, 'received_at')).toBe(countsHaveReceivedAt)
    }
  })

  it('may fix what a count expects as each product is counted', async () => {
    door.shop.set({ expectedFrozen: 'each-count', countStartMs: 0 })
    const id = door.shop.createConsignment({ type: 'STOCKTAKE', outlet: 'Main Outlet', products: ['HONEY'] })
    door.shop.changeStatus(id, 'STOCKTAKE_IN_PROGRESS')
    await door.ask('GET', '/outlets')
    door.shop.sell('Main Outlet', 'HONEY', '2')
    door.shop.editLine(id, { sku: 'HONEY', received: '7' })
    door.shop.sell('Main Outlet', 'HONEY', '1')
    door.shop.changeStatus(id, 'STOCKTAKE_COMPLETE')
    expect(rowsIn(await door.ask('GET', `/consignments/${id}/products`))).toMatchObject([
      { count: '7.00000', received: '7.00000' },
    ])
    expect(level('Main Outlet', 'HONEY')).toBe('6')
  })
})
