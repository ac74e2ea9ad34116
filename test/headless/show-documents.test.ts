import { describe, expect, it } from 'vitest'
import { itemsOf } from '../../src/headless/show-documents'
import { withFigures } from '../../src/core/with-figures'

const line = { sku: 'Item1', quantity: '4' }
const transfer = { location: null, from: 'WH', to: 'HS', lines: [line] }
const stocktake = {
  location: 'WH',
  from: null,
  to: null,
  lines: [line, { sku: 'Item2', quantity: '-2', counted: '0' }],
}
const figures = [
  { sku: 'Item1', location: 'WH', before: '3', after: '-1' },
  { sku: 'Item1', location: 'HS', before: '2.5', after: '6.5' },
]

describe('the items of a document', () => {
  it('have before and after where it is known', () => {
    expect(itemsOf(stocktake, figures)).toEqual(['    Item1  +4  before 3 → after −1', '    Item2  −2  counted 0'])
    expect(withFigures(stocktake, figures)).toEqual([
      { ...line, before: '3', after: '-1' },
      { sku: 'Item2', quantity: '-2', counted: '0' },
    ])
  })

  it('of a Stock Transfer have both places', () => {
    expect(itemsOf(transfer, figures)).toEqual(['    Item1  +4  from: before 3 → after −1  to: before 2.5 → after 6.5'])
    expect(withFigures(transfer, figures)).toEqual([
      { ...line, from: { before: '3', after: '-1' }, to: { before: '2.5', after: '6.5' } },
    ])
    expect(withFigures(transfer, figures.slice(1))).toEqual([{ ...line, to: { before: '2.5', after: '6.5' } }])
  })

  it('without figures are what they were', () => {
    expect(withFigures(transfer, [])).toEqual([line])
    expect(itemsOf(stocktake)).toEqual(['    Item1  +4', '    Item2  −2  counted 0'])
  })
})
