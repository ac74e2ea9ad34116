import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EffectLine } from '../../src/core/document'
import { effectKey, linesKey } from '../../src/core/lines-key'
import { amount } from './decide/given'

const sixty: EffectLine = {
  leg: 'received',
  outletId: 'main',
  productId: 'Item1',
  sku: 'TEE-S',
  name: 'Tee small',
  item: null,
  location: 'Main',
  quantity: amount(60),
  counted: null,
}
const fifty: EffectLine = { ...sixty, productId: 'Item2', sku: 'TEE-M', quantity: amount(50) }

describe('what an approval was given for', () => {
  it('60 and 50 are the same lines in either order', () => {
    expect(linesKey([sixty, fifty])).toBe(linesKey([fifty, sixty]))
  })

  it.each<[string, readonly EffectLine[]]>([
    ['61 instead of 60', [{ ...sixty, quantity: amount(61) }, fifty]],
    ['-60 instead of 60', [{ ...sixty, quantity: amount(-60) }, fifty]],
    ['another product', [{ ...sixty, productId: 'Item3' }, fifty]],
    ['another SKU', [{ ...sixty, sku: 'TEE-L' }, fifty]],
    ['another location', [{ ...sixty, location: 'Shed' }, fifty]],
    ['another outlet', [{ ...sixty, outletId: 'airport' }, fifty]],
    ['another leg', [{ ...sixty, leg: 'counted' }, fifty]],
    ['only one of the two', [sixty]],
    ['none', []],
  ])('%s is something else', (_, lines) => {
    expect(linesKey(lines)).not.toBe(linesKey([sixty, fifty]))
  })

  it('no SKU or location, however it is spelled, can be mistaken for two lines or for another field', () => {
    const text = fc.string({ maxLength: 4 })
    fc.assert(
      fc.property(text, text, text, text, (sku, location, otherSku, otherLocation) => {
        const one = linesKey([{ ...sixty, sku, location }])
        const other = linesKey([{ ...sixty, sku: otherSku, location: otherLocation }])
        expect(one === other).toBe(sku === otherSku && location === otherLocation)
        expect(linesKey([{ ...sixty, sku, location }, fifty])).not.toBe(one)
      }),
    )
  })
})

describe('the name of an effect', () => {
  it('is the same for the same leg, outlet and product alone, however Vend spells its ids', () => {
    const id = fc.string({ unit: fc.constantFrom('1', ' ', 'a'), maxLength: 4 })
    const effect = fc.record({ leg: fc.constantFrom('sent', 'arrived'), outletId: id, productId: id })
    fc.assert(
      fc.property(effect, effect, (one, other) => {
        const same = one.leg === other.leg && one.outletId === other.outletId && one.productId === other.productId
        expect(effectKey(one) === effectKey(other)).toBe(same)
      }),
      { numRuns: 2_000 },
    )
  })
})
