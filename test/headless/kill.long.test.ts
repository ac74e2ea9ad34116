import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mainOutlet, sampleMapping } from '../../src/sample/sample-catalogue'
import { openSampleShop, type SampleShop } from '../../src/sample/sample-shop'
import { openSampleWarehouse, type SampleWarehouse } from '../../src/sample/sample-warehouse'
import { randomFrom } from '../simulation/random'

const program = join(import.meta.dirname, '..', '..', 'dist', 'headless', 'stocktray.js')
const kills = 30
/** How long a whole `sync` takes here at most, ms: kills are spread over this. */
const longest = 1_000

let folder: string
let shop: SampleShop
let warehouse: SampleWarehouse

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stocktray-kill-'))
  shop = await openSampleShop({ clock: Date, random: randomFrom(7).next, token: 'vend' })
  warehouse = await openSampleWarehouse({ token: 'warehouse', refusesRepeats: false })
  const file = join(folder, 'shop.json')
  const settings = {
    vend: { store: shop.url, token: 'vend' },
    warehouse: { kind: 'http', url: warehouse.url, token: 'warehouse', settleAfterSeconds: 1 },
    outlets: sampleMapping,
    sendStockAdjustments: true,
  }
  writeFileSync(file, JSON.stringify(settings))
  expect(await stocktray('setup', '--file', file)).toBe(0)
  expect(await stocktray('sync')).toBe(0)
}, 60_000)

afterAll(async () => {
  await shop.close()
  await warehouse.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs the command; killed with SIGKILL after `killAfter` ms. Answers its exit code, null when it was killed. */
function stocktray(command: string, ...rest: readonly string[]): Promise<number | null> {
  return run([command, '--data', join(folder, 'data'), ...rest], null)
}

function run(args: readonly string[], killAfter: number | null): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: 'ignore' })
    const timer = killAfter === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter)
    child.on('exit', (code) => {
      clearTimeout(timer)
      resolve(code)
    })
  })
}

describe('a power cut', () => {
  it(`in the middle of a sync, ${kills.toString()} times, with a warehouse that books every repeat: every order arrives once`, async () => {
    // Booked at once, answered late: most kills fall between the two, where a blind repeat would be booked twice.
    warehouse.fail({ when: 'after', only: 'POST /', times: Infinity, answer: { wait: 300 } })
    const chance = randomFrom(25).next
    let killed = 0
    for (let order = 1; order <= kills; order += 1) {
      shop.receiveOrder({
        outlet: mainOutlet,
        reference: `CAR-${order.toString()}`,
        lines: [
          { sku: 'Item1', count: '60' },
          { sku: 'Item2', count: '50' },
        ],
      })
      const after = longest * chance()
      if ((await run(['sync', '--data', join(folder, 'data')], after)) === null) killed += 1
    }
    warehouse.heal()
    for (let tries = 0; tries < 10; tries += 1) {
      if ((await stocktray('sync')) === 0) break
      // The warehouse's own time limit has to pass before "it is not there" is believed.
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
    expect(await stocktray('sync')).toBe(0)
    expect(killed).toBeGreaterThan(kills / 3)
    const told = warehouse.documents().map(({ source }) => String(source.reference))
    expect([...told].sort()).toEqual(
      Array.from({ length: kills }, (_, index) => `CAR-${(index + 1).toString()}`).sort(),
    )
    expect(warehouse.changes().map(({ sku, quantity }) => [sku, quantity / 100_000n])).toEqual([
      ['Item1', BigInt(60 * kills)],
      ['Item2', BigInt(50 * kills)],
    ])
  }, 180_000)
})
