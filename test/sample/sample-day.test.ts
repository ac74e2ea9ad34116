import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatQuantity } from '../../src/core/quantity'
import {
  sampleItems,
  sampleLocations,
  sampleMapping,
  sampleOutlets,
  sampleProducts,
  unknownSku,
} from '../../src/sample/sample-catalogue'
import { sampleDay } from '../../src/sample/sample-day'
import { openShopDoor, rowsIn, type ShopDoor } from './shop-door'
import { openWebhookEar, type WebhookEar } from './webhook-ear'

let door: ShopDoor
let ear: WebhookEar
beforeEach(async () => {
  door = await openShopDoor()
  ear = await openWebhookEar()
  door.shop.addWebhook(ear.url, 'consignment.send')
  door.shop.addWebhook(ear.url, 'consignment.receive')
})
afterEach(async () => {
  await door.shop.close()
  await ear.close()
})

/** By hand: what each step does to the shelves, and how many webhooks come of it. */
const expected: readonly (readonly [changes: readonly string[], webhooks: number])[] = [
  [['Main Outlet Item1 60', 'Main Outlet Item2 50'], 2],
  [['Harbour Street TEA-GREEN 24', 'Harbour Street HONEY 12'], 0],
  [['Main Outlet TEA-BLACK -3'], 0],
  [['Main Outlet Item1 -10'], 1],
  [['Harbour Street Item1 8'], 1],
  [['Main Outlet TEA-MINT -3', 'Main Outlet HONEY 2', 'Main Outlet JAM-PLUM -4'], 4],
  [['Main Outlet TOWEL 12', 'Main Outlet GIFT-BOX 6'], 2],
  [['Main Outlet Item2 -5'], 1],
  [
    [
      'Harbour Street Item1 -12',
      'Harbour Street Item2 -6',
      'Harbour Street TEA-GREEN -39',
      'Harbour Street TEA-BLACK -12',
      'Harbour Street TEA-MINT -10',
      'Harbour Street HONEY -23',
      'Harbour Street JAM-PLUM -7',
      'Harbour Street SYRUP -3',
      'Harbour Street BEANS -7.25',
      'Harbour Street FILTER -20',
      'Harbour Street KETTLE -2',
      'Harbour Street TOWEL -9',
    ],
    13,
  ],
]

describe('the sample day', () => {
  it('moves the shelves as its sentences say, step by step', async () => {
    const day = sampleDay()
    expect(day).toHaveLength(expected.length)
    for (const [index, step] of day.entries()) {
      door.clock.turn(60_000)
      const since = door.clock.now()
      ear.heard.splice(0)
      await step.do(door.shop)
      const changes = door.shop
        .effects({ since })
        .map(({ outlet, sku, quantity }) => `${outlet} ${sku ?? ''} ${formatQuantity(quantity)}`)
      expect([changes, ear.heard.length], step.say).toEqual(expected[index])
      // A step that no webhook tells of must be left to the scan.
      expect(step.then, step.say).toBe(ear.heard.length > 0 ? 'webhook' : 'scan')
    }
  })

  it('ends with the stock that a shopkeeper would count', async () => {
    for (const step of sampleDay()) await step.do(door.shop)
    const levels = (outlet: string, ...skus: string[]) =>
      skus.map((sku) => formatQuantity(door.shop.level(outlet, sku)))
    expect(levels('Main Outlet', 'Item1', 'Item2', 'TEA-BLACK', 'HONEY', 'TEA-MINT', 'JAM-PLUM', 'SYRUP')).toEqual(
      // 12+60−10, 10+50−5, 25−3, then as counted; syrup was left out.
      ['62', '55', '22', '11', '5', '0', '6'],
    )
    expect(levels('Main Outlet', 'TOWEL', 'GIFT-BOX', 'BEANS')).toEqual(['28', '6', '14.5'])
    expect(sampleItems.map(({ sku }) => formatQuantity(door.shop.level('Harbour Street', sku)))).toEqual(
      sampleItems.map(() => '0'),
    )
  })

  it('shows in Vend as eight movements, in the statuses that count', async () => {
    for (const step of sampleDay()) await step.do(door.shop)
    const rows = rowsIn(await door.ask('GET', '/consignments'))
    expect(rows.map(({ reference, status }) => [reference, status])).toEqual([
      ['CAR-25', 'RECEIVED'],
      ['CAR-26', 'RECEIVED'],
      ['RET-4', 'SENT'],
      ['TRF-11', 'RECEIVED'],
      [undefined, 'STOCKTAKE_COMPLETE'],
      ['CAR-27', 'RECEIVED'],
      ['TRF-12', 'SENT'],
      [undefined, 'STOCKTAKE_COMPLETE'],
    ])
    const airport = rows.find(({ reference }) => reference === 'TRF-12')
    expect(airport?.outlet_id).toBe(door.outlet('Airport'))
    // The count that is to be held: at least ten products that Vend expected above zero, and all of them at zero.
    const zeroed = rowsIn(await door.ask('GET', `/consignments/${String(rows.at(-1)?.id)}/products`))
    const above = zeroed.filter(({ count }) => Number(count) > 0)
    expect(above.length).toBeGreaterThanOrEqual(10)
    expect(above.every(({ received }) => received === '0.00000')).toBe(true)
    // And the excluded line of the other one.
    const shelf = rowsIn(await door.ask('GET', `/consignments/${String(rows[4]?.id)}/products`))
    expect(shelf.find(({ is_included: included }) => included === false)).toMatchObject({
      product_id: door.product('SYRUP'),
    })
  })

  it('can be told again', async () => {
    for (const step of [...sampleDay(), ...sampleDay()]) await step.do(door.shop)
    expect(formatQuantity(door.shop.level('Main Outlet', 'Item1'))).toBe('112')
  })
})

describe('the sample catalogue', () => {
  it('gives two of three outlets a location, and the warehouse all items but one, with the shop’s stock', () => {
    expect(sampleMapping.map(({ outlet }) => outlet)).toEqual(sampleOutlets.slice(0, 2))
    expect(sampleMapping.map(({ location }) => location)).toEqual(sampleLocations.map(({ id }) => id))
    const unknown = sampleProducts.filter(({ sku }) => !sampleItems.some((item) => item.sku === sku))
    expect(unknown.map(({ sku }) => sku)).toEqual([unknownSku])
    for (const { outlet, location } of sampleMapping)
      for (const item of sampleItems) {
        const held = formatQuantity(door.shop.level(outlet, item.sku))
        expect(held, `${outlet} ${item.sku}`).toBe(item.onHand[location])
      }
  })
})
