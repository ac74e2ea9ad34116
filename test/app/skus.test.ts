import { afterEach, describe, expect, it } from 'vitest'
import { mainOutlet, unknownSku } from '../../src/sample/sample-catalogue'
import { openShopDay, type ShopDay } from './shop-day'
import { expectRest, stock, words } from './shop-stock'

const [cup, saucer, tea] = ['WH-MAIN Item1', 'WH-MAIN Item2', 'WH-MAIN TEA-BLACK'] as const
let day: ShopDay
afterEach(() => day.close())

async function scan(deed: () => void): Promise<void> {
  day.clock.turn(60_000)
  deed()
  await day.sync()
}

describe('a SKU that is changed in Vend', () => {
  /** 3 of 25 black teas went back; the tea is called BLACK-100 since; then the return is edited to 5. */
  async function renamedAndEdited(): Promise<void> {
    day = await openShopDay({ switches: { lineEditsBumpParent: true } })
    let id = ''
    await scan(() => {
      id = day.shop.sendReturn({ outlet: mainOutlet, reference: 'RET-4', lines: [{ sku: 'TEA-BLACK', count: '3' }] })
    })
    await scan(() => day.shop.changeProduct('TEA-BLACK', { sku: 'BLACK-100' }))
    expect(words(day)).toEqual([])
    await expectRest(day)
    await scan(() => day.shop.editLine(id, { sku: 'BLACK-100', count: '5' }))
  }

  it('after it was told holds the correction: 22 black teas stay', async () => {
    await renamedAndEdited()
    expect(stock(day.warehouse, tea)).toEqual({ [tea]: '22' })
    expect(words(day)).toEqual([
      'Return Stock RET-4: TEA-BLACK is called BLACK-100 in Vend now. The change would go to TEA-BLACK, as before.',
    ])
    await expectRest(day)
  })

  it('and the correction goes to the old SKU when you approve it: 20', async () => {
    await renamedAndEdited()
    expect(day.app.approve(day.app.state().holds[0]?.id ?? '')).toBeNull()
    await day.sync()
    expect(stock(day.warehouse, tea)).toEqual({ [tea]: '20' })
    expect(words(day)).toEqual([])
    await expectRest(day)
  })

  it('before anything was told: the draft that waits for it goes by itself under the new one', async () => {
    day = await openShopDay()
    await scan(() => {
      const lines = [{ sku: unknownSku, count: '6' }]
      day.shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-27', lines })
    })
    expect(day.app.state().holds.map(({ code }) => code)).toEqual(['sku-not-in-warehouse'])
    expect(day.held()).toEqual({ [`WH-MAIN ${unknownSku}`]: '6' })
    await scan(() => day.shop.changeProduct(unknownSku, { sku: 'Item2' }))
    expect(stock(day.warehouse, saucer)).toEqual({ [saucer]: '16' })
    expect(words(day)).toEqual([])
    await expectRest(day)
  })

  it('to one that another product had: each correction goes where its product was told, held for you', async () => {
    day = await openShopDay({ switches: { lineEditsBumpParent: true } })
    let id = ''
    await scan(() => {
      const lines = [
        { sku: 'Item1', count: '2' },
        { sku: 'Item2', count: '3' },
      ]
      id = day.shop.sendReturn({ outlet: mainOutlet, reference: 'RET-5', lines })
    })
    expect(stock(day.warehouse, cup, saucer)).toEqual({ [cup]: '10', [saucer]: '7' })
    day.shop.changeProduct('Item1', { sku: 'OLD' })
    day.shop.changeProduct('Item2', { sku: 'Item1' })
    day.shop.changeProduct('OLD', { sku: 'Item2' })
    // The cups, called Item2 by now: 3 of them go back, not 2.
    await scan(() => day.shop.editLine(id, { sku: 'Item2', count: '3' }))
    expect(stock(day.warehouse, cup, saucer)).toEqual({ [cup]: '10', [saucer]: '7' })
    expect(words(day)).toEqual([
      'Return Stock RET-5: Item1 is called Item2 in Vend now. The change would go to Item1, as before.',
    ])
    expect(day.app.approve(day.app.state().holds[0]?.id ?? '')).toBeNull()
    await day.sync()
    expect(stock(day.warehouse, cup, saucer)).toEqual({ [cup]: '9', [saucer]: '7' })
    await expectRest(day)
  })
})

describe('a SKU that two products share', () => {
  /** An order of 60 cups and 50 saucers that is on its way while the saucers get the cups' SKU. */
  function shareOnTheWay(): string {
    const lines = [
      { sku: 'Item1', count: '60' },
      { sku: 'Item2', count: '50' },
    ]
    const id = day.shop.createConsignment({ type: 'SUPPLIER', outlet: mainOutlet, reference: 'CAR-25', lines })
    for (const { sku, count } of lines) day.shop.editLine(id, { sku, received: count })
    day.shop.changeProduct('Item2', { sku: 'Item1' })
    return id
  }

  it('gets one line of 110 by scan: 122 of the 12 there were', async () => {
    day = await openShopDay({ switches: { webhooksLost: 1 } })
    await scan(() => day.shop.changeStatus(shareOnTheWay(), 'RECEIVED'))
    expect(stock(day.warehouse, cup, saucer)).toEqual({ [cup]: '122', [saucer]: '10' })
    expect(day.app.history().map(({ lines }) => lines)).toEqual([[{ sku: 'Item1', quantity: '110' }]])
    expect(words(day)).toEqual([])
    await expectRest(day)
  })

  it('gets 60 and 50 by webhook, as Vend calls for each: 122 too', async () => {
    day = await openShopDay()
    const id = shareOnTheWay()
    await day.live([
      {
        say: 'Order CAR-25 is received.',
        do: (shop) => {
          shop.changeStatus(id, 'RECEIVED')
          return shop.settled()
        },
        then: 'webhook',
      },
    ])
    expect(stock(day.warehouse, cup, saucer)).toEqual({ [cup]: '122', [saucer]: '10' })
    expect(day.app.history().map(({ lines }) => lines)).toEqual([
      [{ sku: 'Item1', quantity: '60' }],
      [{ sku: 'Item1', quantity: '50' }],
    ])
    await expectRest(day)
  })

  it('is corrected for the one that changed, and no longer meets when they part again', async () => {
    day = await openShopDay({ switches: { lineEditsBumpParent: true } })
    let id = ''
    await scan(() => {
      const lines = [
        { sku: 'Item1', count: '2' },
        { sku: 'Item2', count: '3' },
      ]
      id = day.shop.createConsignment({ type: 'RETURN', outlet: mainOutlet, reference: 'RET-5', lines })
      day.shop.changeProduct('Item2', { sku: 'Item1' })
      day.shop.changeStatus(id, 'SENT')
    })
    expect(stock(day.warehouse, cup, saucer)).toEqual({ [cup]: '7', [saucer]: '10' })
    // The first of that SKU: the cups.
    await scan(() => day.shop.editLine(id, { sku: 'Item1', count: '4' }))
    expect(stock(day.warehouse, cup, saucer)).toEqual({ [cup]: '5', [saucer]: '10' })
    await expectRest(day)
    await scan(() => day.shop.changeProduct('Item1', { sku: 'CUP' }))
    await scan(() => day.shop.editLine(id, { sku: 'Item1', count: '1' }))
    // Now Item1 means the saucers, and was what they were told as.
    expect(stock(day.warehouse, cup, saucer)).toEqual({ [cup]: '7', [saucer]: '10' })
    expect(words(day)).toEqual([])
    await expectRest(day)
  })
})
