import { describe, expect, it } from 'vitest'
import { redactor } from '../../src/settings/redact-secrets'

describe('what is given away', () => {
  const redact = redactor(['tok/en+1 "x"', 'abc'])

  it('has no secret in it, whether in a text, a URL, JSON or the name of a property', () => {
    const written = ['tok/en+1 "x"', encodeURIComponent('tok/en+1 "x"'), JSON.stringify('tok/en+1 "x"')]
    for (const one of written) expect(redact(`before ${one} after`)).toMatch(/^before "?…"? after$/)
    expect(redact({ 'tok/en+1 "x"': [{ deep: 'tok/en+1 "x"' }] })).toEqual({ '…': [{ deep: '…' }] })
  })

  it('leaves a short secret out where it stands by itself, and words that only contain it alone', () => {
    expect(redact('abc abcd (abc) xabc')).toBe('… abcd (…) xabc')
  })

  it.each([
    ['https://ann:hunter2@odoo.example/x', 'https://…@odoo.example/x'],
    ['Authorization: Bearer abcdef.123456', 'Authorization: Bearer …'],
    ['GET /?access_token=zzz111&page=2', 'GET /?access_token=…&page=2'],
    ['{"client_secret":"zzz111","page":2}', '{"client_secret":…,"page":2}'],
    ['password=hunter2; next', 'password=…; next'],
    ['lsxs_pt_ZZZ111 was refused', 'lsxs_pt_… was refused'],
  ])('has nothing in it that looks like a secret nobody named: %s', (text, left) => {
    expect(redactor([])(text)).toBe(left)
  })

  it('has no value under the name of a secret', () => {
    expect(redactor([])({ apiKey: 'q', vendToken: 'q', headers: { authorization: 'q' }, sku: 'q' })).toEqual({
      ...{ apiKey: '…', vendToken: '…', headers: { authorization: '…' } },
      sku: 'q',
    })
  })

  it('is otherwise what it was', () => {
    const value = {
      text: 'stocktray match KEY-RING "Gift, key: blue": 5 × token of thanks',
      ...{ number: 5, none: null, yes: true, list: ['a', 1], url: 'https://shop.example/a?page=2' },
    }
    expect(redactor(['s3cr3t-t0k3n'])(value)).toEqual(value)
  })
})
