import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/core/decide'
import { amount, coded, count, line, told, toldAs, written } from './given'

describe('an inventory count', () => {
  it('10 expected and 7 counted is a Stocktake of -3, with the 7 beside it', () => {
    const { documents } = decide(count('CNT-1', [line('Item1', { count: 10, received: 7, status: 'counted' })]))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -3 (counted 7)'])
    expect(documents[0]?.lines[0]).toMatchObject({ leg: 'counted', outletId: 'main', counted: amount(7) })
  })

  it('Item1 found 3 short and Item2 found 2 over are one Stocktake by scan and two by webhook', () => {
    const lines = [line('Item1', { count: 10, received: 7 }), line('Item2', { count: 4, received: 6 })]
    expect(written(decide(count('CNT-2', lines)).documents)).toEqual([
      'Stocktake Main: Item1 -3 (counted 7), Item2 +2 (counted 6)',
    ])
    expect(written(decide(count('CNT-2', lines, { cause: 'webhook' })).documents)).toEqual([
      'Stocktake Main: Item1 -3 (counted 7)',
      'Stocktake Main: Item2 +2 (counted 6)',
    ])
  })

  it('10 expected and 10 counted make no line, and a count in which all is right makes no document', () => {
    const right = line('Item1', { count: 10, received: 10 })
    const short = line('Item2', { count: 10, received: 9 })
    expect(written(decide(count('CNT-3', [right, short])).documents)).toEqual(['Stocktake Main: Item2 -1 (counted 9)'])
    expect(decide(count('CNT-3', [right])).documents).toEqual([])
  })

  it('-2 expected and 0 counted is +2: Vend had sold what was not there', () => {
    const { documents } = decide(count('CNT-4', [line('Item1', { count: -2, received: 0 })]))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +2 (counted 0)'])
  })

  it('a line that is not included is silent; one that is, or of which Vend says nothing, speaks', () => {
    const { documents, holds } = decide(
      count('CNT-5', [
        line('Item1', { count: 10, received: 0, included: false }),
        line('Item2', { count: 10, received: 9, included: true }),
        line('Item3', { count: 10, received: 8, included: null }),
      ]),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item2 -1 (counted 9), Item3 -2 (counted 8)'])
    expect(holds).toEqual([])
  })

  it.each(['pending', 'failed'] as const)(
    'is not decided at all while Item2 is %s in Vend: Item1, 3 short, waits with it and every scan looks again',
    (status) => {
      const decision = decide(
        count('CNT-6', [line('Item1', { count: 10, received: 7 }), line('Item2', { count: 4, received: 4, status })]),
      )
      expect(decision.documents).toEqual([])
      expect(coded(decision.holds)).toEqual([`line-${status} Item2`])
      expect(decision.lookAgain).toBe(true)
    },
  )

  it('not decided because of a pending line, what was told stays told: -3 is not taken back', () => {
    const decision = decide(
      count('CNT-7', [line('Item1', { count: 10, received: 10 }), line('Item2', { status: 'pending' })], {
        told: [told('counted', 'Item1', -3)],
        toldAs: toldAs('complete'),
      }),
    )
    expect(decision.documents).toEqual([])
  })

  it('not decided because of a pending line, a told product that is missing from the answer is not missed either', () => {
    const decision = decide(
      count('CNT-7', [line('Item2', { count: 4, received: 4, status: 'pending' })], {
        told: [told('counted', 'Item1', -3)],
        toldAs: toldAs('complete'),
      }),
    )
    expect(decision.documents).toEqual([])
    expect(coded(decision.holds)).toEqual(['line-pending Item2'])
  })

  it.each(['count', 'received'] as const)(
    'a line without its %s figure is held, and the 2 missing of Item2 go',
    (figure) => {
      const { documents, holds } = decide(
        count('CNT-8', [
          line('Item1', { count: 10, received: 7, [figure]: null }),
          line('Item2', { count: 10, received: 8 }),
        ]),
      )
      expect(written(documents)).toEqual(['Stocktake Main: Item2 -2 (counted 8)'])
      expect(coded(holds)).toEqual(['no-figure Item1'])
    },
  )

  it('Item1 on two lines of a count is held, for nobody can say which 7 was meant; Item2 goes', () => {
    const { documents, holds } = decide(
      count('CNT-9', [
        line('Item1', { count: 10, received: 7 }),
        line('Item1', { count: 10, received: 3 }),
        line('Item2', { count: 10, received: 8 }),
      ]),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item2 -2 (counted 8)'])
    expect(coded(holds)).toEqual(['product-on-several-lines Item1'])
  })

  it('Item1 on two lines of which one is deleted, or left out of the count, stands on one', () => {
    const { documents, holds } = decide(
      count('CNT-10', [
        line('Item1', { count: 10, received: 7 }),
        line('Item1', { count: 10, received: 3, deleted: true }),
        line('Item1', { count: 10, received: 3, included: false }),
      ]),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -3 (counted 7)'])
    expect(holds).toEqual([])
  })
})
