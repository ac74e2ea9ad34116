import { airport, harbourStreet, mainOutlet, unknownSku } from './sample-catalogue'
import type { SampleShop } from './sample-shop'

export type DayStep = {
  /** What happens in the shop, and what should come of it. */
  readonly say: string
  readonly do: (shop: SampleShop) => Promise<void>
  /** How Stocktray hears of it. */
  readonly then: 'webhook' | 'scan'
}

/** One day in a shop with two outlets that have a location and one that has none yet. Each call tells it anew. */
export function sampleDay(): readonly DayStep[] {
  let transfer = ''
  return [
    {
      say: 'Order CAR-25 is received at Main Outlet: 60 Item1 and 50 Item2. Vend calls once per item.',
      do: told((shop) => {
        shop.receiveOrder({
          outlet: mainOutlet,
          reference: 'CAR-25',
          lines: [
            { sku: 'Item1', count: '60' },
            { sku: 'Item2', count: '50' },
          ],
        })
      }),
      then: 'webhook',
    },
    {
      say: 'Order CAR-26 is received at Harbour Street: 24 green tea and 12 honey. Its webhooks get lost.',
      do: unheard((shop) => {
        shop.receiveOrder({
          outlet: harbourStreet,
          reference: 'CAR-26',
          lines: [
            { sku: 'TEA-GREEN', count: '24' },
            { sku: 'HONEY', count: '12' },
          ],
        })
      }),
      then: 'scan',
    },
    {
      say: 'Return RET-4 sends 3 black tea back to the supplier from Main Outlet. Vend has no webhook for returns.',
      do: told((shop) => {
        shop.sendReturn({ outlet: mainOutlet, reference: 'RET-4', lines: [{ sku: 'TEA-BLACK', count: '3' }] })
      }),
      then: 'scan',
    },
    {
      say: 'Transfer TRF-11 sends 10 Item1 from Main Outlet to Harbour Street.',
      do: told((shop) => {
        const lines = [{ sku: 'Item1', count: '10' }]
        transfer = shop.sendTransfer({ from: mainOutlet, to: harbourStreet, reference: 'TRF-11', lines })
      }),
      then: 'webhook',
    },
    {
      say: 'Only 8 of the 10 arrive at Harbour Street: the 2 that are missing go as a Stocktake there.',
      do: told((shop) => {
        shop.receiveTransfer(transfer, [{ sku: 'Item1', received: '8' }])
      }),
      then: 'webhook',
    },
    {
      say: 'Main Outlet counts a shelf: honey 11 of 9, mint tea 5 of 8, green tea as expected; plum jam is not counted and goes to zero, syrup is left out of the count.',
      do: told((shop) => {
        shop.completeCount({
          outlet: mainOutlet,
          name: 'Shelf by the door',
          products: ['HONEY', 'TEA-MINT', 'TEA-GREEN', 'JAM-PLUM', 'SYRUP'],
          counted: { HONEY: '11', 'TEA-MINT': '5', 'TEA-GREEN': '30' },
          excluded: ['SYRUP'],
        })
      }),
      then: 'webhook',
    },
    {
      say: `Order CAR-27 brings 12 towels and 6 gift boxes. The warehouse does not know ${unknownSku}: that line waits, the towels go.`,
      do: told((shop) => {
        shop.receiveOrder({
          outlet: mainOutlet,
          reference: 'CAR-27',
          lines: [
            { sku: 'TOWEL', count: '12' },
            { sku: unknownSku, count: '6' },
          ],
        })
      }),
      then: 'webhook',
    },
    {
      say: 'Transfer TRF-12 sends 5 Item2 to the Airport, which has no location in the warehouse yet: it is held.',
      do: told((shop) => {
        const lines = [{ sku: 'Item2', count: '5' }]
        shop.sendTransfer({ from: mainOutlet, to: airport, reference: 'TRF-12', lines })
      }),
      then: 'webhook',
    },
    {
      say: 'Somebody completes a full count at Harbour Street with nothing counted: Vend sets everything there to zero. It is held.',
      do: told((shop) => {
        shop.completeCount({ outlet: harbourStreet, name: 'Full count', counted: {} })
      }),
      then: 'webhook',
    },
  ]
}

/** Done, and every webhook delivered. */
function told(deed: (shop: SampleShop) => void): DayStep['do'] {
  return async (shop) => {
    deed(shop)
    await shop.settled()
  }
}

function unheard(deed: (shop: SampleShop) => void): DayStep['do'] {
  return async (shop) => {
    const before = shop.switches.webhooksLost
    shop.set({ webhooksLost: 1 })
    deed(shop)
    await shop.settled()
    shop.set({ webhooksLost: before })
  }
}
