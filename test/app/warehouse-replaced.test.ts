import { afterEach, describe, expect, it } from 'vitest'
import { harbourStreet, mainOutlet, sampleItems, unknownSku } from '../../src/sample/sample-catalogue'
import { openSampleWarehouse, type SampleWarehouse } from '../../src/sample/sample-warehouse'
import { openShopDay, type ShopDay } from './shop-day'
import { expectRest, stock, words } from './shop-stock'

// The old warehouse calls its locations WH-MAIN and WH-HARBOUR; the new one B-1 and B-2, and begins with 100 of each item.
const [cup, newCup, there, newThere] = ['WH-MAIN Item1', 'B-1 Item1', 'WH-HARBOUR Item1', 'B-2 Item1'] as const
let day: ShopDay
let next: SampleWarehouse
afterEach(async () => {
  await day.close()
  await next.close()
})

async function open(): Promise<void> {
  day = await openShopDay({ switches: { webhooksLost: 1, lineEditsBumpParent: true } })
  next = await openSampleWarehouse({
    token: 'warehouse',
    locations: [
      { id: 'B-1', name: 'Hall 1' },
      { id: 'B-2', name: 'Hall 2' },
    ],
    items: [...sampleItems, { sku: unknownSku, name: 'Gift box' }].map(({ sku, name }) => ({
      ...{ sku, name },
      onHand: { 'B-1': '100', 'B-2': '100' },
    })),
  })
}

async function scan(deed: () => void): Promise<void> {
  day.clock.turn(60_000)
  deed()
  await day.sync()
}

/** From now on `warehouse` is the shop's own, with these locations for its two outlets. */
async function moveTo(warehouse: SampleWarehouse, ...locations: readonly string[]): Promise<void> {
  day.clock.turn(60_000)
  const outlets = day.settings.outlets.map(({ outlet }, index) => {
    const id = locations[index] ?? ''
    return { outlet, location: { id, name: id } }
  })
  day.restart({ warehouse: { kind: 'http', url: warehouse.url }, outlets })
  await day.sync()
}

const moveOn = () => moveTo(next, 'B-1', 'B-2')
const moveBack = () => moveTo(day.warehouse, 'WH-MAIN', 'WH-HARBOUR')

const receive = (reference: string, count: string, sku = 'Item1') =>
  void day.shop.receiveOrder({ outlet: mainOutlet, reference, lines: [{ sku, count }] })

async function approveTheOne(): Promise<void> {
  const [held] = day.app.state().holds
  expect(day.app.approve(held?.id ?? '')).toBeNull()
  await day.sync()
  expect(words(day)).toEqual([])
}

describe('a document that was on its way to the old warehouse', () => {
  const held =
    'CAR-25 was being sent to another warehouse system when In-house warehouse was set up. Look there whether it arrived; it is not sent here by itself.'

  it('and booked there is never sent to the new one: 72 and 100; a person is asked', async () => {
    await open()
    day.warehouse.fail({ when: 'after', only: 'POST /stocktakes', answer: 'drop' })
    await scan(() => receive('CAR-25', '60'))
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '72' })
    await moveOn()
    expect([stock(day.warehouse, cup), stock(next, newCup)]).toEqual([{ [cup]: '72' }, { [newCup]: '100' }])
    expect(words(day)).toEqual([held])
    await expectRest(day, next)
    await scan(() => receive('CAR-26', '7'))
    expect(stock(next, newCup)).toEqual({ [newCup]: '107' })
    await expectRest(day, next)
  })

  it('is looked up there when the old one is set up again, and nobody is asked any more', async () => {
    await open()
    day.warehouse.fail({ when: 'after', only: 'POST /stocktakes', answer: 'drop' })
    await scan(() => receive('CAR-25', '60'))
    await moveOn()
    await moveBack()
    expect(words(day)).toEqual([])
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '72' })
    expect(day.app.history().map(({ status }) => status)).toEqual(['delivered'])
    await expectRest(day, next)
  })

  it('and never arrived goes there once the old one is set up again: 12, then 72', async () => {
    await open()
    day.warehouse.fail({ when: 'before', only: 'POST /stocktakes', answer: 'drop' })
    await scan(() => receive('CAR-25', '60'))
    await moveOn()
    expect(words(day)).toEqual([held])
    expect([stock(day.warehouse, cup), stock(next, newCup)]).toEqual([{ [cup]: '12' }, { [newCup]: '100' }])
    day.clock.turn(120_000)
    await moveBack()
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '72' })
    await expectRest(day, next)
  })
})

describe('a document that had not been begun', () => {
  it('goes to the new warehouse, to the location there: 106 boxes, and the old one gets none', async () => {
    await open()
    await scan(() => receive('CAR-27', '6', unknownSku))
    expect(day.app.state().holds.map(({ code }) => code)).toEqual(['sku-not-in-warehouse'])
    await moveOn()
    expect(stock(next, `B-1 ${unknownSku}`)).toEqual({ [`B-1 ${unknownSku}`]: '106' })
    expect(day.warehouse.documents()).toEqual([])
    expect(words(day)).toEqual([])
    await expectRest(day, next)
  })
})

describe('a correction to what the old warehouse was told', () => {
  const held =
    'Return Stock RET-4: Item1 was told to another warehouse system, and has changed by −3 in Vend since. Send the change to In-house warehouse, or leave it out and correct it by hand.'

  /** Return RET-4 took 2 of the 12 cups; the warehouse was replaced; then the return was edited to 5. */
  async function edited(): Promise<string> {
    await open()
    let id = ''
    await scan(() => {
      id = day.shop.sendReturn({ outlet: mainOutlet, reference: 'RET-4', lines: [{ sku: 'Item1', count: '2' }] })
    })
    await moveOn()
    expect(words(day)).toEqual([])
    await expectRest(day, next)
    await scan(() => day.shop.editLine(id, { sku: 'Item1', count: '5' }))
    expect([stock(day.warehouse, cup), stock(next, newCup)]).toEqual([{ [cup]: '10' }, { [newCup]: '100' }])
    expect(words(day)).toEqual([held])
    await expectRest(day, next)
    return id
  }

  it('waits for you, goes to the new one’s own location when you send it, and the next goes by itself: 97, 96', async () => {
    const id = await edited()
    await approveTheOne()
    expect([stock(day.warehouse, cup), stock(next, newCup)]).toEqual([{ [cup]: '10' }, { [newCup]: '97' }])
    await expectRest(day, next)
    await scan(() => day.shop.editLine(id, { sku: 'Item1', count: '6' }))
    expect([stock(day.warehouse, cup), stock(next, newCup)]).toEqual([{ [cup]: '10' }, { [newCup]: '96' }])
    await expectRest(day, next)
  })

  it('left out stays out: 10 and 100, and you are asked about nothing any more', async () => {
    await edited()
    expect(day.app.dismiss(day.app.state().holds[0]?.id ?? '', 'booked by hand')).toBeNull()
    await day.sync()
    expect([stock(day.warehouse, cup), stock(next, newCup)]).toEqual([{ [cup]: '10' }, { [newCup]: '100' }])
    expect(words(day)).toEqual([])
    await expectRest(day, next)
  })

  it('goes to the old one after all, without a question, when that is set up again: 7', async () => {
    await edited()
    await moveBack()
    expect([stock(day.warehouse, cup), stock(next, newCup)]).toEqual([{ [cup]: '7' }, { [newCup]: '100' }])
    expect(words(day)).toEqual([])
    await expectRest(day, next)
  })

  it('is the loss on the way of a transfer: 2 and 14 in the old one, and −2 waits for the new one: 100, 98', async () => {
    await open()
    let id = ''
    await scan(() => {
      const lines = [{ sku: 'Item1', count: '10' }]
      id = day.shop.sendTransfer({ from: mainOutlet, to: harbourStreet, reference: 'TRF-11', lines })
    })
    await moveOn()
    await scan(() => day.shop.receiveTransfer(id, [{ sku: 'Item1', received: '8' }]))
    expect(stock(day.warehouse, cup, there)).toEqual({ [cup]: '2', [there]: '14' })
    expect(stock(next, newCup, newThere)).toEqual({ [newCup]: '100', [newThere]: '100' })
    expect(words(day)).toHaveLength(1)
    await expectRest(day, next)
    await approveTheOne()
    expect(stock(day.warehouse, cup, there)).toEqual({ [cup]: '2', [there]: '14' })
    expect(stock(next, newCup, newThere)).toEqual({ [newCup]: '100', [newThere]: '98' })
    await expectRest(day, next)
  })
})
