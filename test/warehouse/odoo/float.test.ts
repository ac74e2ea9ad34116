import { describe, expect, it } from 'vitest'
import { readFloat } from '../../../src/warehouse/odoo/float'

describe('a number as Odoo writes it', () => {
  const cases = [
    ['5', 500_000n],
    ['2.5', 250_000n],
    ['-3.0', -300_000n],
    ['0.0', 0n],
    ['-0.0', 0n],
    ['7.0200000000000005', 702_000n],
    ['0.30000000000000004', 30_000n],
    ['-93.24999999999999', -9_325_000n],
    ['1e-05', 1n],
    ['1e-06', 0n],
    ['1.5e+3', 150_000_000n],
    ['1000000000', 100_000_000_000_000n],
    ['1000000001', null],
    ['1e300', null],
    ['NaN', null],
    ['', null],
    ['WH/Stock', null],
  ] as const
  it.each(cases)('%s', (written, quantity) => {
    expect(readFloat(written)).toBe(quantity)
  })
})
