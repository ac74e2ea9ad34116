import Conf from 'conf'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Secrets, Settings } from '../../src/core/settings'
import { readSecrets, writeSecrets } from '../../src/settings/secrets-file'
import { readSettings, writeSettings } from '../../src/settings/settings-file'
import { readShopSettings, saveShopSettings } from '../../src/settings/shop-settings'
import { keysInFiles } from '../../src/settings/sealing'

const planted = 'planted-secret-9035'

const settings: Settings = {
  vend: { store: 'https://shop.retail.lightspeed.app', apiVersion: '2026-07' },
  warehouse: { kind: 'http', url: 'https://stock.example', settleAfterSeconds: 60 },
  outlets: [{ outlet: { id: 'o1', name: 'Größe & Co' }, location: { id: 'WH', name: 'Main Warehouse' } }],
  sendStockAdjustments: true,
  from: 1_790_000_000_000,
  scanEveryMinutes: 5,
  transferOn: 'sent',
  limits: { units: '2.5', lines: null },
  realTime: { via: 'off', publicUrl: null, port: 8787, stocktakes: 'per-item', perItemUpTo: 50, ssh: null },
}
const secrets: Secrets = {
  vendToken: `${planted}-vend`,
  vendClientSecret: `${planted}-client`,
  vendClientSecretBefore: { secret: `${planted}-client-before`, until: 1_763_884_800_000 },
  warehouse: { token: `${planted}-warehouse ä` },
  webhookPath: `${planted}-path`,
  sshKey: `${planted}-ssh`,
  ngrokAuthToken: `${planted}-ngrok`,
}
const later = { ...settings, scanEveryMinutes: 7 }
const laterSecrets = { ...secrets, vendToken: `${planted}-later` }

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'stocktray-settings-')), 'data')
})
afterEach(() => {
  rmSync(join(folder, '..'), { recursive: true, force: true })
})

const pathTo = (name: string) => join(folder, name)
const files = () => readdirSync(folder).sort()
const secretsFile = () => files().find((name) => /^secrets\.\d+\.json$/.test(name))!

describe('settings and secrets of a data folder', () => {
  it('are read as they were saved', () => {
    expect(readShopSettings(folder, keysInFiles)).toEqual({ kind: 'not-set-up' })
    expect(existsSync(folder)).toBe(false)
    saveShopSettings(folder, settings, secrets, keysInFiles)
    expect(readShopSettings(folder, keysInFiles)).toEqual({ kind: 'ok', settings, secrets })
    const without = { ...laterSecrets, vendClientSecret: null, vendClientSecretBefore: null }
    saveShopSettings(folder, later, without, keysInFiles)
    expect(readShopSettings(folder, keysInFiles)).toEqual({ kind: 'ok', settings: later, secrets: without })
  })

  it('leave no secret in any file, and each file to this user alone', () => {
    saveShopSettings(folder, settings, secrets, keysInFiles)
    saveShopSettings(folder, later, laterSecrets, keysInFiles)
    expect(files()).toEqual([expect.stringMatching(/^secrets\.\d+\.json$/), 'secrets.key', 'settings.json'])
    for (const name of files()) {
      expect(readFileSync(pathTo(name), 'latin1')).not.toContain('planted')
      expect(statSync(pathTo(name)).mode & 0o777).toBe(0o600)
    }
    // In base64 the same letters look otherwise at each of three places.
    const all = files()
      .map((name) => readFileSync(pathTo(name), 'utf8'))
      .join('')
    for (const shift of ['', ' ', '  '])
      expect(all).not.toContain(
        Buffer.from(shift + planted)
          .toString('base64')
          .slice(4, 20),
      )
  })

  it('a field is encrypted anew each time, and does not open under another field’s name', () => {
    saveShopSettings(folder, settings, secrets, keysInFiles)
    const first = readFileSync(pathTo(secretsFile()), 'utf8')
    saveShopSettings(folder, settings, secrets, keysInFiles)
    expect(readFileSync(pathTo(secretsFile()), 'utf8')).not.toBe(first)
    const sealed = JSON.parse(readFileSync(pathTo(secretsFile()), 'utf8')) as Record<string, unknown>
    writeFileSync(pathTo(secretsFile()), JSON.stringify({ ...sealed, 'vend.token': sealed['warehouse.token'] }))
    expectRefused('do not fit')
  })

  it('are the file that electron-store would write', () => {
    saveShopSettings(folder, settings, secrets, keysInFiles)
    const other = new Conf({ cwd: folder, configName: 'settings' })
    expect(other.get('scanEveryMinutes')).toBe(5)
    other.set('scanEveryMinutes', 9)
    expect(readShopSettings(folder, keysInFiles)).toMatchObject({ kind: 'ok', settings: { scanEveryMinutes: 9 } })
  })
})

function expectRefused(why: string): void {
  const read = readShopSettings(folder, keysInFiles)
  expect(read.kind).toBe('unreadable')
  expect(JSON.stringify(read)).toContain(why)
  expect(JSON.stringify(read)).not.toContain('planted')
}

describe('a key that does not open', () => {
  beforeEach(() => {
    saveShopSettings(folder, settings, secrets, keysInFiles)
  })
  const another = Buffer.alloc(32, 7).toString('base64')
  const broken: readonly (readonly [string, () => void, string])[] = [
    ['a missing key file', () => rmSync(pathTo('secrets.key')), 'secrets.key is missing'],
    ['another folder’s key', () => writeFileSync(pathTo('secrets.key'), another), 'do not fit the key'],
    ['a key cut short', () => writeFileSync(pathTo('secrets.key'), another.slice(0, 20)), 'secrets.key is damaged'],
    ['missing secrets', () => rmSync(pathTo(secretsFile())), 'is missing'],
    ['secrets that are no JSON', () => writeFileSync(pathTo(secretsFile()), `{"${planted}`), 'do not fit'],
    ['secrets without Vend’s token', () => writeFileSync(pathTo(secretsFile()), '{}'), 'a key is missing'],
  ]
  it.each(broken)('%s is a sentence, and setting up again mends it', (_, harm, why) => {
    harm()
    expectRefused(why)
    saveShopSettings(folder, later, laterSecrets, keysInFiles)
    expect(readShopSettings(folder, keysInFiles)).toEqual({ kind: 'ok', settings: later, secrets: laterSecrets })
  })

  it('a tag cut short opens nothing', () => {
    const sealed = JSON.parse(readFileSync(pathTo(secretsFile()), 'utf8')) as Record<string, { tag: string }>
    sealed['vend.token']!.tag = Buffer.from(sealed['vend.token']!.tag, 'base64').subarray(0, 4).toString('base64')
    writeFileSync(pathTo(secretsFile()), JSON.stringify(sealed))
    expectRefused('do not fit')
  })
})

describe('settings that do not parse', () => {
  beforeEach(() => {
    saveShopSettings(folder, settings, secrets, keysInFiles)
  })
  const broken: readonly (readonly [string, string])[] = [
    ['cut off', `{ "vend": { "store": "${planted}`],
    ['emptied by a power cut', ''],
    ['overwritten with something else', planted],
    ['of another shape', `{ "vend": "${planted}" }`],
    ['no block at all', '[]'],
    ['with an unknown choice', JSON.stringify({ ...settings, transferOn: planted, secretsRevision: 1 })],
  ]
  it.each(broken)('%s: set aside as they were, told at every start, and replaced only by a new set-up', (_, text) => {
    writeFileSync(pathTo('settings.json'), text)
    expectRefused('settings.damaged-1.json')
    expect(readFileSync(pathTo('settings.damaged-1.json'), 'utf8')).toBe(text)
    expectRefused('settings.damaged-1.json')
    expect(existsSync(pathTo('settings.json'))).toBe(false)
    saveShopSettings(folder, later, laterSecrets, keysInFiles)
    expect(readShopSettings(folder, keysInFiles)).toEqual({ kind: 'ok', settings: later, secrets: laterSecrets })
  })

  it('a second damage stands beside the first', () => {
    for (const text of ['one', 'two']) {
      writeFileSync(pathTo('settings.json'), text)
      readSettings(folder)
    }
    expect(readFileSync(pathTo('settings.damaged-1.json'), 'utf8')).toBe('one')
    expect(readFileSync(pathTo('settings.damaged-2.json'), 'utf8')).toBe('two')
    expectRefused('settings.damaged-2.json')
  })

  it('what the disk does not give out is left where it is, and not overwritten', () => {
    renameSync(pathTo('settings.json'), pathTo('kept.json'))
    mkdirSync(pathTo('settings.json'))
    expect(readSettings(folder)).toMatchObject({ kind: 'unreadable' })
    expect(() => saveShopSettings(folder, later, laterSecrets, keysInFiles)).toThrow('cannot be read')
    rmSync(pathTo('settings.json'), { recursive: true })
    renameSync(pathTo('kept.json'), pathTo('settings.json'))
    expect(readShopSettings(folder, keysInFiles)).toEqual({ kind: 'ok', settings, secrets })
  })
})

describe('a power cut while both are saved', () => {
  it('after the secrets leaves the old pair, after the settings the new one', () => {
    saveShopSettings(folder, settings, secrets, keysInFiles)
    const read = readSettings(folder)
    const revision = read.kind === 'ok' ? read.secretsRevision + 1 : 0
    writeSecrets(folder, revision, laterSecrets, keysInFiles)
    expect(readShopSettings(folder, keysInFiles)).toEqual({ kind: 'ok', settings, secrets })
    writeSettings(folder, later, revision)
    expect(readShopSettings(folder, keysInFiles)).toEqual({ kind: 'ok', settings: later, secrets: laterSecrets })
  })

  it('before the first settings leaves a folder that is not set up, and the next save tidies it', () => {
    writeSecrets(folder, 4, laterSecrets, keysInFiles)
    writeFileSync(pathTo('secrets.5.json.77.tmp'), '{')
    expect(readShopSettings(folder, keysInFiles)).toEqual({ kind: 'not-set-up' })
    saveShopSettings(folder, settings, secrets, keysInFiles)
    expect(readShopSettings(folder, keysInFiles)).toEqual({ kind: 'ok', settings, secrets })
    expect(files()).toEqual(['secrets.5.json', 'secrets.key', 'settings.json'])
  })

  it('a revision of the secrets is never overwritten while settings name it', () => {
    saveShopSettings(folder, settings, secrets, keysInFiles)
    const before = readSettings(folder)
    saveShopSettings(folder, later, laterSecrets, keysInFiles)
    const after = readSettings(folder)
    expect(before.kind === 'ok' && after.kind === 'ok' && after.secretsRevision > before.secretsRevision).toBe(true)
    expect(before.kind === 'ok' && readSecrets(folder, before.secretsRevision, keysInFiles).ok).toBe(false)
  })
})
