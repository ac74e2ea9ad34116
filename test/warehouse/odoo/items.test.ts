import { describe, expect, it } from 'vitest'
import { longestParts } from '../../../src/warehouse/odoo/items'
import { stepOf } from '../../../src/warehouse/odoo/step'

describe('the smallest quantity of an item', () => {
  const cases = [
    [1_000n, 2, 1_000n],
    [100_000n, 2, 100_000n],
    [100n, 2, 1_000n],
    [0n, 0, 100_000n],
    [0n, 5, 1n],
    [0n, 6, null],
    [0n, null, null],
    [1_000n, null, 1_000n],
  ] as const
  it.each(cases)('a unit rounded to %s, and %s decimal places', (rounding, digits, step) => {
    expect(stepOf(rounding, digits)).toBe(step)
  })
})

describe('what of a SKU is looked for when nothing bears it', () => {
  const cases = [
    ['TEE-S', ['TEE']],
    ['00012345', ['00012345', '12345']],
    ['A_00_Größe', ['Größe']],
    ['%', []],
    ['', []],
    ['X', []],
    ['000', ['000']],
  ] as const
  it.each(cases)('%s', (sku, parts) => {
    expect(longestParts(sku)).toEqual(parts)
  })
})
