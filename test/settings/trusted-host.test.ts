import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepTrustedHost, readTrustedHost } from '../../src/settings/trusted-host'

const server = { host: 'vps.example', port: 22 }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stocktray-trusted-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('the key of the SSH server', () => {
  it('is none at first, and then the one that was kept, of this server alone', () => {
    expect(readTrustedHost(folder, server)).toEqual({ ok: true, hostKey: null })
    keepTrustedHost(folder, server, 'SHA256:one')
    expect(readTrustedHost(folder, server)).toEqual({ ok: true, hostKey: 'SHA256:one' })
    expect(readTrustedHost(folder, { ...server, port: 2222 })).toEqual({ ok: true, hostKey: null })
    expect(readTrustedHost(folder, { ...server, host: 'other.example' })).toEqual({ ok: true, hostKey: null })
    const rights = statSync(join(folder, 'trusted-ssh-host.json')).mode & 0o777
    if (process.platform !== 'win32') expect(rights.toString(8)).toBe('600')
  })

  it('that cannot be read is never taken for none', () => {
    writeFileSync(join(folder, 'trusted-ssh-host.json'), '{ "host": ')
    const read = readTrustedHost(folder, server)
    expect(read).toMatchObject({ ok: false })
    expect(JSON.stringify(read)).toContain('Delete it when you are sure of the server')
  })
})
