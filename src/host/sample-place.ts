import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sampleItems, sampleLocations, sampleMapping } from '../sample/sample-catalogue'
import { openSampleShop, type SampleShop } from '../sample/sample-shop'
import { openSampleWarehouse, type SampleWarehouse } from '../sample/sample-warehouse'
import { freePort } from './free-port'
import { realClock } from './real-world'

export const sampleTokens = { vend: 'sample-vend-token', warehouse: 'sample-warehouse-token' } as const

/** A simulated Vend shop and a sample warehouse on this PC, and an empty data folder between them. */
export type SamplePlace = {
  readonly shop: SampleShop
  readonly warehouse: SampleWarehouse
  readonly dataDir: string
  /** The set-up that fits both, as a set-up file says it. */
  readonly setup: Readonly<Record<string, unknown>>
  /** Nothing of it stays. */
  close(): Promise<void>
}

export async function openSamplePlace(): Promise<SamplePlace> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stocktray-sample-'))
  const shop = await openSampleShop({ clock: realClock, random: () => Math.random(), token: sampleTokens.vend })
  const warehouse = await openSampleWarehouse({
    ...{ token: sampleTokens.warehouse, items: sampleItems, locations: sampleLocations },
  })
  const port = await freePort()
  return {
    ...{ shop, warehouse, dataDir },
    setup: {
      vend: { store: shop.url, token: sampleTokens.vend },
      warehouse: { kind: 'http', url: warehouse.url, token: sampleTokens.warehouse },
      outlets: sampleMapping,
      sendStockAdjustments: true,
      realTime: { via: 'own-address', publicUrl: `http://127.0.0.1:${port.toString()}`, port },
    },
    close: async () => {
      await shop.close()
      await warehouse.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
