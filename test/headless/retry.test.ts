import { describe, expect } from 'vitest'
import { harbourStreet, mainOutlet, unknownSku } from '../../src/sample/sample-catalogue'
import type { BackOffice } from './back-office'
import { it } from './in-office'
import { slow } from './slow'

const idOf = (office: BackOffice, status: string) => office.documents().find((one) => one.status === status)!.id

describe.concurrent('stocktray retry', slow, () => {
  it('sends a line once the warehouse knows its SKU, and never a second time', async ({ office }) => {
    await office.standing()
    office.shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-27', lines: [{ sku: unknownSku, count: '6' }] })
    await office.synced()
    const id = idOf(office, 'needs-you')
    const early = await office.stocktray('retry', id)
    expect(early.code).toBe(1)
    expect(early.out).toContain('In-house warehouse does not know SKU “GIFT-BOX”')

    office.warehouse.addItem({ sku: unknownSku, name: 'Gift box' })
    const { code, out } = await office.stocktray('retry', id)
    expect(code).toBe(0)
    expect(out).toMatch(
      /Stocktake +CAR-27 +Main warehouse +by scan +delivered as ST-00024 {2}id [0-9a-f-]{13}\n {4}GIFT-BOX {2}\+6\n$/,
    )

    expect(await office.stocktray('retry', id)).toEqual({
      code: 1,
      out: '',
      err: 'It has arrived already, as ST-00024. It is not sent twice.\n',
    })
    expect(office.warehouse.documents()).toHaveLength(1)
  })

  it('with --json answers the document', async ({ office }) => {
    await office.standing()
    office.receiveCar25()
    office.warehouse.changeToken('another')
    await office.synced()
    const id = idOf(office, 'waiting')
    const refused = await office.stocktray('retry', '--json', id)
    expect(refused.code).toBe(3)
    expect(JSON.parse(refused.out)).toMatchObject({ id, status: 'waiting' })
    expect(refused.err).toContain('does not accept the token')
    office.warehouse.changeToken('warehouse-token')
    const { code, out } = await office.stocktray('retry', '--json', id)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ id, status: 'delivered', warehouseNumber: 'ST-00024' })
  })

  it('does not push through what waits for a decision', async ({ office }) => {
    await office.standing()
    office.shop.completeCount({ outlet: harbourStreet, name: 'Full count', counted: {} })
    await office.synced()
    const { code, err } = await office.stocktray('retry', idOf(office, 'needs-you'))
    expect(code).toBe(1)
    expect(err).toMatch(
      /^It waits for your decision: Inventory Count “Full count” would set 12 of 12 products to zero\./,
    )
    expect(office.warehouse.documents()).toEqual([])
  })

  it('of an id that does not exist says where to look it up', async ({ office }) => {
    await office.standing()
    expect(await office.stocktray('retry', 'CAR-25')).toEqual({
      code: 2,
      out: '',
      err: 'There is no document “CAR-25”. Look the id up with: stocktray history\n',
    })
  })
})
