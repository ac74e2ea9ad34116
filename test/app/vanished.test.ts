import { afterEach, describe, expect, it } from 'vitest'
import { mainOutlet } from '../../src/sample/sample-catalogue'
import type { ShopSwitches } from '../../src/sample/shop-switches'
import { openShopDay, type ShopDay } from './shop-day'
import { expectRest, stock, words } from './shop-stock'

const [cup, saucer] = ['WH-MAIN Item1', 'WH-MAIN Item2'] as const
let day: ShopDay
afterEach(() => day.close())

async function approveTheOne(): Promise<void> {
  const [held] = day.app.state().holds
  expect(day.app.approve(held?.id ?? '')).toBeNull()
  await day.sync()
  expect(words(day)).toEqual([])
}

describe.each([
  ['vanishes from Vend’s answers', 'hidden'],
  ['stays there, marked as deleted', 'listed'],
] as const)('a told line that is deleted, and %s', (_, deletedLines) => {
  /** CAR-25 brought 60 and 50; in trouble Vend set it back, the saucers' line was deleted, and it was received again. */
  async function deletedLine(): Promise<void> {
    day = await openShopDay({ switches: { deletedLines, webhooksLost: 1 } })
    day.clock.turn(60_000)
    const lines = [
      { sku: 'Item1', count: '60' },
      { sku: 'Item2', count: '50' },
    ]
    const id = day.shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-25', lines })
    await day.sync()
    expect(stock(day.warehouse, cup, saucer)).toEqual({ [cup]: '72', [saucer]: '60' })
    day.shop.flipStatus(id, 'SENT')
    day.shop.removeLine(id, 'Item2')
    day.shop.flipStatus(id, 'RECEIVED')
    await day.sync()
  }

  it('holds its order: 72 cups and 60 saucers stay until you say what is right', async () => {
    await deletedLine()
    expect(stock(day.warehouse, cup, saucer)).toEqual({ [cup]: '72', [saucer]: '60' })
    expect(words(day)).toEqual([
      'Order Stock CAR-25: Vend no longer lists Item2, which the warehouse was told of. Look in Vend, then send the change or leave it out.',
    ])
    expect(day.held()).toEqual({ [saucer]: '-50' })
    await expectRest(day)
  })

  it('goes back when you send the change: 10 saucers, and it is not missed again', async () => {
    await deletedLine()
    await approveTheOne()
    expect(stock(day.warehouse, cup, saucer)).toEqual({ [cup]: '72', [saucer]: '10' })
    await expectRest(day)
  })
})

const deletions: readonly (readonly [what: string, found: 'scan' | 'night', switches: Partial<ShopSwitches>])[] = [
  ['Vend no longer knows', 'night', { deletedConsignments: 'hidden', deletedById: 'not-found' }],
  ['Vend shows by its id alone, as deleted', 'night', { deletedConsignments: 'on-demand', deletedById: 'shown' }],
  ['Vend lists as deleted', 'scan', { deletedConsignments: 'listed', deletedById: 'shown' }],
  [
    'Vend lists as deleted and does not know by its id',
    'scan',
    { deletedConsignments: 'listed', deletedById: 'not-found' },
  ],
]

describe.each(deletions)('an order that was told and then deleted, which %s', (_, found, switches) => {
  it(`is held by the next ${found}: 72 cups stay, and 12 are left when you take it back`, async () => {
    day = await openShopDay({ switches: { ...switches, webhooksLost: 1 } })
    day.clock.turn(60_000)
    const lines = [{ sku: 'Item1', count: '60' }]
    const id = day.shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-25', lines })
    await day.sync()
    day.shop.remove(id)
    await day.sync()
    expect(words(day)).toHaveLength(found === 'scan' ? 1 : 0)
    await day.night()
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '72' })
    expect(words(day)).toEqual([
      'Order Stock CAR-25 was deleted in Vend after the warehouse was told. Nothing was taken back yet. Take it back, or leave it as it is.',
    ])
    await expectRest(day)
    await approveTheOne()
    expect(stock(day.warehouse, cup)).toEqual({ [cup]: '12' })
    await expectRest(day)
  })
})
