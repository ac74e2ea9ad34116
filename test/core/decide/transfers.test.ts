import { describe, expect, it } from 'vitest'
import { warehouseLines } from '../../../src/core/document'
import { decide } from '../../../src/core/decide'
import type { ShopGiven } from './given'
import { amount, coded, line, told, toldAfter, toldAs, toldTransfer, transfer, written } from './given'

const oneLocation: ShopGiven = {
  locations: new Map([
    ['main', 'Main'],
    ['airport', 'Main'],
  ]),
}

describe('a transfer that was sent', () => {
  it('10 sent from Main to Airport go as one Stock Transfer of 10, and the ledger gets a line for each leg', () => {
    const { documents, reached } = decide(transfer('TR-1', [line('Item1', { count: 10 })]))
    expect(written(documents)).toEqual(['Transfer Main to Airport: Item1 10'])
    expect(reached).toBe(true)
    const lines = documents[0]?.lines.map(({ leg, outletId, location, quantity }) => [
      leg,
      outletId,
      location,
      quantity,
    ])
    expect(lines).toHaveLength(2)
    expect(lines).toEqual(
      expect.arrayContaining([
        ['sent', 'main', 'Main', amount(-10)],
        ['arrived', 'airport', 'Airport', amount(10)],
      ]),
    )
  })

  it('10 Item1 and 4 Item2 heard by webhook go as one whole Stock Transfer', () => {
    const { documents } = decide(
      transfer('TR-2', [line('Item1', { count: 10 }), line('Item2', { count: 4 })], { cause: 'webhook' }),
    )
    expect(written(documents)).toEqual(['Transfer Main to Airport: Item1 10, Item2 4'])
  })

  it('DISPATCHED is read as SENT: 10 go, and once told nothing more', () => {
    const lines = [line('Item1', { count: 10 })]
    expect(written(decide(transfer('TR-3', lines, { status: 'dispatched' })).documents)).toEqual([
      'Transfer Main to Airport: Item1 10',
    ])
    const again = decide(
      transfer('TR-3', lines, { status: 'dispatched', told: toldTransfer('Item1', 10), toldAs: toldAs('sent') }),
    )
    expect(again.documents).toEqual([])
  })

  it('edited from 10 to 7 after it was told brings 3 back', () => {
    const { documents } = decide(
      transfer('TR-4', [line('Item1', { count: 7 })], { told: toldTransfer('Item1', 10), toldAs: toldAs('sent') }),
    )
    expect(written(documents)).toEqual(['Transfer Airport to Main: Item1 3'])
  })

  it('edited from 10 to 12 after it was told sends 2 more', () => {
    const { documents } = decide(
      transfer('TR-5', [line('Item1', { count: 12 })], { told: toldTransfer('Item1', 10), toldAs: toldAs('sent') }),
    )
    expect(written(documents)).toEqual(['Transfer Main to Airport: Item1 2'])
  })

  it('Item1 edited down by 3 and Item2 up by 2 go as two Stock Transfers, one each way', () => {
    const { documents } = decide(
      transfer('TR-6', [line('Item1', { count: 7 }), line('Item2', { count: 6 })], {
        told: [...toldTransfer('Item1', 10), ...toldTransfer('Item2', 4)],
        toldAs: toldAs('sent'),
      }),
    )
    expect(written(documents)).toEqual(['Transfer Airport to Main: Item1 3', 'Transfer Main to Airport: Item2 2'])
  })
})

describe('a transfer that arrived', () => {
  it('10 sent and told, then 8 received: a Stocktake takes the missing 2 from the destination', () => {
    const sent = transfer('TR-7', [line('Item1', { count: 10 })])
    const { documents } = decide(
      transfer('TR-7', [line('Item1', { count: 10, received: 8 })], {
        status: 'received',
        told: toldAfter(sent, decide(sent).documents),
        toldAs: toldAs('sent'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Airport: Item1 -2'])
  })

  it('10 sent and told, then all 10 received: there is nothing left to tell', () => {
    const decision = decide(
      transfer('TR-8', [line('Item1', { count: 10, received: 10 })], {
        status: 'received',
        told: toldTransfer('Item1', 10),
        toldAs: toldAs('sent'),
      }),
    )
    expect(decision.documents).toEqual([])
    expect(decision.holds).toEqual([])
  })

  it('found only when 8 of the 10 had arrived: 8 are transferred and 2 leave the source as a Stocktake', () => {
    const { documents } = decide(transfer('TR-9', [line('Item1', { count: 10, received: 8 })], { status: 'received' }))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -2', 'Transfer Main to Airport: Item1 8'])
  })

  it('12 received where 10 were sent: 10 are transferred and 2 more appear at the destination', () => {
    const { documents } = decide(
      transfer('TR-10', [line('Item1', { count: 10, received: 12 })], { status: 'received' }),
    )
    expect(written(documents)).toEqual(['Stocktake Airport: Item1 +2', 'Transfer Main to Airport: Item1 10'])
  })

  it('3 more sent and 2 fewer received have nothing in common: each goes as a Stocktake at its own location', () => {
    const { documents } = decide(
      transfer('TR-11', [line('Item1', { count: 13, received: 8 })], {
        status: 'received',
        told: toldTransfer('Item1', 10),
        toldAs: toldAs('received'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Airport: Item1 -2', 'Stocktake Main: Item1 -3'])
  })

  it('2 Item1 and 1 Item2 missing, heard by webhook, are one whole Stocktake: a transfer is never split by item', () => {
    const { documents } = decide(
      transfer('TR-12', [line('Item1', { count: 10, received: 8 }), line('Item2', { count: 4, received: 3 })], {
        status: 'received',
        cause: 'webhook',
        told: [...toldTransfer('Item1', 10), ...toldTransfer('Item2', 4)],
        toldAs: toldAs('sent'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Airport: Item1 -2, Item2 -1'])
  })

  it('a figure missing for what arrived holds the arrival, and nothing is taken for zero', () => {
    const { documents, holds } = decide(
      transfer('TR-13', [line('Item1', { count: 10, received: null })], {
        status: 'received',
        told: toldTransfer('Item1', 10),
        toldAs: toldAs('sent'),
      }),
    )
    expect(documents).toEqual([])
    expect(coded(holds)).toEqual(['no-figure Item1'])
  })
})

describe('a shop that transfers on arrival', () => {
  const onArrival: ShopGiven = { transferOn: 'received' }

  it('10 sent wait for their arrival; 8 arrived are transferred, and 2 leave the source as a Stocktake', () => {
    const sent = decide(transfer('TR-20', [line('Item1', { count: 10 })], { settings: onArrival }))
    expect(sent.documents).toEqual([])
    expect(coded(sent.ignores)).toEqual(['not-yet'])
    expect(sent.reached).toBe(false)

    const arrived = decide(
      transfer('TR-20', [line('Item1', { count: 10, received: 8 })], { status: 'received', settings: onArrival }),
    )
    expect(written(arrived.documents)).toEqual(['Stocktake Main: Item1 -2', 'Transfer Main to Airport: Item1 8'])
    expect(arrived.reached).toBe(true)
  })

  it('switching to arrival leaves a transfer told when it was sent as it is: 10 edited to 7 still brings 3 back', () => {
    const { documents } = decide(
      transfer('TR-21', [line('Item1', { count: 7 })], {
        settings: onArrival,
        told: toldTransfer('Item1', 10),
        toldAs: toldAs('sent', 'sent'),
      }),
    )
    expect(written(documents)).toEqual(['Transfer Airport to Main: Item1 3'])
  })

  it('a transfer of 10 told on arrival and set back to SENT is brought back, held, even after the shop switched to sent', () => {
    const { documents } = decide(
      transfer('TR-22', [line('Item1', { count: 10, received: 10 })], {
        status: 'sent',
        told: toldTransfer('Item1', 10),
        toldAs: toldAs('received', 'received'),
      }),
    )
    expect(written(documents)).toEqual(['Transfer Airport to Main: Item1 10 [set-back]'])
  })
})

describe('where a transfer goes', () => {
  it('one location for both outlets: 10 sent come to nothing, and with 8 received only -2 goes, as a Stocktake', () => {
    const sent = transfer('TR-30', [line('Item1', { count: 10 })], { settings: oneLocation })
    const first = decide(sent).documents
    for (const { place, lines } of first) expect([place.kind, warehouseLines(place, lines)]).toEqual(['stocktake', []])

    const { documents } = decide(
      transfer('TR-30', [line('Item1', { count: 10, received: 8 })], {
        status: 'received',
        settings: oneLocation,
        told: toldAfter(sent, first),
        toldAs: toldAs('sent'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -2'])
  })

  it('one location for both outlets, found when 8 of 10 had arrived: a Stocktake of -2 that the ledger keeps as -10 and +8', () => {
    const { documents } = decide(
      transfer('TR-31', [line('Item1', { count: 10, received: 8 })], { status: 'received', settings: oneLocation }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -2'])
    expect(documents[0]?.lines.map(({ leg, quantity }) => [leg, quantity]).sort()).toEqual([
      ['arrived', amount(8)],
      ['sent', amount(-10)],
    ])
  })

  it('a warehouse without transfers gets two Stocktakes, -10 here and +10 there', () => {
    const { documents } = decide(
      transfer('TR-32', [line('Item1', { count: 10 })], {
        settings: { warehouse: { id: 'plain', name: 'Plain Warehouse', transfers: false } },
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Airport: Item1 +10', 'Stocktake Main: Item1 -10'])
  })

  it('a warehouse without transfers gets one Stocktake per location, not per item, by webhook too', () => {
    const { documents } = decide(
      transfer('TR-33', [line('Item1', { count: 10 }), line('Item2', { count: 4 })], {
        cause: 'webhook',
        settings: { warehouse: { id: 'plain', name: 'Plain Warehouse', transfers: false } },
      }),
    )
    expect(written(documents)).toEqual([
      'Stocktake Airport: Item1 +10, Item2 +4',
      'Stocktake Main: Item1 -10, Item2 -4',
    ])
  })

  it('what was told half, 10 out of the source alone, is made whole at the destination', () => {
    const { documents } = decide(
      transfer('TR-34', [line('Item1', { count: 10, received: 10 })], {
        status: 'received',
        told: [told('sent', 'Item1', -10)],
        toldAs: toldAs('received'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Airport: Item1 +10'])
  })
})
