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

describe('the line above it', () => {
  it('says which real Odoo was asked, and how it went', () => {
    leave('tests', 0, ['passed', 'passed'])
    leave('odoo', 0, ['passed'])
    say('ran', 'Odoo 19.0')
    expect(count()).toEqual({ line: '3 passed, 0 failed', code: 0 })
    expect(lines().at(-2)).toBe('The real Odoo that ran: Odoo 19.0 (1 passed, 0 failed)')
  })

  it('says loudly that there was none, and why; nothing has failed', () => {
    leave('tests', 0, ['passed'])
    leave('odoo', 0)
    say('skipped', 'Only root can start an Odoo here.')
    expect(count()).toEqual({ line: '1 passed, 0 failed', code: 0 })
    expect(lines().at(-2)).toBe('!!! NO REAL ODOO RAN, 1 step skipped: Only root can start an Odoo here.')
  })

  it('excuses no other step that did nothing, and no test that was skipped', () => {
    leave('tests', 0, [])
    leave('odoo', 0)
    say('skipped', 'Only root can start an Odoo here.')
    expect(count()).toEqual({ line: '0 passed, 1 failed', code: 1 })
    leave('tests', 0, ['passed', 'skipped'])
    expect(count()).toEqual({ line: '1 passed, 1 failed', code: 1 })
  })

  it('lets no test be skipped against the Odoo that ran', () => {
    leave('odoo', 0, ['passed', 'skipped'])
    say('ran', 'Odoo 14.0')
    expect(count()).toEqual({ line: '1 passed, 1 failed', code: 1 })
    expect(lines().at(-2)).toContain('Odoo 14.0 (1 passed, 1 failed)')
  })

  it.each([
    ['ran no test', () => say('ran', 'Odoo 19.0')],
    ['says nothing of what it did', () => undefined],
    ['says nothing of why it did nothing', () => say('skipped', '')],
  ])('counts the step as failed that %s', (_what, leaveMore) => {
    leave('tests', 0, ['passed'])
    leave('odoo', 0)
    leaveMore()
    expect(count()).toEqual({ line: '1 passed, 1 failed', code: 1 })
  })

  it('counts the step as failed that fell over before it could say why it did nothing', () => {
    leave('tests', 0, ['passed'])
    leave('odoo', 1)
    say('skipped', 'Only root can start an Odoo here.')
    expect(count()).toEqual({ line: '1 passed, 1 failed', code: 1 })
  })

  it('says so where the run ended before any Odoo was asked', () => {
    leave('ready', 1)
    expect(lines().at(-2)).toBe('!!! NO REAL ODOO RAN, 1 step skipped: the run ended before it.')
  })
})

function say(about: 'ran' | 'skipped', text: string) {
  writeFileSync(join(folder, `odoo.${about}`), `${text}\n`)
}

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

function lines() {
  const { stdout } = spawnSync(process.execPath, [tally, folder], { encoding: 'utf8' })
  return stdout.trimEnd().split('\n')
}
