import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dropSetupDraft, readSetupDraft, writeSetupDraft } from '../../src/settings/setup-draft'
import { readShopSettings } from '../../src/settings/shop-settings'
import { keysInFiles } from '../../src/settings/sealing'

const draft = { vend: { store: 'myshop', token: 'vend-token' }, from: null, reached: 2 }

let [folder, dataDir, file] = ['', '', '']
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stocktray-draft-'))
  dataDir = join(folder, 'data')
  file = join(dataDir, 'setup-draft.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the draft of a set-up', () => {
  it('is there again, in a folder that was not', () => {
    expect(readSetupDraft(dataDir, keysInFiles)).toEqual({})
    writeSetupDraft(dataDir, draft, keysInFiles)
    expect(readSetupDraft(dataDir, keysInFiles)).toEqual(draft)
    expect(readShopSettings(dataDir, keysInFiles)).toEqual({ kind: 'not-set-up' })
  })

  it('is sealed, and for this user alone', () => {
    writeSetupDraft(dataDir, draft, keysInFiles)
    const all = readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name), 'utf8'))
    expect(all.join('')).not.toMatch(/vend-token|myshop/)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  const damages: readonly (readonly [what: string, harm: () => void])[] = [
    ['is empty', () => writeFileSync(file, '')],
    ['is no JSON', () => writeFileSync(file, '{"nonce"')],
    ['is another thing', () => writeFileSync(file, '[]')],
    ['was changed', () => writeFileSync(file, readFileSync(file, 'utf8').replace(/"data":"../, '"data":"AA'))],
    ['has a short tag', () => writeFileSync(file, readFileSync(file, 'utf8').replace(/"tag":"[^"]+/, '"tag":"AAAA'))],
    ['has lost its key', () => rmSync(join(dataDir, 'secrets.key'))],
    ['has a damaged key', () => writeFileSync(join(dataDir, 'secrets.key'), 'no key')],
  ]
  it.each(damages)('that %s only costs typing', (_what, harm) => {
    writeSetupDraft(dataDir, draft, keysInFiles)
    harm()
    expect(readSetupDraft(dataDir, keysInFiles)).toEqual({})
    writeSetupDraft(dataDir, { from: null }, keysInFiles)
    expect(readSetupDraft(dataDir, keysInFiles)).toEqual({ from: null })
  })

  it('is gone when it is dropped, and may be dropped again', () => {
    writeSetupDraft(dataDir, draft, keysInFiles)
    dropSetupDraft(dataDir)
    dropSetupDraft(dataDir)
    expect(existsSync(file)).toBe(false)
  })
})
