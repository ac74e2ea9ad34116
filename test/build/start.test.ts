import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchElectron } from '../../build/fetch-electron.mjs'
import { freshClone, type FreshClone } from './fresh-clone'

const project = dirname(dirname(import.meta.dirname))

describe('npm start', () => {
  let clone: FreshClone
  let start: string

  beforeEach(() => {
    clone = freshClone()
    start = join(clone.folder, 'build/start.mjs')
  })

  afterEach(() => {
    clone.remove()
  })

  const noWay = 'TypeError: fetch failed\n    at node:internal/deps/undici/undici:1:1'

  it('opens the desktop app in a fresh clone, and keeps its exit code', () => {
    const { code, stdout, stderr } = clone.run([start, '--hidden'])
    expect({ code, stdout }).toEqual({ code: 4, stdout: `${clone.folder} --hidden\n` })
    expect(stderr).not.toContain('browser')
    expect(clone.calls()).toEqual([
      expect.stringContaining('npm ci'),
      'fetch electron',
      'vite build electron',
      'vite build renderer',
    ])
  })

  it('runs the app for a browser where Electron cannot be fetched, says so once, and keeps its exit code', () => {
    const { code, stdout, stderr } = clone.run([start, '--port', '0'], { fetchFailsWith: noWay })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '["run","--port","0"]\n' })
    expect(stderr.split('\n').filter((line) => /Electron|fetch/.test(line))).toEqual([
      expect.stringMatching(/^Fetching Electron: once/),
      'Electron could not be fetched (there is no way to github.com), so open Stocktray in your browser instead: its address follows.',
    ])
    expect(clone.calls()).toContain('vite build renderer')
  })

  it.each([
    ['Error: ENOSPC: no space left on device, write', 'the disk is full'],
    ['HTTPError: Response code 404 (Not Found) for a file.\n    at x', 'Response code 404 (Not Found) for a file'],
    ['Segmentation fault', 'for an unknown reason'],
  ])('knows what “%s” means', (fetchFailsWith, why) => {
    expect(clone.run([start], { fetchFailsWith }).stderr).toContain(`Electron could not be fetched (${why}), so`)
  })

  it('says what is missing when neither can be built', () => {
    const { code, stdout, stderr } = clone.run([start], { fetchFailsWith: noWay, viteFailsWith: 'app.ts:1 is wrong' })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('The program “headless” could not be built')
  })
})

describe('fetching Electron', () => {
  let root: string

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'stocktray-electron-'))
    mkdirSync(join(root, 'node_modules/electron'), { recursive: true })
  })

  afterEach(() => {
    rmSync(root, { recursive: true })
  })

  it('by its own script answers at once where there is no way', () => {
    const electron = 'node_modules/electron'
    for (const file of ['install.js', 'package.json', 'checksums.json'])
      cpSync(join(project, electron, file), join(root, electron, file))
    symlinkSync(join(project, 'node_modules/@electron'), join(root, 'node_modules/@electron'), 'junction')
    // Nobody listens there, and nothing was fetched before.
    const env = { ELECTRON_MIRROR: 'http://127.0.0.1:9/', electron_config_cache: join(root, 'cache') }
    expect(fetchElectron(root, () => undefined, { env })).toEqual({ why: 'there is no way to github.com' })
  })

  it('ends when it takes too long', () => {
    writeFileSync(join(root, 'node_modules/electron/install.js'), 'setInterval(() => undefined, 1000)\n')
    expect(fetchElectron(root, () => undefined, { limit: 500 })).toEqual({ why: 'it took too long' })
  })
})
