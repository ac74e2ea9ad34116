import { describe, expect, it } from 'vitest'
import { enteredOf, enteredOver, withoutSecrets, type Entered, type SecretFields } from '../../src/host/entered'
import type { Secrets } from '../../src/core/settings'
import { settings } from '../fakes/tiny-world'

const secretFields: SecretFields = (section) =>
  ({ vend: ['token', 'clientSecret'], warehouse: ['token', 'apiKey'], realTime: ['ngrok.authToken'] })[section] ?? []

const over = (before: Entered, given: Entered) => enteredOver([before], given, secretFields)

const vend = { store: 'myshop', token: 'vend-token', clientSecret: 'client-secret' }
const warehouse = { kind: 'http', url: 'https://stock.example', token: 'warehouse-token' }
const realTime = { via: 'ngrok', ngrok: { authToken: 'ngrok-token' } }

describe('what is entered over what was there', () => {
  it('keeps the secrets that are not entered again, and the sections that are not named stay out of it', () => {
    expect(over({ vend, warehouse }, { vend: { store: 'myshop' } })).toEqual({ vend })
    expect(over({ vend }, { vend: { store: 'myshop', token: '' } })).toEqual({ vend })
    expect(over({ realTime }, { realTime: { via: 'ngrok', port: 0 } })).toEqual({ realTime: { ...realTime, port: 0 } })
  })

  it('takes the secret that is entered anew', () => {
    expect(over({ vend }, { vend: { store: 'myshop', token: 'another' } })).toEqual({
      vend: { ...vend, token: 'another' },
    })
  })

  const elsewhere: readonly (readonly [what: string, before: Entered, given: Entered])[] = [
    ['another store', { vend }, { vend: { store: 'evil' } }],
    ['a store that is left out', { vend }, { vend: {} }],
    ['another address', { warehouse }, { warehouse: { kind: 'http', url: 'https://evil.example' } }],
    ['the same host by plain http', { warehouse }, { warehouse: { kind: 'http', url: 'http://stock.example' } }],
    ['another kind', { warehouse }, { warehouse: { kind: 'odoo', url: 'https://stock.example' } }],
    ['another way in', { realTime }, { realTime: { via: 'ssh', ssh: { host: 'evil.example' } } }],
  ]
  it.each(elsewhere)('never carries a secret to %s', (_what, before, given) => {
    expect(over(before, given)).toEqual(given)
  })

  it('finds a secret again in the set-up that stands, once the address is back', () => {
    const draft = { vend: { store: 'mishop' } }
    expect(enteredOver([draft, { vend }], { vend: { store: 'myshop' } }, secretFields)).toEqual({ vend })
    expect(enteredOver([draft, { vend }], { vend: { store: 'mishop' } }, secretFields)).toEqual(draft)
  })

  it('forgets a secret that is taken out, and does not find it again', () => {
    const rest = { store: vend.store, token: vend.token }
    const without = over({ vend }, { vend: { store: 'myshop', clientSecret: null } })
    expect(without).toEqual({ vend: rest })
    expect(enteredOver([without, { vend }], { vend: { store: 'myshop' } }, secretFields)).toEqual({ vend: rest })
  })

  it('takes what is no block as it is', () => {
    expect(over({ outlets: [], vend: 'x' }, { outlets: [1], vend: null, from: null })).toEqual({
      ...{ outlets: [1], vend: null, from: null },
    })
  })
})

describe('what leaves', () => {
  it('holds no secret, and says which are kept', () => {
    const { values, kept } = withoutSecrets({ vend, warehouse, realTime, sendStockAdjustments: true }, secretFields)
    expect(kept).toEqual(['vend.token', 'vend.clientSecret', 'warehouse.token', 'realTime.ngrok.authToken'])
    expect(values).toEqual({
      vend: { store: 'myshop' },
      warehouse: { kind: 'http', url: 'https://stock.example' },
      realTime: { via: 'ngrok', ngrok: {} },
      sendStockAdjustments: true,
    })
  })

  it('holds no secret of another kind of warehouse either, nor one that is no text', () => {
    const mixed = { ...warehouse, apiKey: { nested: 'odoo-key' } }
    expect(JSON.stringify(withoutSecrets({ warehouse: mixed }, secretFields))).not.toMatch(/-token|-key/)
  })
})

it('a set-up that stands reads as somebody would enter it, and its own secrets stay inside', () => {
  const secrets: Secrets = {
    ...{ vendToken: 'vend-token', vendClientSecret: null, vendClientSecretBefore: null },
    ...{ warehouse: { token: 'warehouse-token' }, webhookPath: 'secret-path', sshKey: 'ssh-key', ngrokAuthToken: null },
  }
  const entered = enteredOf({ ...settings, from: Date.UTC(2026, 10, 1) }, secrets)
  expect(entered).toMatchObject({
    vend: { store: settings.vend.store, token: 'vend-token' },
    warehouse: { ...settings.warehouse, token: 'warehouse-token' },
    outlets: [
      { outlet: 'main', location: 'WH' },
      { outlet: 'harbour', location: 'HS' },
    ],
    ...{ from: '2026-11-01T00:00:00.000Z', limits: {}, realTime: { via: 'off', port: 0 } },
  })
  expect(JSON.stringify(entered)).not.toMatch(/secret-path|ssh-key|null/)
})
