import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/core/decide'
import type { Given, ShopGiven } from './given'
import { amount, approved, codes, count, items, line, nine, order, standing, transfer, written } from './given'

/** The first so many of the items were expected and found gone, the others are as expected. */
const zeroed = (howMany: number, outOf: number) =>
  items(outOf, (id) => id).map((id, index) => line(id, { count: 2, received: index < howMany ? 0 : 2 }))

const holdsOn = (lines: ReturnType<typeof zeroed>, given: Given = {}) =>
  codes(decide(count('CNT-0', lines, given)).documents.flatMap(({ holds }) => holds))

describe('a count that sends products to zero', () => {
  it('10 of 20 products go to zero: held', () => {
    expect(holdsOn(zeroed(10, 20))).toEqual(['count-zeroes'])
  })

  it('9 of 9 products go to zero: so few may well be right, it goes', () => {
    expect(holdsOn(zeroed(9, 9))).toEqual([])
  })

  it('10 of 21 products go to zero: less than half, it goes', () => {
    expect(holdsOn(zeroed(10, 21))).toEqual([])
  })

  it('11 of 21 products go to zero: more than half, held', () => {
    expect(holdsOn(zeroed(11, 21))).toEqual(['count-zeroes'])
  })

  it('half is half of those expected above zero: 10 of 20 stay held beside 80 products expected at zero or below', () => {
    const others = items(80, (id) => `Other${id}`).map((id, index) => line(id, { count: -(index % 2), received: 1 }))
    expect(holdsOn([...zeroed(10, 20), ...others])).toEqual(['count-zeroes'])
  })

  it('products expected at zero and found at zero trip nothing', () => {
    expect(
      holdsOn([...items(12, (id) => line(id, { count: 0, received: 0 })), line('Last', { count: 2, received: 1 })]),
    ).toEqual([])
  })

  it('-2 expected and 0 found, 12 times over, trips nothing: that is stock appearing', () => {
    expect(holdsOn(items(12, (id) => line(id, { count: -2, received: 0 })))).toEqual([])
  })

  it('lines left out of the count neither go to zero nor are expected', () => {
    const leftOut = items(12, (id) => line(`Left${id}`, { count: 2, received: 0, included: false }))
    expect(holdsOn([...leftOut, ...zeroed(1, 20)])).toEqual([])
    const leftOutFull = items(50, (id) => line(`Left${id}`, { count: 2, received: 2, included: false }))
    expect(holdsOn([...leftOutFull, ...zeroed(10, 20)])).toEqual(['count-zeroes'])
  })

  it('is held as one document even when heard by webhook, with every line in it', () => {
    const lines = [...zeroed(10, 10), line('Found', { count: 2, received: 3 })]
    const { documents } = decide(count('CNT-0', lines, { cause: 'webhook' }))
    expect(documents.map((document) => [document.lines.length, codes(document.holds)])).toEqual([
      [11, ['count-zeroes']],
    ])
  })

  it('stays held when a later answer of Vend lacks some of the lines', () => {
    const all = zeroed(12, 12)
    const { documents } = decide(count('CNT-0', all))
    const short = decide(count('CNT-0', all.slice(0, 8), { drafts: standing(documents) }))
    expect(short.documents.map((draft) => [draft.lines.length, codes(draft.holds)])).toEqual([[8, ['count-zeroes']]])
    expect(short.documents[0]?.holds[0]?.text).toContain('would set 12 of 12 products to zero')
  })

  describe('of which a person left out the first 11', () => {
    const before = decide(count('CNT-0', zeroed(11, 20))).documents.flatMap(({ lines }) => lines)
    const leftOut = before.map((one) => ({
      ...one,
      ...{ warehouse: 'odoo', dismissed: true, undone: false, undoing: false, lacking: 0n },
    }))
    const toldAs = { status: 'complete', transferOn: 'sent' } as const

    it('the twelfth, which could be sent only later, waits for that person too', () => {
      const { documents } = decide(count('CNT-0', zeroed(12, 20), { told: leftOut, toldAs }))
      expect(documents.map(({ lines, holds }) => [lines.length, codes(holds)])).toEqual([[1, ['count-zeroes']]])
      expect(documents[0]?.holds[0]?.text).toContain('would set 12 of 20 products to zero, 11 of which you left out')
    })

    it('another one that is not at zero goes', () => {
      const lines = [...zeroed(11, 20), line('Found', { count: 2, received: 3 })]
      expect(written(decide(count('CNT-0', lines, { told: leftOut, toldAs })).documents)).toEqual([
        'Stocktake Main: Found +1 (counted 3)',
      ])
    })
  })

  it('says so in words: how many of how many', () => {
    const text = decide(count('CNT-0', zeroed(12, 20))).documents[0]?.holds[0]?.text ?? ''
    expect(text).toMatch(/\b12\b/)
    expect(text).toMatch(/\b20\b/)
  })

  it('an order in which 10 of 10 items came in as nothing trips nothing', () => {
    const { documents } = decide(
      order('CAR-25', [...items(10, (id) => line(id, { count: 2, received: 0 })), line('Last', { received: 1 })]),
    )
    expect(documents.flatMap(({ holds }) => holds)).toEqual([])
  })

  it('approved, it goes as it stands', () => {
    const drafts = standing(decide(count('CNT-0', zeroed(10, 20))).documents)
    const decision = decide(count('CNT-0', zeroed(10, 20), { drafts, approvals: drafts.flatMap(approved) }))
    expect(decision.documents).toEqual([])
    expect(decision.withdraw).toEqual([])
    expect(decision.keep).toEqual([{ id: 'draft-1', holds: [] }])
  })
})

describe("the shop's own limits", () => {
  const car25 = [line('Item1', { received: 60 }), line('Item2', { received: 50 })]
  const limited = (units: string | null, lines: number | null = null): ShopGiven => ({
    limits: { units: units === null ? null : amount(units), lines },
  })

  it('60 and 50 go at a limit of 110 units, and are held at 109.99999', () => {
    expect(written(decide(order('CAR-25', car25, { settings: limited('110') })).documents)).toEqual([
      'Stocktake Main: Item1 +60, Item2 +50',
    ])
    expect(written(decide(order('CAR-25', car25, { settings: limited('109.99999') })).documents)).toEqual([
      'Stocktake Main: Item1 +60, Item2 +50 [over-limit]',
    ])
  })

  it('2 lines go at a limit of 2 lines, and are held at 1', () => {
    expect(written(decide(order('CAR-25', car25, { settings: limited(null, 2) })).documents)).toEqual([
      'Stocktake Main: Item1 +60, Item2 +50',
    ])
    expect(written(decide(order('CAR-25', car25, { settings: limited(null, 1) })).documents)).toEqual([
      'Stocktake Main: Item1 +60, Item2 +50 [over-limit]',
    ])
  })

  it('the limit is for the order before it is split: by webhook, 60 and 50 at a limit of 100 are held as one', () => {
    expect(written(decide(order('CAR-25', car25, { cause: 'webhook', settings: limited('100') })).documents)).toEqual([
      'Stocktake Main: Item1 +60, Item2 +50 [over-limit]',
    ])
    expect(
      written(decide(order('CAR-25', car25, { cause: 'webhook', settings: limited('110', 2) })).documents),
    ).toEqual(['Stocktake Main: Item1 +60', 'Stocktake Main: Item2 +50'])
  })

  it('+60 and -50 are 110 units, not 10', () => {
    const mixed = [line('Item1', { received: 60 }), line('Item2', { received: -50 })]
    expect(written(decide(order('CAR-26', mixed, { settings: limited('100') })).documents)).toEqual([
      'Stocktake Main: Item1 +60, Item2 -50 [over-limit]',
    ])
  })

  it('without limits, a million goes', () => {
    const { documents } = decide(order('CAR-27', [line('Item1', { received: 1_000_000 })]))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +1000000'])
  })

  it('only what is new counts: 1000 told, and 5 more go at a limit of 10', () => {
    const toldBefore = decide(order('CAR-28', [line('Item1', { received: 1000 })])).documents[0]?.lines ?? []
    const { documents } = decide(
      order('CAR-28', [line('Item1', { received: 1005 })], {
        settings: limited('10'),
        told: toldBefore.map((one) => ({
          ...one,
          warehouse: 'odoo',
          dismissed: false,
          undone: false,
          undoing: false,
          lacking: 0n,
        })),
        toldAs: { status: 'received', transferOn: 'sent' },
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +5'])
  })

  it('a transfer of 10 is 10 units and 1 line, not twice that', () => {
    const tr1 = (given: ShopGiven) =>
      written(decide(transfer('TR-1', [line('Item1', { count: 10 })], { settings: given })).documents)
    expect(tr1(limited('10', 1))).toEqual(['Transfer Main to Airport: Item1 10'])
    expect(tr1(limited('9.5', 1))).toEqual(['Transfer Main to Airport: Item1 10 [over-limit]'])
  })

  it('10 sent of which 8 arrived are 8 transferred and 2 taken: 10 units in 2 lines', () => {
    const tr2 = (given: ShopGiven) =>
      written(
        decide(transfer('TR-2', [line('Item1', { count: 10, received: 8 })], { status: 'received', settings: given }))
          .documents,
      )
    expect(tr2(limited('10', 2))).toEqual(['Stocktake Main: Item1 -2', 'Transfer Main to Airport: Item1 8'])
    expect(tr2(limited('9', 2))).toEqual([
      'Stocktake Main: Item1 -2 [over-limit]',
      'Transfer Main to Airport: Item1 8 [over-limit]',
    ])
    expect(tr2(limited('10', 1))).toEqual([
      'Stocktake Main: Item1 -2 [over-limit]',
      'Transfer Main to Airport: Item1 8 [over-limit]',
    ])
  })

  it('with one location for both outlets only the 2 that go missing count: they go at a limit of 5 units and 1 line', () => {
    const locations = new Map([
      ['main', 'Main'],
      ['airport', 'Main'],
    ])
    const { documents } = decide(
      transfer('TR-3', [line('Item1', { count: 10, received: 8 })], {
        status: 'received',
        settings: { ...limited('5', 1), locations },
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -2'])
  })

  it('a count over both wires is held for both, and needs both said: one approval leaves the other', () => {
    const held = standing(decide(count('CNT-0', zeroed(10, 20), { settings: limited('19') })).documents)
    expect(held.map(({ holds }) => codes(holds))).toEqual([['count-zeroes', 'over-limit']])
    const approvals = held.flatMap(approved).filter(({ code }) => code === 'over-limit')
    const decision = decide(count('CNT-0', zeroed(10, 20), { settings: limited('19'), drafts: held, approvals }))
    expect(decision.keep.map(({ id, holds }) => [id, codes(holds)])).toEqual([['draft-1', ['count-zeroes']]])
  })
})

describe('a count behind a held one', () => {
  const held = { consignmentId: 'id-of-CNT-0', reference: 'CNT-0', completedAt: nine }
  const short = [line('Item1', { count: 10, received: 7 }), line('Item2', { count: 10, received: 9 })]
  const at = (time: number) => ({ receivedAt: time, updatedAt: time })

  it('waits, as one document that names CNT-0, when it was completed an hour later', () => {
    const { documents } = decide(
      count('CNT-1', short, { cause: 'webhook', heldCounts: [held], consignment: at(nine + 3_600_000) }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -3 (counted 7), Item2 -1 (counted 9) [behind-count]'])
    expect(documents[0]?.holds[0]?.text).toContain('CNT-0')
  })

  it('does not wait when it was completed an hour earlier', () => {
    const { documents } = decide(count('CNT-1', short, { heldCounts: [held], consignment: at(nine - 3_600_000) }))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -3 (counted 7), Item2 -1 (counted 9)'])
  })

  it('goes once CNT-0 is released: the standing draft stays and may go', () => {
    const drafts = standing(
      decide(count('CNT-1', short, { heldCounts: [held], consignment: at(nine + 3_600_000) })).documents,
    )
    const decision = decide(count('CNT-1', short, { drafts, consignment: at(nine + 3_600_000) }))
    expect([decision.documents, decision.withdraw]).toEqual([[], []])
    expect(decision.keep).toEqual([{ id: 'draft-1', holds: [] }])
  })

  it('no word of a person lets it past: an approval of "behind-count" changes nothing', () => {
    const consignment = at(nine + 3_600_000)
    const drafts = standing(decide(count('CNT-1', short, { heldCounts: [held], consignment })).documents)
    const decision = decide(
      count('CNT-1', short, { drafts, heldCounts: [held], consignment, approvals: drafts.flatMap(approved) }),
    )
    expect(decision.keep.map(({ holds }) => codes(holds))).toEqual([['behind-count']])
  })

  it('an order or a transfer in the same outlet does not wait', () => {
    expect(
      written(
        decide(order('CAR-25', [line('Item1', { received: 60 })], { heldCounts: [held], consignment: at(nine + 1) }))
          .documents,
      ),
    ).toEqual(['Stocktake Main: Item1 +60'])
    expect(
      written(
        decide(transfer('TR-1', [line('Item1', { count: 10 })], { heldCounts: [held], consignment: at(nine + 1) }))
          .documents,
      ),
    ).toEqual(['Transfer Main to Airport: Item1 10'])
  })
})
