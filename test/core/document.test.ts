import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EffectLine, type Place, sameWarehouseLines, warehouseLines } from '../../src/core/document'
import { sum } from '../../src/core/quantity'
import { type Amount, amount } from './decide/given'

const main: Place = { kind: 'stocktake', location: 'Main' }
const toAirport: Place = { kind: 'stock-transfer', from: 'Main', to: 'Airport' }

const effect = (sku: string, quantity: Amount, but: Partial<EffectLine> = {}): EffectLine => ({
  ...{ leg: 'received', outletId: 'main', productId: sku, sku, name: sku, item: null, location: 'Main', counted: null },
  quantity: amount(quantity),
  ...but,
})

const moved = (sku: string, quantity: number): EffectLine[] => [
  effect(sku, -quantity, { leg: 'sent' }),
  effect(sku, quantity, { leg: 'arrived', outletId: 'airport', location: 'Airport' }),
]

describe('the lines a warehouse gets', () => {
  it('60 Item1 and -5 Item2 are a Stocktake of these two lines', () => {
    expect(warehouseLines(main, [effect('Item1', 60), effect('Item2', -5)])).toEqual([
      { item: 'Item1', sku: 'Item1', quantity: amount(60), counted: null },
      { item: 'Item2', sku: 'Item2', quantity: amount(-5), counted: null },
    ])
  })

  it('two products with one SKU, 60 and -10, are one line of 50', () => {
    const lines = [effect('TEE-S', 60), effect('TEE-S', -10, { productId: 'another' })]
    expect(warehouseLines(main, lines)).toEqual([{ item: 'TEE-S', sku: 'TEE-S', quantity: amount(50), counted: null }])
  })

  it('two counted products with one SKU, 7 and 4 counted, say 11 counted', () => {
    const lines = [
      effect('TEE-S', -3, { leg: 'counted', counted: amount(7) }),
      effect('TEE-S', 1, { leg: 'counted', counted: amount(4), productId: 'another' }),
    ]
    expect(warehouseLines(main, lines)).toEqual([
      { item: 'TEE-S', sku: 'TEE-S', quantity: amount(-2), counted: amount(11) },
    ])
  })

  it('10 out and 10 in on one SKU cancel out: no line, and of a whole document nothing to send', () => {
    expect(warehouseLines(main, [effect('Item1', 10), effect('Item1', -10, { leg: 'sent' })])).toEqual([])
    expect(warehouseLines(main, [effect('Item1', 10), effect('Item1', -10), effect('Item2', 1)])).toEqual([
      { item: 'Item2', sku: 'Item2', quantity: amount(1), counted: null },
    ])
  })

  it('no lines are no lines', () => {
    expect(warehouseLines(main, [])).toEqual([])
    expect(warehouseLines(toAirport, [])).toEqual([])
  })

  it('a Stock Transfer of 10 says 10 once, though the ledger keeps -10 and +10', () => {
    expect(warehouseLines(toAirport, [...moved('Item1', 10), ...moved('Item2', 4)])).toEqual([
      { item: 'Item1', sku: 'Item1', quantity: amount(10), counted: null },
      { item: 'Item2', sku: 'Item2', quantity: amount(4), counted: null },
    ])
  })

  it('a Stock Transfer of 3 back from Airport to Main says 3 as well', () => {
    const back: Place = { kind: 'stock-transfer', from: 'Airport', to: 'Main' }
    const lines = [
      effect('Item1', 3, { leg: 'sent' }),
      effect('Item1', -3, { leg: 'arrived', outletId: 'airport', location: 'Airport' }),
    ]
    expect(warehouseLines(back, lines)).toEqual([{ item: 'Item1', sku: 'Item1', quantity: amount(3), counted: null }])
  })

  it('whatever meets, a SKU has one line, none is zero, and the total is the total of the effects', () => {
    const anyLines = fc.array(
      fc.record({ sku: fc.constantFrom('A', 'B', 'C'), quantity: fc.bigInt(-3n, 3n) }).map(({ sku, quantity }) => ({
        ...effect(sku, 0),
        quantity,
      })),
    )
    fc.assert(
      fc.property(anyLines, (lines) => {
        const out = warehouseLines(main, lines)
        expect(new Set(out.map(({ sku }) => sku)).size).toBe(out.length)
        expect(out.every(({ quantity }) => quantity !== 0n)).toBe(true)
        expect(sum(out.map(({ quantity }) => quantity))).toBe(sum(lines.map(({ quantity }) => quantity)))
      }),
    )
  })
})

describe('whether two documents say the same', () => {
  const sixty = { item: 'Item1', quantity: amount(60) }
  const fifty = { item: 'Item2', quantity: amount(50) }

  it('60 Item1 and 50 Item2 are the same in either order', () => {
    expect(sameWarehouseLines([sixty, fifty], [fifty, sixty])).toBe(true)
    expect(sameWarehouseLines([], [])).toBe(true)
  })

  it.each([
    ['another quantity', [{ ...sixty, quantity: amount(55) }, fifty]],
    ['another item', [{ ...sixty, item: 'Item3' }, fifty]],
    ['the first line only', [sixty]],
    ['the second line only', [fifty]],
    ['no line', []],
    ['a line more', [sixty, fifty, fifty]],
    [
      'quantities changed over',
      [
        { ...sixty, quantity: amount(50) },
        { ...fifty, quantity: amount(60) },
      ],
    ],
    ['the other sign', [{ ...sixty, quantity: amount(-60) }, fifty]],
  ])('%s is not the same', (_, theirs) => {
    expect(sameWarehouseLines([sixty, fifty], theirs)).toBe(false)
    expect(sameWarehouseLines(theirs, [sixty, fifty])).toBe(false)
  })

  it('an item with spaces and digits is not mistaken for a quantity: "1 2" of 3 and "2" of 31 differ', () => {
    expect(sameWarehouseLines([{ item: '1 2', quantity: 3n }], [{ item: '2', quantity: 31n }])).toBe(false)
  })

  it('says yes to any shuffling of the same lines', () => {
    const lines = fc.uniqueArray(fc.record({ item: fc.string(), quantity: fc.bigInt(-9n, 9n) }), {
      selector: ({ item }) => item,
    })
    fc.assert(
      fc.property(
        lines.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([ours, theirs]) => {
          expect(sameWarehouseLines(ours, theirs)).toBe(true)
        },
      ),
    )
  })
})
