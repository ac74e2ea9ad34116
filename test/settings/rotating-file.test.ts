import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRotatingFile, type RotatingFile } from '../../src/settings/rotating-file'

let folder: string
let open: RotatingFile[]

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'stocktray-log-')), 'logs')
  open = []
})
afterEach(() => {
  for (const file of open) file.close()
  rmSync(join(folder, '..'), { recursive: true })
})

function start(bytes = 100, files = 3): RotatingFile {
  const file = openRotatingFile({ folder, name: 'shop', bytes, files })
  open.push(file)
  return file
}

const read = (name = 'shop.log') => readFileSync(join(folder, name), 'utf8')
const sizeOfAll = () => readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)

describe('a file of lines', () => {
  it('makes its folder, for this user alone, with the first line', () => {
    expect(start().append('one\n')).toBe(true)
    expect(read()).toBe('one\n')
    expect(statSync(join(folder, 'shop.log')).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  it('goes on where the last life stopped, also after a line that was cut off', () => {
    start().append('one\n')
    appendFileSync(join(folder, 'shop.log'), 'tw')
    start().append('three\n')
    expect(read()).toBe('one\ntw\nthree\n')
  })

  it('begins a new file when one is full: the oldest goes, and all together never grow beyond the limit', () => {
    const file = start(100, 3)
    for (let number = 0; number < 200; number += 1) {
      expect(file.append(`${number.toString().padStart(9)}\n`)).toBe(true)
      expect(sizeOfAll()).toBeLessThanOrEqual(300)
    }
    expect(readdirSync(folder).sort()).toEqual(['shop.1.log', 'shop.2.log', 'shop.log'])
    const lines = ['shop.2.log', 'shop.1.log', 'shop.log'].map(read).join('').trim().split(/\s+/).map(Number)
    expect(lines.at(-1)).toBe(199)
    expect(lines).toEqual(lines.map((_, index) => 200 - lines.length + index))
    expect(lines.length).toBeGreaterThanOrEqual(19)
  })

  it('clears away what an earlier life with more files left', () => {
    mkdirSync(folder)
    for (const name of ['shop.log', 'shop.7.log', 'shop.1.log', 'other.7.log'])
      writeFileSync(join(folder, name), 'x'.repeat(98) + '\n')
    start(100, 2).append('new\n')
    expect(readdirSync(folder).sort()).toEqual(['other.7.log', 'shop.1.log', 'shop.log'])
    expect(read()).toBe('new\n')
  })

  it('may be a single file, which begins anew, and leaves what else is there alone', () => {
    const file = start(100, 1)
    file.append('one\n')
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    for (let number = 0; number < 30; number += 1) file.append(`${number.toString().padStart(9)}\n`)
    expect(readdirSync(folder).sort()).toEqual(['notes.txt', 'shop.log'])
    expect(statSync(join(folder, 'shop.log')).size).toBeLessThanOrEqual(100)
    expect(read().trimEnd()).toMatch(/29$/)
  })

  it('does not take a line that no file can hold, and goes on', () => {
    const file = start(100)
    expect(file.append('x'.repeat(101))).toBe(false)
    expect(file.append('one\n')).toBe(true)
    expect(read()).toBe('one\n')
  })

  it('is written anew when somebody deletes it under our hands', () => {
    const file = start()
    file.append('one\n')
    rmSync(folder, { recursive: true })
    expect(file.append('two\n')).toBe(true)
    expect(read()).toBe('two\n')
  })

  it('says so, and throws nothing, where the disk does not take it; and goes on when it does', () => {
    writeFileSync(folder, 'a file where the folder should be')
    const file = start()
    expect([file.append('one\n'), file.append('two\n')]).toEqual([false, false])
    rmSync(folder)
    expect(file.append('three\n')).toBe(true)
    expect(read()).toBe('three\n')
  })
})

describe.runIf(process.platform === 'linux')('on a full disk', () => {
  it('a line is refused and the next is tried again', () => {
    mkdirSync(folder)
    const path = join(folder, 'shop.log')
    // Every write to this one ends as on a full disk.
    symlinkSync('/dev/full', path)
    const file = start()
    expect(file.append('one\n')).toBe(false)
    rmSync(path)
    expect(file.append('two\n')).toBe(true)
    expect(read()).toBe('two\n')
  })
})
