import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readShopSettings } from '../../src/settings/shop-settings'
import { openBackOffice, tokens, type BackOffice } from './back-office'
import { dyingAfter } from './dying-disk'
import { runProgram } from './program'
import { slow } from './slow'
import { keysInFiles } from '../../src/settings/sealing'

let office: BackOffice
beforeAll(async () => {
  office = await openBackOffice()
})
afterAll(() => office.close())

/** More writes than a set-up makes. */
const mostWrites = 60

/**
 * Runs the set-up for every number of writes, or every few, in a folder of its own, two at a time, until one comes to its
 * end. Answers the folders, the one that was cut off first coming first.
 */
async function cutOffEverywhere(file: string, { begin, every }: { begin: (folder: string) => void; every: number }) {
  const folders: string[] = []
  for (let writes = 0; writes < mostWrites; writes += 2 * every) {
    const codes = await Promise.all(
      [writes, writes + every].map(async (number) => {
        const folder = join(office.dataDir, '..', `cut-off-${every.toString()}-${number.toString()}`)
        folders.push(folder)
        begin(folder)
        const words = ['setup', '--file', file, '--data', folder]
        const { code, err } = await runProgram(words, { nodeOptions: dyingAfter(number, folder) })
        expect([null, 0], err).toContain(code)
        return code
      }),
    )
    if (codes.includes(0)) return folders
  }
  throw new Error('No set-up came to its end.')
}

/** How often Vend is read, and with which token: these two belong together. */
function pairIn(folder: string): unknown {
  const read = readShopSettings(folder, keysInFiles)
  return read.kind === 'ok' ? [read.settings.scanEveryMinutes, read.secrets.vendToken] : read.kind
}

describe('a set-up that a power cut ends', slow, () => {
  it('leaves the one before it whole, or is there whole itself, wherever it was cut off', async () => {
    await office.standing()
    office.shop.changeToken('new-token')
    const vend = { ...office.good.vend, token: 'new-token' }
    const file = office.write({ ...office.good, vend, scanEveryMinutes: 7 })
    const [before, after] = [
      [5, tokens.vend],
      [7, 'new-token'],
    ]
    const begin = (folder: string) => cpSync(office.dataDir, folder, { recursive: true })
    const found = (await cutOffEverywhere(file, { begin, every: 3 })).map(pairIn)
    for (const pair of found) expect([before, after]).toContainEqual(pair)
    // It was cut off on both sides of the moment that counts.
    expect(found.length).toBeGreaterThan(4)
    expect(found[0]).toEqual(before)
    expect(found.at(-1)).toEqual(after)
    office.shop.changeToken(tokens.vend)
  })

  it('at the very first can simply be run again, wherever it was cut off', async () => {
    const file = office.write(office.good)
    const folders = await cutOffEverywhere(file, { begin: () => undefined, every: 5 })
    expect(folders.length).toBeGreaterThan(2)
    await Promise.all(
      folders.map(async (folder) => {
        expect(['not-set-up', [5, tokens.vend]]).toContainEqual(pairIn(folder))
        const { code, err } = await runProgram(['setup', '--file', file, '--data', folder])
        expect({ code, err }).toEqual({ code: 0, err: '' })
        expect(pairIn(folder)).toEqual([5, tokens.vend])
      }),
    )
  })

  it('before its ledger had anything in it can be run again too', async () => {
    const folder = join(office.dataDir, '..', 'empty-ledger')
    mkdirSync(folder)
    writeFileSync(join(folder, 'ledger.sqlite'), '')
    const { code, err } = await runProgram(['setup', '--file', office.write(office.good), '--data', folder])
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })
})
