import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { problemLine } from '../../src/settings/problems'
import { readJson } from '../../src/settings/read-json'
import { parseSetupFile, readSetup } from '../../src/settings/setup-file'

const now = Date.parse('2026-11-23T08:00:00Z')
const planted = 'planted-secret-4471'

/** Stands in for what the connectors check. */
const warehouse = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('http'), url: z.string(), token: z.string() }),
])
const readStoreAddress = (written: string) =>
  written.startsWith('https://')
    ? ({ ok: true, origin: written } as const)
    : ({ ok: false, text: 'is not the address of a Vend store.' } as const)

const read = (text: string) => {
  const json = readJson(text)
  return json.ok ? readSetup(json.value, { warehouse, readStoreAddress, now }) : json
}

const smallest = {
  vend: { store: 'https://shop.retail.lightspeed.app', token: planted },
  warehouse: { kind: 'http', url: 'https://stock.example', token: planted },
  outlets: [{ outlet: 'Main Outlet', location: 'WH' }],
}

function linesOf(value: unknown): string[] {
  const checked = read(typeof value === 'string' ? value : JSON.stringify(value))
  return checked.ok ? [] : checked.problems.map(problemLine)
}

describe('a set-up file', () => {
  it('needs only store, token, warehouse and one outlet; nothing is sent until that is switched on', () => {
    expect(read(JSON.stringify(smallest))).toEqual({
      ok: true,
      value: {
        vend: { store: smallest.vend.store, apiVersion: '2026-07', token: planted, clientSecret: null },
        warehouse: smallest.warehouse,
        outlets: smallest.outlets,
        sendStockAdjustments: false,
        from: null,
        scanEveryMinutes: 5,
        transferOn: 'sent',
        limits: { units: null, lines: null },
        realTime: { via: 'off', publicUrl: null, port: 8787, stocktakes: 'per-item', perItemUpTo: 50, ssh: null },
        ngrokAuthToken: null,
      },
    })
  })

  it('may say everything, with a mark at its beginning as some editors set it', () => {
    const full = {
      ...smallest,
      vend: { ...smallest.vend, clientSecret: planted },
      sendStockAdjustments: true,
      from: '2026-11-01T00:00:00+13:00',
      scanEveryMinutes: 1440,
      transferOn: 'received',
      limits: { units: 1000.5, lines: 500 },
      realTime: { via: 'own-address', publicUrl: 'https://x.example', port: 0, stocktakes: 'whole', perItemUpTo: 7 },
    }
    expect(read(`\uFEFF${JSON.stringify(full)}`)).toMatchObject({
      ok: true,
      value: {
        vend: { clientSecret: planted },
        sendStockAdjustments: true,
        from: Date.parse('2026-10-31T11:00:00Z'),
        scanEveryMinutes: 1440,
        transferOn: 'received',
        limits: { units: '1000.5', lines: 500 },
        realTime: full.realTime,
      },
    })
  })

  const sshServer = { host: 'vps.example', user: 'stocktray', remotePort: 18_080 }

  it('keeps an SSH server as a setting, also one that Vend calls without TLS', () => {
    const realTime = { via: 'ssh', publicUrl: 'http://vps.example', ssh: sshServer }
    const ssh = { ...sshServer, port: 22, remoteHost: '127.0.0.1', hostKey: null }
    expect(read(JSON.stringify({ ...smallest, realTime }))).toMatchObject({
      ok: true,
      value: { realTime: { via: 'ssh', publicUrl: 'http://vps.example', ssh }, ngrokAuthToken: null },
    })
  })

  it('keeps ngrok’s token apart from the settings', () => {
    const realTime = { via: 'ngrok', ngrok: { authToken: planted } }
    const given = read(JSON.stringify({ ...smallest, realTime }))
    expect(given).toMatchObject({
      ok: true,
      value: { ngrokAuthToken: planted, realTime: { publicUrl: null, ssh: null } },
    })
    expect(given.ok && JSON.stringify(given.value.realTime)).not.toContain(planted)
  })

  const wrong: readonly (readonly [string, object, string])[] = [
    ['no token', { vend: { store: 'https://a' } }, 'vend.token: is missing.'],
    [
      'a token with a blank',
      { vend: { ...smallest.vend, token: `${planted} x` } },
      'vend.token: must be the secret alone, without blanks, line breaks or letters that no token has.',
    ],
    [
      'an empty client secret',
      { vend: { ...smallest.vend, clientSecret: '' } },
      'vend.clientSecret: must not be empty.',
    ],
    [
      'a store that is none',
      { vend: { ...smallest.vend, store: 'shop' } },
      'vend.store: is not the address of a Vend store.',
    ],
    ['no warehouse', { warehouse: undefined }, 'warehouse: is missing.'],
    ['a warehouse without kind', { warehouse: { url: 'x', token: 'x' } }, 'warehouse.kind: is missing.'],
    ['a warehouse of another kind', { warehouse: { kind: 'shoebox' } }, 'warehouse.kind: must be “http”.'],
    [
      'a warehouse’s misspelt field',
      { warehouse: { ...smallest.warehouse, tokn: 1 } },
      'warehouse.tokn: is not known here. Did you mean “token”?',
    ],
    [
      'no outlet',
      { outlets: [] },
      'outlets: must name at least one outlet and where its stock lies in the warehouse system.',
    ],
    [
      'an outlet without location',
      { outlets: [...smallest.outlets, { outlet: 'B' }] },
      'outlets[1].location: is missing.',
    ],
    [
      'an outlet twice',
      { outlets: [...smallest.outlets, { outlet: 'main outlet ', location: 'HS' }] },
      "outlets[1].outlet: is the same outlet as outlets[0]. An outlet's stock lies at one location.",
    ],
    [
      'a misspelt setting',
      { sendStockAdjustment: true },
      'sendStockAdjustment: is not known here. Did you mean “sendStockAdjustments”?',
    ],
    ['yes in place of true', { sendStockAdjustments: 'yes' }, 'sendStockAdjustments: must be true, false or “watch”.'],
    [
      'a start without zone',
      { from: '2026-11-01T00:00:00' },
      'from: must be a date with time and zone, such as “2026-11-01T00:00:00Z” or “2026-11-01T00:00:00+13:00”.',
    ],
    [
      'a day that does not exist',
      { from: '2026-02-30T00:00:00Z' },
      'from: must be a date with time and zone, such as “2026-11-01T00:00:00Z” or “2026-11-01T00:00:00+13:00”.',
    ],
    [
      'a start in the future',
      { from: '2026-11-23T08:00:01Z' },
      'from: lies in the future. Give the moment from which on stock movements are sent.',
    ],
    ['a scan every zero minutes', { scanEveryMinutes: 0 }, 'scanEveryMinutes: must be at least 1.'],
    ['a scan less than once a day', { scanEveryMinutes: 1441 }, 'scanEveryMinutes: must be at most 1440.'],
    [
      'half a minute',
      { scanEveryMinutes: 1.5 },
      'scanEveryMinutes: must be a whole number, and is a number with a fraction.',
    ],
    ['another moment of a transfer', { transferOn: 'both' }, 'transferOn: must be “sent” or “received”.'],
    [
      'a limit of nothing',
      { limits: { units: 0 } },
      'limits.units: must be a number above zero, of at most five decimal places.',
    ],
    ['a limit in words', { limits: { lines: 'many' } }, 'limits.lines: must be a number, and is a text.'],
    [
      'webhooks without an address',
      { realTime: { via: 'own-address' } },
      'realTime.publicUrl: is missing. Vend must know which address to call.',
    ],
    [
      'webhooks over http',
      { realTime: { via: 'own-address', publicUrl: 'http://x.example' } },
      'realTime.publicUrl: must be the address that Vend calls, such as https://stock.example, without user name, question mark or #.',
    ],
    ['another way in', { realTime: { via: 'wire' } }, 'realTime.via: must be “off”, “own-address”, “ssh” or “ngrok”.'],
    [
      'SSH without a server',
      { realTime: { via: 'ssh', publicUrl: 'https://x.example' } },
      'realTime.ssh: is missing: the server’s “host”, the “user” there and the “remotePort” it listens at.',
    ],
    [
      'a server with a user before its name',
      { realTime: { via: 'ssh', publicUrl: 'https://x.example', ssh: { ...sshServer, host: 'me@vps.example' } } },
      'realTime.ssh.host: must be a host name or an address alone, such as “vps.example” or “203.0.113.7”.',
    ],
    [
      'a fingerprint of another kind',
      { realTime: { via: 'ssh', publicUrl: 'https://x.example', ssh: { ...sshServer, hostKey: 'MD5:aa:bb' } } },
      'realTime.ssh.hostKey: must be the fingerprint of the server’s key as ssh-keygen -l shows it: “SHA256:” and 43 characters.',
    ],
    [
      'ngrok without its token',
      { realTime: { via: 'ngrok' } },
      'realTime.ngrok: is missing: the “authToken” of your account at ngrok.',
    ],
    [
      'an address at ngrok with a path',
      { realTime: { via: 'ngrok', publicUrl: 'https://x.ngrok.app/hooks', ngrok: { authToken: planted } } },
      'realTime.publicUrl: must be the domain that ngrok gave you and nothing more, such as https://my-shop.ngrok.app.',
    ],
    [
      'a token for ngrok that is not used',
      { realTime: { via: 'own-address', publicUrl: 'https://x.example', ngrok: { authToken: planted } } },
      'realTime.ngrok: belongs to “via”: “ngrok”, and “via” is “own-address”.',
    ],
    ['a port beyond all ports', { realTime: { port: 70000 } }, 'realTime.port: must be at most 65535.'],
  ]
  it.each(wrong)('%s is told with its place', (_, changed, line) => {
    expect(linesOf({ ...smallest, ...changed })).toEqual([line])
  })

  it('tells every problem at once', () => {
    const outlets = [{ outlet: 'A', location: 'x' }, { outlet: 'A', locaton: 'y' }, 7]
    const broken = {
      ...{ vend: { store: 'shop', tokn: planted }, warehouse: { kind: 'http' }, outlets, from: 'yesterday' },
      realTime: { via: 'own-address', prot: 1 },
    }
    expect(linesOf(broken).map((line) => line.split(':')[0])).toEqual([
      'vend.token',
      'vend.tokn',
      'outlets[1].location',
      'outlets[1].locaton',
      'outlets[2]',
      'from',
      'realTime.prot',
      'outlets[1].outlet',
      'realTime.publicUrl',
      'warehouse.url',
      'warehouse.token',
      'vend.store',
    ])
  })

  const noJson: readonly (readonly [string, string, string])[] = [
    ['a comma too many', `{\n  "vend": { "token": "${planted}" },,\n}`, 'line 2'],
    ['a key that stands twice', `{ "vend": { "token": "${planted}", "token": "x" } }`, 'stands there twice'],
    ['a file that ends early', `{ "vend": { "token": "${planted}`, 'not JSON'],
    ['an empty file', '', 'not JSON'],
  ]
  it.each(noJson)('%s is told without quoting the file', (_, text, told) => {
    expect(linesOf(text)).toHaveLength(1)
    expect(linesOf(text)[0]).toContain(told)
  })

  it('a list is no set-up', () => {
    expect(linesOf('[]')).toEqual(['must be a block in braces { }, and is a list.'])
  })

  it('never repeats what was written: it may be a secret at the wrong place', () => {
    const all = [...wrong.map(([, changed]) => ({ ...smallest, ...changed })), ...noJson.map(([, text]) => text)]
    const misplaced = ['from', 'scanEveryMinutes', 'transferOn', 'limits', 'outlets', 'realTime', 'warehouse', 'vend']
    const texts = [...all, ...misplaced.map((key) => ({ ...smallest, [key]: planted }))].flatMap(linesOf)
    expect(texts.length).toBeGreaterThan(all.length)
    expect(texts.filter((text) => text.includes(planted))).toEqual([])
  })

  it('is also checked without its warehouse, of which only the kind must be there', () => {
    expect(parseSetupFile({ ...smallest, warehouse: { kind: 'odoo', login: 'x' } }, now)).toMatchObject({ ok: true })
    expect(parseSetupFile({ ...smallest, warehouse: {} }, now)).toMatchObject({
      ok: false,
      problems: [{ path: 'warehouse.kind', text: 'is missing.' }],
    })
  })
})
