import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Item } from '../../src/core/ports/warehouse'
import { rankSimilar } from '../../src/engine/rank-similar'
import { itemOf } from '../fakes/tiny-warehouse'

const ranked = (sku: string, candidates: readonly Item[], barcodes: readonly string[] = []) =>
  rankSimilar(sku, barcodes, candidates).map(({ item }) => item)

describe('of the items that a SKU may mean', () => {
  it('the one with the product’s barcode comes first, whatever its code', () => {
    const bottle = itemOf('ZZZ-999', { barcode: '4006381333931' })
    expect(ranked('TEA-1', [itemOf('TEA-2'), bottle], ['4006381333931'])).toEqual(['ZZZ-999', 'TEA-2'])
  })

  it('the one whose barcode is the SKU itself comes first', () => {
    expect(ranked('4006381333931', [itemOf('TEA', { barcode: '4006381333931' })])).toEqual(['TEA'])
  })

  it.each(['tea-green', 'TEA GREEN', 'Tea_Green', 'TEAGREEN', '00TEA-GREEN'])(
    '%s is TEA-GREEN but for how it is written, and nearer than any other letter',
    (code) => {
      expect(ranked('TEA-GREEN', [itemOf('TEA-GREEM'), itemOf(code)])).toEqual([code, 'TEA-GREEM'])
    },
  )

  it('42 and 0042 are the same, 0 and 000 too', () => {
    expect(ranked('42', [itemOf('0042')])).toEqual(['0042'])
    expect(ranked('0', [itemOf('000')])).toEqual(['000'])
  })

  it('fewer letters apart comes before more, and a third of them is too many', () => {
    const codes = ['TEA-BLUXX', 'TEA-BLUEX', 'MUG-GREEN', 'TEA-BLAXX']
    expect(
      ranked(
        'TEA-BLUE1',
        codes.map((code) => itemOf(code)),
      ),
    ).toEqual(['TEA-BLUEX', 'TEA-BLUXX'])
  })

  it('of a SKU of two letters one may differ', () => {
    expect(ranked('T1', [itemOf('T2'), itemOf('X9')])).toEqual(['T2'])
  })

  it('letters of every script count', () => {
    expect(ranked('ЧАЙ-1', [itemOf('чай 1'), itemOf('МЁД-9')])).toEqual(['чай 1'])
  })

  it.each(['archived', 'lot-tracked', 'service', 'untracked'] as const)('none that is %s is offered', (unfit) => {
    expect(ranked('TEA-1', [itemOf('TEA-2', { unfit })])).toEqual([])
  })

  it('one without a code is offered only for its barcode', () => {
    expect(ranked('T', [itemOf('', { item: '7' })])).toEqual([])
    expect(ranked('T', [itemOf('', { item: '7', barcode: '123' })], ['123'])).toEqual(['7'])
  })

  it('the order does not depend on the order of the answer, even between items of one code', () => {
    const candidates = ['1', '2', '3', '4'].map((item) =>
      itemOf('TEA-2', { item, barcode: item === '3' ? '99' : null }),
    )
    fc.assert(
      fc.property(fc.shuffledSubarray(candidates, { minLength: 4 }), (shuffled) => {
        expect(ranked('TEA-1', shuffled, ['99'])).toEqual(['3', '1', '2', '4'])
      }),
    )
  })
})
