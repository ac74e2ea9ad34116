import { describe, expect, it } from 'vitest'
import type { DocumentStatus, EffectLine } from '../../src/core/document'
import { variancesOf, type Variance } from '../../src/core/variances'
import { amount, type Amount } from './decide/given'

const line = (sku: string, quantity: Amount, counted: Amount | null, but: Partial<EffectLine> = {}): EffectLine => ({
  ...{
    leg: 'counted',
    outletId: 'main',
    productId: `id of ${sku}`,
    sku,
    name: `${sku}!`,
    item: null,
    location: 'Main',
  },
  ...{ quantity: amount(quantity), counted: counted === null ? null : amount(counted) },
  ...but,
})

const told = (lines: readonly EffectLine[], status: DocumentStatus = 'delivered', undoes: string | null = null) => ({
  ...{ lines, status, undoes },
})

const shown = ({ sku, expected, counted, difference }: Variance) => `${sku}: ${expected} → ${counted}, ${difference}`

describe('what a count found', () => {
  it('is told item by item, the largest difference first, to whichever side', () => {
    const lines = [line('CUP', 2, 11), line('TEA', '-2.5', 5), line('JAM', -7, 0), line('BOWL', 2, 2)]
    expect(variancesOf([told(lines)]).map(shown)).toEqual([
      ...['JAM: 7 → 0, -7', 'TEA: 7.5 → 5, -2.5', 'BOWL: 0 → 2, 2', 'CUP: 9 → 11, 2'],
    ])
  })

  it('is found over all documents of the count, one per item or not, sent or not', () => {
    const documents = [told([line('CUP', 2, 11)]), told([line('TEA', -3, 5)], 'needs-you')]
    expect(variancesOf(documents).map(shown)).toEqual(['TEA: 8 → 5, -3', 'CUP: 9 → 11, 2'])
  })

  it('of one that was corrected is the whole, and what was expected stays the same', () => {
    const documents = [
      told([line('CUP', 2, 11), line('TEA', -3, 5)]),
      told([line('CUP', 7, 18)], 'withdrawn'),
      told([line('CUP', -1, 10), line('TEA', 3, 8)]),
    ]
    expect(variancesOf(documents).map(shown)).toEqual(['CUP: 9 → 10, 1'])
  })

  it('is what Vend says, whatever was undone, and sent whole again', () => {
    const whole = line('CUP', 3, 12, { tells: amount(1) })
    const documents = [
      told([line('CUP', 2, 11)]),
      told([line('CUP', -2, null)], 'delivered', 'the first'),
      told([whole]),
    ]
    expect(variancesOf(documents).map(shown)).toEqual(['CUP: 9 → 12, 3'])
  })

  it('of one that was taken back is what it was, and of one that was counted anew after that the new', () => {
    const documents = [told([line('CUP', 2, 11)]), told([line('CUP', -2, null)])]
    expect(variancesOf(documents).map(shown)).toEqual(['CUP: 9 → 11, 2'])
    expect(variancesOf([...documents, told([line('CUP', 5, 14)])]).map(shown)).toEqual(['CUP: 9 → 14, 5'])
  })

  it('of other movements is nothing', () => {
    expect(variancesOf([told([line('CUP', 60, null, { leg: 'received' })])])).toEqual([])
  })
})
