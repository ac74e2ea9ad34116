import { describe, expect, it } from 'vitest'
import { createRedactor } from '../../src/settings/redact'
import { redactingValues } from '../../src/settings/redact-value'

const secrets = {
  vendToken: 'tok/en+1 "x"',
  vendClientSecret: null,
  vendClientSecretBefore: null,
  warehouse: {},
  webhookPath: '',
  sshKey: null,
  ngrokAuthToken: null,
}

describe('a value that is given away', () => {
  const redact = redactingValues(createRedactor(secrets, ['session-key']))

  it('has no secret in it, whether in a text, a URL, JSON or the name of a property', () => {
    const written = ['tok/en+1 "x"', encodeURIComponent('tok/en+1 "x"'), JSON.stringify('tok/en+1 "x"'), 'session-key']
    for (const one of written) expect(redact(`before ${one} after`)).toMatch(/^before "?…"? after$/)
    expect(redact({ 'tok/en+1 "x"': [{ deep: 'tok/en+1 "x"' }] })).toEqual({ '…': [{ deep: '…' }] })
  })

  it('has none in base64 behind other letters', () => {
    for (const before of ['', 'u', 'us', 'user:']) {
      const left = redact(Buffer.from(`${before}tok/en+1 "x"`).toString('base64'))
      expect(left).toContain('…')
      expect(left.length).toBeLessThan(before.length + 8)
    }
  })

  it('has no value under the name of a secret', () => {
    expect(redact({ apiKey: 'q', vendToken: 'q', headers: { authorization: 'q' }, sku: 'q' })).toEqual({
      ...{ apiKey: '…', vendToken: '…', headers: { authorization: '…' } },
      sku: 'q',
    })
  })

  it('is otherwise what it was, also where no secret is known', () => {
    const value = {
      text: 'stocktray match KEY-RING "Gift, key: blue": 5 × token of thanks',
      ...{ number: 5, none: null, yes: true, list: ['a', 1], url: 'https://shop.example/a?page=2' },
    }
    expect(redact(value)).toEqual(value)
    expect(redactingValues(createRedactor(null))(value)).toEqual(value)
  })
})
