import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/core/decide'
import { amount, items, line, order, standing, standingAfter, told, toldAfter, toldAs, written } from './given'

const car25 = [line('Item1', { received: 60 }), line('Item2', { received: 50 })]

describe('an order', () => {
  it('an order CAR-25 with 60 Item1 and 50 Item2 heard by webhook becomes two Stocktakes, by scan one with two lines, and by both still 60 and 50', () => {
    const byWebhook = decide(order('CAR-25', car25, { cause: 'webhook' }))
    expect(written(byWebhook.documents)).toEqual(['Stocktake Main: Item1 +60', 'Stocktake Main: Item2 +50'])

    const byScan = decide(order('CAR-25', car25, { cause: 'scan' }))
    expect(written(byScan.documents)).toEqual(['Stocktake Main: Item1 +60, Item2 +50'])

    const drafts = standing(byWebhook.documents)
    const unsent = decide(order('CAR-25', car25, { cause: 'scan', drafts }))
    expect(unsent.documents).toEqual([])
    expect(unsent.withdraw).toEqual([])
    expect(written(standingAfter(drafts, unsent))).toEqual(['Stocktake Main: Item1 +60', 'Stocktake Main: Item2 +50'])

    const sent = toldAfter(order('CAR-25', car25), byWebhook.documents)
    const again = decide(order('CAR-25', car25, { cause: 'scan', told: sent, toldAs: toldAs('received') }))
    expect(again.documents).toEqual([])
  })

  it('books each item as the effect "received" at its outlet, with its SKU, name and location, and no counted figure', () => {
    const { documents } = decide(order('CAR-25', [line('Item1', { received: 60 })]))
    expect(documents).toEqual([
      {
        place: { kind: 'stocktake', location: 'Main' },
        lines: [
          {
            leg: 'received',
            outletId: 'main',
            productId: 'Item1',
            sku: 'Item1',
            name: 'Item1',
            item: null,
            location: 'Main',
            quantity: amount(60),
            counted: null,
          },
        ],
        holds: [],
      },
    ])
  })

  it('sends the 8 that came in, not the 10 that were ordered', () => {
    const { documents } = decide(order('CAR-26', [line('Item1', { count: 10, received: 8 })]))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +8'])
  })

  it('sends half a kilo and 0.00001 exactly', () => {
    const { documents } = decide(
      order('CAR-27', [line('Cheese', { received: '0.50000' }), line('Saffron', { received: '0.00001' })]),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Cheese +0.5, Saffron +0.00001'])
  })

  it('a line received as -5 stays -5', () => {
    const { documents } = decide(order('CAR-28', [line('Item1', { received: 60 }), line('Item2', { received: -5 })]))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +60, Item2 -5'])
  })

  it('adds up 10 and 5 when Item1 stands on two lines', () => {
    const twice = [line('Item1', { received: 10 }), line('Item1', { count: null, received: 5 })]
    expect(written(decide(order('CAR-29', twice, { cause: 'webhook' })).documents)).toEqual([
      'Stocktake Main: Item1 +15',
    ])
  })

  it('a line that Vend calls "not included" speaks in an order: that word is for counts', () => {
    const { documents } = decide(order('CAR-30', [line('Item1', { received: 10, included: false })]))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +10'])
  })
})

describe('how an order is split', () => {
  it('3 items heard by webhook are 3 Stocktakes when items are split up to 3, and one Stocktake of 3 lines when up to 2', () => {
    const three = items(3, (id) => line(id, { received: 1 }))
    const upTo = (perItemUpTo: number) =>
      decide(order('CAR-31', three, { cause: 'webhook', settings: { perItemUpTo } })).documents
    expect(written(upTo(3))).toEqual([
      'Stocktake Main: Item1 +1',
      'Stocktake Main: Item2 +1',
      'Stocktake Main: Item3 +1',
    ])
    expect(written(upTo(2))).toEqual(['Stocktake Main: Item1 +1, Item2 +1, Item3 +1'])
  })

  it('50 items heard by webhook are 50 Stocktakes, and 51 are one', () => {
    const heard = (howMany: number) =>
      decide(
        order(
          'CAR-32',
          items(howMany, (id) => line(id, { received: 1 })),
          { cause: 'webhook' },
        ),
      ).documents
    expect(heard(50)).toHaveLength(50)
    expect(heard(51).map(({ lines }) => lines.length)).toEqual([51])
  })

  it('a shop that wants whole Stocktakes gets 60 and 50 in one, by webhook too', () => {
    const { documents } = decide(order('CAR-25', car25, { cause: 'webhook', settings: { stocktakes: 'whole' } }))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +60, Item2 +50'])
  })

  it('all that is missing goes, whichever item the webhook was about: 60 told, then 50 follow', () => {
    const { documents } = decide(
      order('CAR-25', car25, { cause: 'webhook', told: [told('received', 'Item1', 60)], toldAs: toldAs('received') }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item2 +50'])
  })
})
