import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appId, builderConfig, repositoryOf } from '../../build/builder-config.mjs'
import { writeNotices } from '../../build/notices.mjs'
import { packagesBehind, packagesLeftOut } from '../../build/packed-packages.mjs'
import { standInProgram } from './stand-in-program'

const project = dirname(dirname(import.meta.dirname))
let root: string
let main: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stocktray-packed-'))
  main = join(root, 'dist/electron')
  write('package.json', {
    version: '1.0.0',
    dependencies: { cup: '1', spoon: '1' },
    devDependencies: { electron: '45.4.1' },
  })
  install('node_modules/cup', '1.0.0', { dependencies: { saucer: '1' }, optionalDependencies: { 'cup-mars-x64': '1' } })
  install('node_modules/saucer', '1.1.0', {})
  install('node_modules/spoon', '2.0.0', { dependencies: { saucer: '2', handle: '1' } })
  install('node_modules/spoon/node_modules/saucer', '2.2.0', {})
  install('node_modules/handle', '1.0.0', {})
  write('dist/electron/main.js', "import 'electron'\nimport 'node:fs'\nimport 'fs'\nawait import('./late.js')\n")
  write('dist/electron/late.js', "export const late = () => import('cup/lid')\n")
  write('dist/renderer/licenses.json', [
    { name: 'lamp', version: '3.0.0', identifier: 'MIT', text: 'Words of the lamp' },
  ])
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

describe('the packages in the app', () => {
  it('are those that its program imports, also late ones, with what they ask for', () => {
    expect(packagesBehind(root, main)).toEqual([
      { name: 'cup', version: '1.0.0', folder: 'node_modules/cup', neededBy: null },
      { name: 'saucer', version: '1.1.0', folder: 'node_modules/saucer', neededBy: 'cup' },
    ])
    expect(packagesLeftOut(root, main)).toEqual(['node_modules/handle', 'node_modules/spoon'])
  })

  it('come from where Node would take them', () => {
    write('dist/electron/late.js', "import 'spoon'\n")
    const folders = packagesBehind(root, main).map(({ folder }) => folder)
    expect(folders).toEqual(['node_modules/handle', 'node_modules/spoon', 'node_modules/spoon/node_modules/saucer'])
    expect(packagesLeftOut(root, main)).toEqual(['node_modules/cup', 'node_modules/saucer'])
  })

  it('bring their part for this system along', () => {
    install('node_modules/cup-mars-x64', '1.0.0', {})
    expect(packagesBehind(root, main).map(({ name }) => name)).toEqual(['cup', 'cup-mars-x64', 'saucer'])
  })

  it('are all there, or nothing is packed', () => {
    rmSync(join(root, 'node_modules/saucer'), { recursive: true })
    expect(() => packagesBehind(root, main)).toThrow('The package saucer is not installed, and cup needs it.')
    rmSync(main, { recursive: true })
    mkdirSync(main)
    expect(() => packagesBehind(root, main)).toThrow(`There is no program in ${main}.`)
  })
})

describe('the notices', () => {
  it('give the licence of every package in the program and in the screens', () => {
    write('node_modules/cup/LICENCE.md', 'Words of the cup')
    write('node_modules/saucer/LICENSE', 'Words of the saucer')
    const notices = writeNotices(root, main)
    expect(notices.map(({ name, version, text }) => `${name} ${version}: ${text}`)).toEqual([
      'cup 1.0.0: Words of the cup',
      'lamp 3.0.0: Words of the lamp',
      'saucer 1.1.0: Words of the saucer',
    ])
  })

  it('take the words of a package for its part that differs by system', () => {
    write('node_modules/cup/LICENSE', 'Words of the cup')
    install('node_modules/cup-mars-x64', '1.0.0', {})
    expect(writeNotices(root, main)[1]).toMatchObject({ name: 'cup-mars-x64', text: 'Words of the cup' })
  })

  it('write out a licence that a package only names, and refuse one that nobody knows', () => {
    expect(writeNotices(root, main)[0]?.text).toMatch(
      /^Copyright \(c\) the authors of cup\n\nPermission is hereby granted/,
    )
    install('node_modules/cup', '1.0.0', { license: 'Tea-1.0' })
    expect(() => writeNotices(root, main)).toThrow('cup 1.0.0 brings no text of its licence (Tea-1.0)')
    install('node_modules/cup', '1.0.0', { license: undefined })
    expect(() => writeNotices(root, main)).toThrow('cup 1.0.0 does not say under which licence it is')
  })

  it('do not believe that the screens hold nothing', () => {
    write('dist/renderer/licenses.json', [])
    expect(() => writeNotices(root, main)).toThrow('names nothing')
  })

  it('are complete for what is packed and built today', () => {
    const names = writeNotices(project, standInProgram(join(root, 'stand-in'))).map(({ name }) => name)
    const known = ['@mantine/core', '@tanstack/react-query', 'react', 'react-dom', 'electron-store', 'ssh2', 'hono']
    expect(names).toEqual(expect.arrayContaining(known))
    expect(names).not.toContain('commander')
  })
})

describe('the configuration', () => {
  const config = (address: string) => {
    const repository = { type: 'git', url: address }
    write('package.json', { version: '1.0.0', repository, dependencies: {}, devDependencies: { electron: '45.4.1' } })
    return builderConfig({ root, main, output: join(root, 'out') })
  }

  it('packs the very Electron that is pinned', () => {
    expect(config('').electronVersion).toBe('45.4.1')
  })

  it('publishes where package.json says, and nowhere while that is not known', () => {
    const github = { provider: 'github', owner: 'tea-shop', repo: 'stocktray' }
    expect(config('https://github.com/tea-shop/stocktray.git').publish).toEqual(github)
    expect(config('https://github.com/OWNER/stocktray.git').publish).toBeNull()
    expect(repositoryOf({ version: '1.0.0', devDependencies: {} })).toBeNull()
  })

  it('names the app to Windows as the app does itself', () => {
    expect(config('').appId).toBe(appId)
    expect(readFileSync(join(project, 'electron/desktop.ts'), 'utf8')).toContain(`appId = '${appId}'`)
  })

  it('installs on Windows for one person, without an administrator', () => {
    expect(config('')).toMatchObject({ win: { target: 'nsis' }, nsis: { perMachine: false } })
  })
})

function install(folder: string, version: string, more: object): void {
  write(`${folder}/package.json`, { name: folder.split('node_modules/').at(-1), version, license: 'MIT', ...more })
}

function write(path: string, content: unknown): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
}
