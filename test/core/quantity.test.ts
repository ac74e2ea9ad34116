import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { absolute, formatChange, formatQuantity, parseQuantity, sum } from '../../src/core/quantity'

/** Anything up to a milliard pieces, either way. */
const quantity = fc.bigInt(-100_000_000_000_000n, 100_000_000_000_000n)

describe('reading a quantity', () => {
  it.each([
    ['60', 6_000_000n],
    ['10.00000', 1_000_000n],
    ['0.00000', 0n],
    ['-0', 0n],
    ['-3.5', -350_000n],
    ['+2', 200_000n],
    ['0.00001', 1n],
    ['1.5000000000', 150_000n],
    ['007', 700_000n],
    [' 12 ', 1_200_000n],
    ['1000000000', 100_000_000_000_000n],
    ['-1000000000.00000', -100_000_000_000_000n],
  ])('Vend\'s "%s" is %s hundred-thousandths', (text, expected) => {
    expect(parseQuantity(text)).toBe(expected)
  })

  it.each([
    '',
    ' ',
    '-',
    '.',
    '.5',
    '5.',
    '1e3',
    '1,5',
    '1 000',
    '--1',
    '+-1',
    '0x10',
    'NaN',
    'Infinity',
    '١٢',
    '0.000001',
    '1000000000.00001',
    '-1000000001',
    '99999999999999999999',
    '1\n2',
  ])('"%s" is not a quantity', (text) => {
    expect(parseQuantity(text)).toBeNull()
  })

  it('no text makes it crash, and what it reads lies within a milliard pieces', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+-]?\d{0,24}\.?\d{0,44}$/)), (text) => {
        const read = parseQuantity(text)
        if (read !== null) expect(absolute(read) <= 100_000_000_000_000n).toBe(true)
      }),
    )
  })

  it('0.1 and 0.2 are exactly 0.3', () => {
    expect(formatQuantity(sum([parseQuantity('0.1') ?? 0n, parseQuantity('0.2') ?? 0n]))).toBe('0.3')
  })
})

describe('writing a quantity', () => {
  it.each([
    [6_000_000n, '60'],
    [0n, '0'],
    [-250_000n, '-2.5'],
    [1n, '0.00001'],
    [-1n, '-0.00001'],
    [1_000_010n, '10.0001'],
  ])('%s hundred-thousandths are written %s', (given, expected) => {
    expect(formatQuantity(given)).toBe(expected)
  })

  it('what is written reads back as the same quantity, without trailing zeros or a minus before nothing', () => {
    fc.assert(
      fc.property(quantity, (given) => {
        const text = formatQuantity(given)
        expect(parseQuantity(text)).toBe(given)
        expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d{0,4}[1-9])?$/)
        expect(text).not.toBe('-0')
      }),
    )
  })

  it('a change carries its sign: +60, −2.5 with a real minus, and +0', () => {
    expect([6_000_000n, -250_000n, 0n].map(formatChange)).toEqual(['+60', '−2.5', '+0'])
  })

  it('a change is its quantity behind the sign', () => {
    fc.assert(
      fc.property(quantity, (given) => {
        expect(formatChange(given).slice(1)).toBe(formatQuantity(absolute(given)))
        expect(formatChange(given)[0]).toBe(given < 0n ? '−' : '+')
      }),
    )
  })
})

describe('adding', () => {
  it('nothing at all is 0; 60, -50 and 0.5 are 10.5', () => {
    expect(sum([])).toBe(0n)
    expect(sum([6_000_000n, -5_000_000n, 50_000n])).toBe(1_050_000n)
  })

  it('takes any list, in any order', () => {
    fc.assert(
      fc.property(fc.array(quantity), (all) => {
        expect(sum(new Set(all))).toBe(sum([...new Set(all)].reverse()))
      }),
    )
  })

  it('-5 and 5 are both 5 away from nothing', () => {
    expect([absolute(-500_000n), absolute(500_000n), absolute(0n)]).toEqual([500_000n, 500_000n, 0n])
  })
})
