import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { harbourStreet, mainOutlet } from '../../src/sample/sample-catalogue'
import { openSampleShop, type SampleShop } from '../../src/sample/sample-shop'
import { runProgram, startProgram, type Answered, type Started } from '../headless/program'
import { randomFrom } from '../simulation/random'
import { openOdooStand, type OdooStand, type Picking } from './odoo-stand'

/** A simulated Vend shop with two outlets, its corner of a real Odoo, and a PC with an empty data folder between them. */
export type OdooOffice = {
  readonly stand: OdooStand
  readonly shop: SampleShop
  /** Runs `stocktray <command> … --data DIR` to its end. */
  stocktray(...words: readonly string[]): Promise<Answered>
  start(...words: readonly string[]): Started
  /** The command `setup`, with this API key; `url`: of something that stands before Odoo. */
  setUp(apiKey: string, url?: string): Promise<Answered>
  /** What lies at both places in Odoo is what the shop's own shelves say, from zero on. */
  expectAsInShop(): Promise<void>
  close(): Promise<void>
}

/** `known`: SKUs that both sides have; `onlyInVend`: those that Odoo has never heard of. */
export async function openOdooOffice(
  skusFor: (prefix: string) => { readonly known: readonly string[]; readonly onlyInVend?: readonly string[] },
): Promise<OdooOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'stocktray-odoo-'))
  const stand = await openOdooStand()
  const { known, onlyInVend = [] } = skusFor(stand.prefix)
  await stand.know(...known)
  const shop = await openSampleShop({
    ...{ clock: Date, random: randomFrom(25).next, token: 'vend-token' },
    outlets: [mainOutlet, harbourStreet],
    products: [...known, ...onlyInVend].map((sku) => ({ sku, name: `Vend’s ${sku}` })),
    switches: { registers: null },
  })
  const dataDir = join(folder, 'data')
  const from = new Date(Date.now() - 3_600_000).toISOString()
  const started: Started[] = []
  const office: OdooOffice = {
    ...{ stand, shop },
    stocktray: (...[command = '', ...rest]) => runProgram([command, '--data', dataDir, ...rest]),
    start: (...words) => {
      const program = startProgram([...words, '--data', dataDir])
      started.push(program)
      return program
    },
    setUp: (apiKey, url = stand.odoo.url) => {
      const file = join(folder, 'shop.json')
      const content = {
        vend: { store: shop.url, token: 'vend-token' },
        warehouse: { kind: 'odoo', url, database: stand.odoo.database, login: stand.login, apiKey },
        // One by its name and one by its id, as a person may enter either.
        outlets: [
          { outlet: mainOutlet, location: stand.main.name },
          { outlet: harbourStreet, location: stand.harbour.id.toString() },
        ],
        sendStockAdjustments: true,
        from,
      }
      writeFileSync(file, JSON.stringify(content))
      return office.stocktray('setup', '--file', file)
    },
    expectAsInShop: async () => {
      const places = { [mainOutlet]: stand.main, [harbourStreet]: stand.harbour }
      for (const [outlet, place] of Object.entries(places)) {
        const shelves = shop.effects().filter((effect) => effect.outlet === outlet && known.includes(effect.sku ?? ''))
        const wanted = shelves.map(({ sku, quantity }) => [sku, Number(quantity) / 100_000])
        expect(await stand.onHand(place), place.name).toEqual(Object.fromEntries(wanted))
      }
    },
    close: async () => {
      for (const program of started) await program.kill()
      await shop.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return office
}

/** The names of those pickings that were made for a consignment, by what their notes say. */
export function namesFor(pickings: readonly Picking[], consignmentId: string): string[] {
  return pickings.filter(({ note }) => note.includes(consignmentId)).map(({ name }) => name)
}
