import { describe, expect, it } from 'vitest'
import { spellingsOf } from '../../../src/warehouse/http/spellings'

describe('how else a SKU may be spelled', () => {
  const meant: readonly (readonly [string, string])[] = [
    ['tee-s', 'TEE-S'],
    ['TEE-S', 'tee-s'],
    [' TEE-S ', 'TEE-S'],
    ['TEE S', 'TEE-S'],
    ['TEE-S', 'TEES'],
    ['tee_s', 'TEE/S'],
    ['TEE.S', 'TEE S'],
    ['TEE - S', 'TEE-S'],
    ['00042', '42'],
    ['0042-1', '42/1'],
  ]
  it.each(meant)('“%s” may mean “%s”', (sku, other) => {
    expect(spellingsOf(sku, [])).toContain(other)
  })

  it('a barcode may be its SKU, with the zero that a longer code begins with or without it', () => {
    expect(spellingsOf('x', ['0012345678905'])).toEqual(expect.arrayContaining(['0012345678905', '12345678905']))
  })

  it('nothing is asked about twice, nor the SKU itself, nor nothing', () => {
    const spelled = spellingsOf('-', ['', '0'])
    expect(spelled).toEqual([...new Set(spelled)])
    expect(spelled).not.toContain('-')
    expect(spelled).not.toContain('')
    expect(spellingsOf('A'.repeat(5), ['1', '2', '3']).length).toBeLessThan(60)
  })
})
