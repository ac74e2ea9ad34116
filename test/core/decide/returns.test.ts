import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/core/decide'
import { coded, line, returned, told, toldAs, written } from './given'

describe('a return', () => {
  it('RET-1 with 5 Item1 and 3 Item2 takes both from the shelf in one Stocktake', () => {
    const { documents } = decide(returned('RET-1', [line('Item1', { count: 5 }), line('Item2', { count: 3 })]))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -5, Item2 -3'])
    expect(documents[0]?.lines.map(({ leg, outletId, counted }) => [leg, outletId, counted])).toEqual([
      ['returned', 'main', null],
      ['returned', 'main', null],
    ])
  })

  it('5 and -5 both take 5 away, however Vend signs them', () => {
    const { documents } = decide(returned('RET-2', [line('Item1', { count: 5 }), line('Item2', { count: -5 })]))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -5, Item2 -5'])
  })

  it('5 and -3 of one item on two lines take 8 away', () => {
    const { documents } = decide(returned('RET-3', [line('Item1', { count: 5 }), line('Item1', { count: -3 })]))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -8'])
  })

  it('a line still PENDING on a SENT return counts as gone', () => {
    const { documents, holds, lookAgain } = decide(returned('RET-4', [line('Item1', { count: 5, status: 'pending' })]))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -5'])
    expect(holds).toEqual([])
    expect(lookAgain).toBe(false)
  })

  it('edited from 5 to 7 after it was told takes 2 more away', () => {
    const { documents } = decide(
      returned('RET-5', [line('Item1', { count: 7 })], {
        told: [told('returned', 'Item1', -5)],
        toldAs: toldAs('sent'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -2'])
  })

  it('edited from 5 to 0 after it was told puts 5 back', () => {
    const { documents } = decide(
      returned('RET-6', [line('Item1', { count: 0 })], {
        told: [told('returned', 'Item1', -5)],
        toldAs: toldAs('sent'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +5'])
  })

  it('a line without a count is held, and the 3 of Item2 go', () => {
    const { documents, holds } = decide(
      returned('RET-7', [line('Item1', { count: null, received: 5 }), line('Item2', { count: 3 })]),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item2 -3'])
    expect(coded(holds)).toEqual(['no-figure Item1'])
  })
})
