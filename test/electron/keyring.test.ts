import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openKeyring } from '../../electron/keyring'
import type { Parts } from '../../electron/parts'
import { keysInFiles } from '../../src/settings/sealing'

let dataDir = ''
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'stocktray-keyring-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

type Changed = Partial<Parts['safeStorage']> & { readonly owner?: string }

/** The keyring of one user: what another's sealed is not opened. */
function keyring({ owner = 'me', ...changed }: Changed = {}): Parts['safeStorage'] {
  return {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptStringAsync: async (text) => Buffer.from(`${owner}:${text}`),
    decryptStringAsync: async (sealed) => {
      const [by = '', text = ''] = sealed.toString().split(':')
      if (by !== owner) throw new Error('Another user’s.')
      return { result: text, shouldReEncrypt: false }
    },
    ...changed,
  }
}

async function keysOf(safe = keyring()) {
  const opened = await openKeyring(safe, dataDir, 'linux')
  if (!opened.ok) throw new Error(opened.text)
  return opened.keys
}

const keyFile = () => readFileSync(join(dataDir, 'secrets.key'), 'utf8')

describe('the key of a data folder in the keyring', () => {
  it('is made when it is needed, and found again by the next start', async () => {
    const keys = await keysOf()
    expect(keys.find(dataDir)).toMatchObject({ ok: false, why: 'secrets.key is missing' })
    const key = keys.make(dataDir)
    expect(keys.find(dataDir)).toEqual({ ok: true, key })
    expect(keys.make(dataDir)).toEqual(key)
    expect(keyFile()).toMatch(/^keyring:/)
    expect(keyFile()).not.toContain(key.toString('base64'))
    const next = await keysOf()
    expect(next.find(dataDir)).toEqual({ ok: true, key })
    const sealed = keyFile()
    expect(next.make(dataDir)).toEqual(key)
    expect(keyFile()).toBe(sealed)
  })

  it('is taken over from a plain file, which then holds it no longer', async () => {
    const key = keysInFiles.make(dataDir)
    expect((await keysOf()).find(dataDir)).toEqual({ ok: true, key })
    expect(keyFile()).not.toContain(key.toString('base64'))
    expect(readdirSync(dataDir)).toEqual(['secrets.key'])
    expect(keysInFiles.find(dataDir)).toMatchObject({ ok: false, why: expect.stringContaining('desktop app') })
    expect(() => keysInFiles.make(dataDir)).toThrow('desktop app')
  })

  it('is sealed again where the keyring asks for it', async () => {
    const key = (await keysOf()).make(dataDir)
    const before = keyFile()
    const renewing = keyring({
      encryptStringAsync: async (text) => Buffer.from(`me:${text}:renewed`),
      decryptStringAsync: async () => ({ result: key.toString('base64'), shouldReEncrypt: true }),
    })
    expect((await keysOf(renewing)).find(dataDir)).toEqual({ ok: true, key })
    expect(keyFile()).not.toBe(before)
  })

  it('of another user is not opened, and is set aside only when new secrets are entered', async () => {
    ;(await keysOf(keyring({ owner: 'somebody' }))).make(dataDir)
    const theirs = keyFile()
    const keys = await keysOf()
    expect(keys.find(dataDir)).toMatchObject({ ok: false, why: expect.stringContaining('does not open them') })
    expect(keyFile()).toBe(theirs)
    const key = keys.make(dataDir)
    expect(readdirSync(dataDir).sort()).toEqual(['secrets.key', 'secrets.key.damaged-1'])
    expect((await keysOf()).find(dataDir)).toEqual({ ok: true, key })
  })

  it('that is none is said to be damaged', async () => {
    writeFileSync(join(dataDir, 'secrets.key'), 'short')
    expect((await keysOf()).find(dataDir)).toMatchObject({ ok: false, why: 'secrets.key is damaged' })
  })

  it('of any other folder stands in a file there', async () => {
    const other = mkdtempSync(join(tmpdir(), 'stocktray-sample-'))
    const key = (await keysOf()).make(other)
    expect(keysInFiles.find(other)).toEqual({ ok: true, key })
    rmSync(other, { recursive: true })
  })

  it('is asked for where it would be kept only on Linux, which alone can tell', async () => {
    const getSelectedStorageBackend = () => expect.unreachable()
    for (const platform of ['win32', 'darwin'] as const)
      expect(await openKeyring(keyring({ getSelectedStorageBackend }), dataDir, platform)).toMatchObject({ ok: true })
  })

  it.each([
    ['there is no keyring', { isAsyncEncryptionAvailable: async () => false }, 'win32'],
    ['it would be plain text', { getSelectedStorageBackend: () => 'basic_text' }, 'linux'],
    ['nobody knows what it would be', { getSelectedStorageBackend: () => 'unknown' }, 'linux'],
  ] satisfies [string, Changed, NodeJS.Platform][])('is refused where %s', async (_, changed, platform) => {
    const opened = await openKeyring(keyring(changed), dataDir, platform)
    expect(opened).toMatchObject({ ok: false, text: expect.stringContaining('does not write them down in plain text') })
    expect(readdirSync(dataDir)).toEqual([])
  })
})
