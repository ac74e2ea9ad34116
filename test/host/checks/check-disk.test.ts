import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkDisk, judgeRoom } from '../../../src/host/checks/check-disk'
import { withoutRights } from '../../fixtures/without-rights'

const megabyte = 1024 * 1024
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stocktray-disk-'))
})
afterEach(() => {
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true })
})

describe('the disk', () => {
  it('is tried with a real file, of which nothing is left', () => {
    writeFileSync(join(folder, 'settings.json'), '{}')
    const { text } = checkDisk(folder)
    expect(text).toMatch(/\d [GM]B of room/)
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })

  it('is broken where this user may not write', () => {
    chmodSync(folder, 0o500)
    withoutRights(() => {
      expect(checkDisk(folder)).toMatchObject({ status: 'broken', text: expect.stringContaining('may not write to') })
    })
  })

  it('is broken where there is no such folder', () => {
    const { status, text } = checkDisk(join(folder, 'gone'))
    expect(status).toBe('broken')
    expect(text).toContain('Check the disk.')
  })

  it('may not tell how much room there is', () => {
    expect(judgeRoom(null)).toMatchObject({ status: 'ok', text: expect.stringContaining('does not tell') })
  })

  it.each([
    [76 * 1024 * megabyte, 'ok', '76 GB'],
    [2.5 * 1024 * megabyte, 'ok', '2.5 GB'],
    [500 * megabyte, 'ok', '500 MB'],
    [500 * megabyte - 1, 'attention', '499 MB'],
    [50 * megabyte, 'attention', '50 MB'],
    [50 * megabyte - 1, 'broken', '49 MB'],
    [0, 'broken', '0 MB'],
  ])('with %i bytes free is %s', (free, status, words) => {
    const check = judgeRoom(free)
    expect(check).toMatchObject({ name: 'disk', status })
    expect(check.text).toContain(words)
    if (status !== 'ok') expect(check.text).toContain('no stock is lost')
  })
})
