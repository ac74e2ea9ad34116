import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const tally = join(dirname(dirname(import.meta.dirname)), 'build/tally.mjs')

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stocktray-tally-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('the last line', () => {
  it('adds up the tests of all runners', () => {
    leave('lint', 0)
    leave('tests', 0, ['passed', 'passed'])
    leave('odoo', 0, ['passed'])
    expect(count()).toEqual({ line: '3 passed, 0 failed', code: 0 })
  })

  it.each(['failed', 'skipped', 'pending', 'todo', 'disabled'])('counts a test that is %s as failed', (status) => {
    leave('tests', 0, ['passed', status])
    expect(count()).toEqual({ line: '1 passed, 1 failed', code: 1 })
  })

  it('counts a step without tests that failed', () => {
    leave('lint', 2)
    leave('tests', 0, ['passed'])
    expect(count()).toEqual({ line: '1 passed, 1 failed', code: 1 })
  })

  it('counts a runner that failed though all its tests passed', () => {
    leave('tests', 1, ['passed'])
    expect(count()).toEqual({ line: '1 passed, 1 failed', code: 1 })
  })

  it('counts a failed test once, not its runner as well', () => {
    leave('tests', 1, ['failed'])
    expect(count()).toEqual({ line: '0 passed, 1 failed', code: 1 })
  })

  it('counts a test file that could not be read', () => {
    leave('tests', 1, ['passed', 'failed'])
    leave('more', 0, [], 'failed')
    expect(count()).toEqual({ line: '1 passed, 2 failed', code: 1 })
  })

  it('counts a runner that ran no test as failed', () => {
    leave('tests', 0, [])
    expect(count()).toEqual({ line: '0 passed, 1 failed', code: 1 })
  })

  it('counts a runner whose report was cut off as failed', () => {
    leave('tests', 0)
    writeFileSync(join(folder, 'tests.json'), '{ "testResults": [')
    expect(count()).toEqual({ line: '0 passed, 1 failed', code: 1 })
  })

  it('counts no step at all as failed', () => {
    expect(count()).toEqual({ line: '0 passed, 1 failed', code: 1 })
  })
})

function leave(step: string, code: number, tests?: readonly string[], file = 'passed') {
  writeFileSync(join(folder, `${step}.exit`), `${code}\n`)
  if (!tests) return
  const testResults = [{ status: file, assertionResults: tests.map((status) => ({ status })) }]
  writeFileSync(join(folder, `${step}.json`), JSON.stringify({ testResults }))
}

function count() {
  const { status, stdout } = spawnSync(process.execPath, [tally, folder], { encoding: 'utf8' })
  return { line: stdout.trimEnd().split('\n').at(-1), code: status }
}
