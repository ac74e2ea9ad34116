import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { extractAll, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildBundle } from '../../build/build-bundle.mjs'
import { fuses } from '../../build/builder-config.mjs'
import { ownSize, packApp } from '../../build/pack-app.mjs'
import { importsIn, packageOf, packagesBehind } from '../../build/packed-packages.mjs'
import { trayDrawings } from '../../build/icon-drawings.mjs'
import { standInProgram } from './stand-in-program'
import { stubElectron } from './stub-electron'

const root = dirname(dirname(import.meta.dirname))
const said: string[] = []
const say = (text: string) => said.push(text)
const work = mkdtempSync(join(tmpdir(), 'stocktray-package-'))
const resources = join(work, 'out/linux-unpacked/resources')
const asar = join(resources, 'app.asar')
/** All of the app in one folder, outside of every other node_modules. */
const app = join(work, 'app')

afterAll(() => {
  rmSync(work, { recursive: true })
})

describe.runIf(process.platform === 'linux')('the app, packed for Linux', () => {
  const main = join(root, 'dist/electron')
  /** As the app sees them, with `/`. */
  let files: readonly string[]
  const inModules = (folder: string) => files.filter((file) => file.startsWith(`${folder}/`))

  beforeAll(() => {
    expect(buildBundle(root, 'renderer', say), said.join('\n')).toBeNull()
    expect(buildBundle(root, 'electron', say), said.join('\n')).toBeNull()
    const electronDist = stubElectron(join(work, 'electron'))
    const problem = packApp({ root, main, output: join(work, 'out'), electronDist, folderOnly: true }, say)
    expect(problem, said.join('\n')).toBeNull()
    extractAll(asar, app)
    files = listPackage(asar, { isPack: false })
      .map((file) => file.slice(1).replaceAll('\\', '/'))
      .filter((file) => statSync(join(app, file)).isFile())
  }, 240_000)

  it('holds the program, the screens and nothing else of ours', () => {
    const ours = files.filter((file) => !file.startsWith('node_modules/'))
    const places = new Set(ours.map((file) => dirname(file)))
    expect([...places].sort()).toEqual(
      ['.', 'build/icons/tray', 'dist/electron', 'dist/notices', 'dist/renderer', 'dist/renderer/assets'].sort(),
    )
    expect(ours.filter((file) => dirname(file) === '.').sort()).toEqual(['LICENSE', 'package.json'])
    expect(ours).toEqual(expect.arrayContaining(['dist/electron/main.js', 'dist/renderer/index.html']))
  })

  it('starts at the program, under its version', () => {
    const packed = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')) as Record<string, unknown>
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    expect(packed).toMatchObject({ name: 'stocktray', version, type: 'module', main: 'dist/electron/main.js' })
    expect(Object.keys(packed)).not.toContain('scripts')
    expect(Object.keys(packed)).not.toContain('devDependencies')
  })

  it('has every package that the program runs with, and no other', () => {
    const manifests = files.filter((file) => /(^|\/)node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(file))
    const behind = packagesBehind(root, main).map(({ folder }) => folder)
    expect(behind.length).toBeGreaterThan(10)
    expect(manifests.map((file) => dirname(file)).sort()).toEqual([...behind].sort())
  })

  it('loads everything that the program imports, out of the package alone', () => {
    // Electron's own module, as far as packages ask for it while they are loaded.
    mkdirSync(join(app, 'node_modules/electron'))
    writeFileSync(join(app, 'node_modules/electron/index.js'), 'module.exports = { app: {} }\n')
    const programs = files.filter((file) => file.startsWith('dist/electron/'))
    const imports = programs.flatMap((file) =>
      importsIn(readFileSync(join(app, file), 'utf8')).map((name) => ({ name, from: join(app, file) })),
    )
    for (const { name, from } of imports.filter(({ name }) => name.startsWith('.')))
      expect([name, existsSync(join(dirname(from), name))]).toEqual([name, true])
    const packages = imports.map(({ name }) => name).filter((name) => packageOf(name) !== null)
    expect(packages).toEqual(
      expect.arrayContaining([
        'electron',
        '@photostructure/sqlite',
        'hono',
        'electron-updater',
        '@ngrok/ngrok',
        'ssh2',
      ]),
    )
    const probe = join(app, 'dist/electron/probe.mjs')
    writeFileSync(probe, `${[...new Set(packages)].map((name) => `await import('${name}')`).join('\n')}\n`)
    const run = spawnSync(process.execPath, [probe], { cwd: app, encoding: 'utf8' })
    rmSync(probe)
    expect({ code: run.status, said: run.stderr }).toEqual({ code: 0, said: '' })
  })

  it('carries no test, no source and no secret', () => {
    const unwanted =
      /\.(ts|tsx|mts|cts|map|c|cc|cpp|h|gyp|pem|key|env|sqlite|db|log)$|(^|\/)(tests?|__tests__|\.[^/]+)(\/|$)/
    expect(files.filter((file) => unwanted.test(file))).toEqual([])
    // Nor where it was built.
    expect(readFileSync(asar).includes(root)).toBe(false)
  })

  it('has its native parts for this system alone, outside of the archive, and they load', () => {
    const unpacked = join(resources, 'app.asar.unpacked')
    const found = readdirSync(unpacked, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const paths = found.map(({ parentPath, name }) => relative(unpacked, join(parentPath, name)))
    expect(paths.sort()).toEqual([
      `node_modules/@ngrok/ngrok-linux-${process.arch}-gnu/ngrok.linux-${process.arch}-gnu.node`,
      `node_modules/@photostructure/sqlite/prebuilds/linux-${process.arch}/@photostructure+sqlite.glibc.node`,
    ])
    const load = createRequire(join(unpacked, 'index.js'))
    expect(load(`./${paths[1]!}`)).toHaveProperty('DatabaseSync')
    expect(load(`./${paths[0]!}`)).toBeTypeOf('object')
  })

  it('has an icon of the tray for every state', () => {
    const pngs = Object.keys(trayDrawings).flatMap((shape) => [`${shape}.png`, `${shape}@2x.png`])
    expect(inModules('build/icons/tray').sort()).toEqual(pngs.map((name) => `build/icons/tray/${name}`).sort())
  })

  it('has its fuses blown as the configuration says', async () => {
    const wire = await getCurrentFuseWire(join(work, 'out/linux-unpacked/stocktray'))
    // On the wire stands a “1” for what is on.
    const on = '1'.charCodeAt(0)
    const read = Object.fromEntries(
      Object.keys(fuses).map((name) => {
        const option = FuseV1Options[`${name[0]!.toUpperCase()}${name.slice(1)}` as keyof typeof FuseV1Options]
        return [name, Number(wire[option]) === on]
      }),
    )
    expect(read).toEqual(fuses)
    expect(Object.values(fuses).filter(Boolean)).toHaveLength(3)
  })

  it('names the licence of every package in it', () => {
    const notices = readFileSync(join(app, 'dist/notices/notices.txt'), 'utf8')
    const inside = files.filter((file) => /(^|\/)node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(file))
    const unnamed = inside
      .map((file) => JSON.parse(readFileSync(join(app, file), 'utf8')) as { name: string; version: string })
      .map(({ name, version }) => `${name} ${version}`)
      .filter((heading) => !notices.includes(`\n\n${heading}\n`))
    expect(unnamed).toEqual([])
    expect(existsSync(join(work, 'out/linux-unpacked/LICENSE.electron.txt'))).toBe(true)
    expect(existsSync(join(work, 'out/linux-unpacked/LICENSES.chromium.html'))).toBe(true)
  })

  it('stays small beside Electron', () => {
    const megabytes = ownSize(join(work, 'out')) / 1e6
    expect(megabytes).toBeGreaterThan(5)
    expect(megabytes).toBeLessThan(30)
  })

  it('speaks English, as its screens do', () => {
    expect(readdirSync(join(work, 'out/linux-unpacked/locales'))).toEqual(['en-US.pak'])
  })
})

describe('packing without a way to Electron', () => {
  it('says so in one sentence', () => {
    const main = standInProgram(join(work, 'nowhere-main'))
    const output = join(work, 'nowhere')
    // Nobody listens there, and nothing was fetched before.
    const env = { ELECTRON_MIRROR: 'http://127.0.0.1:9/', electron_config_cache: join(work, 'cache') }
    expect(packApp({ root, main, output, folderOnly: true, env }, say)).toMatch(
      /^The app was not packed: Electron or a tool that packs it could not be fetched .*\.$/,
    )
  }, 120_000)
})
