import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/core/decide'
import { coded, consignmentOf, line, order, told, toldAs, toldTransfer, transfer, written } from './given'

const mapping = (outlet: string, location: string) => ({ locations: new Map([[outlet, location]]) })
const nowhere = { locations: new Map<string, string>() }

describe('where a Stocktake goes', () => {
  it.each(['order', 'return', 'count'] as const)('a(n) %s of 10 goes to the location of its outlet', (kind) => {
    const { documents } = decide(
      consignmentOf[kind]('CAR-25', [line('Item1', { count: 10, received: 8 })], {
        settings: mapping('main', 'WH/Stock'),
      }),
    )
    expect(documents.map(({ place }) => place)).toEqual([{ kind: 'stocktake', location: 'WH/Stock' }])
  })

  it.each(['order', 'return', 'count'] as const)(
    'a(n) %s in an outlet that is not ours is left out, and says so',
    (kind) => {
      const decision = decide(
        consignmentOf[kind]('CAR-25', [line('Item1', { count: 10, received: 8 })], {
          settings: mapping('airport', 'WH/Air'),
        }),
      )
      expect(decision.documents).toEqual([])
      expect(decision.holds).toEqual([])
      expect(coded(decision.ignores)).toEqual(['outlet-not-ours'])
      expect(decision.ignores[0]?.text).toContain('Main Outlet')
    },
  )
})

describe('a transfer of 10 between outlets', () => {
  const lines = [line('Item1', { count: 10 })]

  it('is held while Airport, the destination, has no location, and names it', () => {
    const decision = decide(transfer('TR-1', lines, { settings: mapping('main', 'WH/Stock') }))
    expect(decision.documents).toEqual([])
    expect(coded(decision.holds)).toEqual(['outlet-without-location'])
    expect(decision.holds[0]?.text).toContain('Airport')
  })

  it('is held while Main Outlet, the source, has no location, and names it', () => {
    const decision = decide(transfer('TR-1', lines, { settings: mapping('airport', 'WH/Air') }))
    expect(decision.documents).toEqual([])
    expect(coded(decision.holds)).toEqual(['outlet-without-location'])
    expect(decision.holds[0]?.text).toContain('Main Outlet')
  })

  it('is not ours when neither has one', () => {
    const decision = decide(transfer('TR-1', lines, { settings: nowhere }))
    expect(decision.documents).toEqual([])
    expect(decision.holds).toEqual([])
    expect(coded(decision.ignores)).toEqual(['outlet-not-ours'])
  })

  it('is held when Vend does not say where it came from', () => {
    const decision = decide(transfer('TR-1', lines, { consignment: { sourceOutletId: null } }))
    expect(decision.documents).toEqual([])
    expect(coded(decision.holds)).toEqual(['outlet-without-location'])
  })
})

describe('what was told stands somewhere else by now', () => {
  const edited = [line('Item1', { received: 55 }), line('Item2', { received: 52 })]

  it('the outlet moved from Main to Shed: 60 told, now 55, takes 5 from Main, held; 2 more Item2 likewise', () => {
    const { documents } = decide(
      order('CAR-25', edited, {
        settings: mapping('main', 'Shed'),
        told: [told('received', 'Item1', 60), told('received', 'Item2', 50)],
        toldAs: toldAs('received'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -5, Item2 +2 [location-changed]'])
  })

  it('the outlet moved, and 50 Item2 were never told: they go to Shed, while -5 Item1 is held for Main', () => {
    const { documents } = decide(
      order('CAR-25', [line('Item1', { received: 55 }), line('Item2', { received: 50 })], {
        settings: mapping('main', 'Shed'),
        told: [told('received', 'Item1', 60)],
        toldAs: toldAs('received'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -5 [location-changed]', 'Stocktake Shed: Item2 +50'])
  })

  it('Item1 is sold under SKU "TEE-S" by now: -5 goes to the SKU that was told, held; +2 Item2 goes', () => {
    const { documents } = decide(
      order('CAR-25', edited, {
        products: { Item1: { sku: 'TEE-S' } },
        told: [told('received', 'Item1', 60), told('received', 'Item2', 50)],
        toldAs: toldAs('received'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -5 [sku-changed]', 'Stocktake Main: Item2 +2'])
  })

  it('the shop moved to another warehouse system: 60 told to the old one, now 55, is held', () => {
    const { documents } = decide(
      order('CAR-25', [line('Item1', { received: 55 })], {
        settings: { warehouse: { id: 'cin7', name: 'New Warehouse', transfers: true } },
        told: [told('received', 'Item1', 60)],
        toldAs: toldAs('received'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -5 [warehouse-changed]'])
  })

  it('location and SKU changed: -5 is held for both reasons at once', () => {
    const { documents } = decide(
      order('CAR-25', [line('Item1', { received: 55 })], {
        settings: mapping('main', 'Shed'),
        products: { Item1: { sku: 'TEE-S' } },
        told: [told('received', 'Item1', 60)],
        toldAs: toldAs('received'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -5 [location-changed, sku-changed]'])
  })

  it('another warehouse system knows neither the old location nor the old SKU: -5 is held for its own', () => {
    const { documents } = decide(
      order('CAR-25', [line('Item1', { received: 55 })], {
        settings: { ...mapping('main', 'Shed'), warehouse: { id: 'cin7', name: 'New Warehouse', transfers: true } },
        products: { Item1: { sku: 'TEE-S' } },
        told: [told('received', 'Item1', 60)],
        toldAs: toldAs('received'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Shed: TEE-S -5 [warehouse-changed]'])
  })

  it('moved without any edit: 60 told and still 60 makes nothing', () => {
    const decision = decide(
      order('CAR-25', [line('Item1', { received: 60 })], {
        settings: { ...mapping('main', 'Shed'), warehouse: { id: 'cin7', name: 'New Warehouse', transfers: true } },
        products: { Item1: { sku: 'TEE-S' } },
        told: [told('received', 'Item1', 60)],
        toldAs: toldAs('received'),
      }),
    )
    expect(decision.documents).toEqual([])
    expect(decision.holds).toEqual([])
  })

  it('a transfer of 10 told from Main to Airport, edited to 7 after Airport moved to Hangar, comes back from Airport, held', () => {
    const { documents } = decide(
      transfer('TR-1', [line('Item1', { count: 7 })], {
        settings: {
          locations: new Map([
            ['main', 'Main'],
            ['airport', 'Hangar'],
          ]),
        },
        told: toldTransfer('Item1', 10),
        toldAs: toldAs('sent'),
      }),
    )
    expect(written(documents)).toEqual(['Transfer Airport to Main: Item1 3 [location-changed]'])
  })

  it('an outlet that lost its location does not take 60 back: what was told stays told', () => {
    const { documents } = decide(
      order('CAR-25', [line('Item1', { received: 55 })], {
        settings: nowhere,
        told: [told('received', 'Item1', 60)],
        toldAs: toldAs('received'),
      }),
    )
    expect(documents).toEqual([])
  })
})
