import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freshClone, type FreshClone } from './fresh-clone'

let clone: FreshClone
let ready: string
let program: string

beforeEach(() => {
  clone = freshClone()
  ready = join(clone.folder, 'build/ready.mjs')
  program = join(clone.folder, 'build/run.mjs')
})

afterEach(() => {
  clone.remove()
})

describe('packages', () => {
  it('are installed in a fresh clone, those for building and testing too', () => {
    expect(clone.run([ready]).code).toBe(0)
    expect(clone.calls()).toEqual([expect.stringMatching(/^npm ci .*--include=dev/)])
  })

  it('are not installed again while the lock file stays as it is', () => {
    clone.run([ready])
    expect(clone.run([ready])).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(clone.calls()).toHaveLength(1)
  })

  it('are installed again when the lock file changed', () => {
    clone.run([ready])
    clone.write('package-lock.json', '{ "version": 2 }')
    expect(clone.run([ready]).code).toBe(0)
    expect(clone.calls()).toHaveLength(2)
  })

  it('are installed again after an installation that failed', () => {
    clone.run([ready])
    clone.write('package-lock.json', '{ "version": 2 }')
    expect(clone.run([ready], { npmFailsWith: 'npm error code EAI_AGAIN' }).code).toBe(1)
    clone.write('package-lock.json', '{ "version": 1 }')
    expect(clone.run([ready]).code).toBe(0)
    expect(clone.calls()).toHaveLength(3)
  })
})

describe('one sentence and a failure', () => {
  const installing = 'Installing packages: once, and whenever they change; this takes about a minute.\n'

  it.each(['18.20.4', '20.18.3', '16.0.0'])('for Node %s, which is too old', (node) => {
    const { code, stderr } = clone.run([ready], { node })
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^Stocktray needs Node\.js 20\.19 .*\n$/),
    })
    expect(clone.calls()).toEqual([])
  })

  it.each(['20.19.0', '22.0.0', '24.21.0'])('not for Node %s', (node) => {
    expect(clone.run([ready], { node }).code).toBe(0)
  })

  it('when npm is missing', () => {
    const { code, stderr } = clone.run([ready], { withoutNpm: true })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^Installing.*\nThe command npm was not found: .*\n$/)
  })

  it.each([
    ['npm error code EAI_AGAIN\nnpm error network', 'there is no way to the network'],
    ['npm error code ENOTFOUND', 'there is no way to the network'],
    ['npm error code ENOSPC', 'the disk is full'],
    ['npm error code EUSAGE', 'package.json and package-lock.json do not agree'],
  ])('when npm says “%s”', (npmFailsWith, meaning) => {
    const { code, stderr } = clone.run([ready], { npmFailsWith })
    expect(code).toBe(1)
    expect(stderr).toMatch(new RegExp(`^${installing}The packages could not be installed: ${meaning}.*\n$`))
  })

  it('below what npm says when that is something new', () => {
    const { code, stderr } = clone.run([ready], { npmFailsWith: 'npm error code E418\nnpm error teapot' })
    expect(code).toBe(1)
    expect(stderr).toContain('npm error teapot\nThe packages could not be installed: what npm says stands above.\n')
  })

  it('when the folder takes no files', () => {
    clone.write('node_modules', 'a file stands in the way')
    const { code, stderr } = clone.run([ready])
    expect({ code, calls: clone.calls() }).toEqual({ code: 1, calls: [] })
    expect(stderr).toMatch(/^Nothing can be written to .*node_modules \(.*\): move the project .*\n$/)
  })

  it('when an option is unknown', () => {
    expect(clone.run([ready, '--bild'])).toMatchObject({
      code: 1,
      stderr: 'build/ready.mjs knows --build, not --bild.\n',
    })
  })

  it('when a bundle is unknown', () => {
    const { code, stderr } = clone.run([ready, '--build', 'haedless'])
    expect(code).toBe(1)
    expect(stderr).toContain('There is no bundle “haedless”: build/bundles.mjs names renderer, headless, ')
  })

  it('below what Vite says when a program cannot be built', () => {
    const { code, stderr } = clone.run([ready, '--build', 'headless'], { viteFailsWith: 'app.ts:1 is wrong' })
    expect(code).toBe(1)
    expect(stderr).toContain(
      'app.ts:1 is wrong\nThe program “headless” could not be built: what Vite says stands above.\n',
    )
    expect(clone.has('dist/headless')).toBe(false)
  })
})

describe('a bundle', () => {
  const builds = (name: string) => clone.calls().filter((call) => call === `vite build ${name}`)
  const build = () => clone.run([ready, '--build', 'headless'])

  it('is built once while its sources stay as they are', () => {
    expect([build().code, build().code]).toEqual([0, 0])
    expect(builds('headless')).toHaveLength(1)
  })

  it.each(['src/app.ts', 'src/core/added.ts', 'vite.config.ts', 'package-lock.json'])(
    'is built again when %s changed',
    (file) => {
      build()
      clone.write(file, 'export const app = 2\n')
      expect(build().code).toBe(0)
      expect(builds('headless')).toHaveLength(2)
    },
  )

  it('is not built again for a file that it does not contain', () => {
    build()
    clone.write('test/app.test.ts', 'export {}\n')
    build()
    expect(builds('headless')).toHaveLength(1)
  })

  it('stays as it was when the next one cannot be built', () => {
    build()
    clone.write('src/app.ts', 'export const app =')
    expect(clone.run([ready, '--build', 'headless'], { viteFailsWith: 'app.ts:1 is wrong' }).code).toBe(1)
    expect(clone.has('dist/headless/stocktray.js')).toBe(true)
    expect(build().code).toBe(0)
    expect(builds('headless')).toHaveLength(3)
  })

  it('brings what it needs beside it', () => {
    build()
    expect(builds('renderer')).toHaveLength(1)
    clone.write('renderer/app.tsx', 'export const app = 2\n')
    build()
    expect([builds('renderer').length, builds('headless').length]).toEqual([2, 1])
  })

  it('is built with every other one when none is named', () => {
    expect(clone.run([ready, '--build']).code).toBe(0)
    const all = ['renderer', 'headless', 'electron', 'rig', 'simulation', 'bugs', 'pictures', 'bench']
    expect(clone.calls().filter((call) => call.startsWith('vite'))).toEqual(all.map((name) => `vite build ${name}`))
  })
})

describe('a program', () => {
  it('gets its arguments, keeps its exit code, and is alone on stdout', () => {
    const { code, stdout } = clone.run([program, 'headless/stocktray', 'sync', '--dry-run', 'a b'])
    expect({ code, stdout }).toEqual({ code: 3, stdout: '["sync","--dry-run","a b"]\n' })
  })

  it('is alone on stderr too, once it is built', () => {
    clone.run([program, 'headless/stocktray'])
    expect(clone.run([program, 'headless/stocktray'])).toEqual({ code: 3, stdout: '[]\n', stderr: '' })
  })

  it('does not start when it cannot be made ready', () => {
    const { code, stdout, stderr } = clone.run([program, 'headless/stocktray'], {
      npmFailsWith: 'npm error code ENOTFOUND',
    })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('there is no way to the network')
  })
})
