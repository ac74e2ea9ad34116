import { describe, expect } from 'vitest'
import { airport, harbourStreet, mainOutlet } from '../../src/sample/sample-catalogue'
import type { BackOffice } from '../headless/back-office'
import { it } from './in-host'

/** Transfer TRF-12 of 5 saucers to the Airport, which has no location. Answers its id. */
const sendTrf12 = ({ shop }: BackOffice) =>
  shop.sendTransfer({ from: mainOutlet, to: airport, reference: 'TRF-12', lines: [{ sku: 'Item2', count: '5' }] })

const airportOf = ({ shop }: BackOffice) => shop.outlets.find(({ name }) => name === airport)!.id
const booked = ({ warehouse }: BackOffice) =>
  warehouse
    .documents()
    .map(({ reference, place, lines }) => [reference, place.kind, ...lines.map(({ quantity }) => quantity)])

describe('an outlet that gets its location', () => {
  it('sends what waited for it, and runs on with the start that the others have', async ({ office, opened }) => {
    await office.standing()
    sendTrf12(office)
    await office.synced()
    const { host, client } = await opened()
    expect(host.state().holds).toMatchObject([
      { code: 'outlet-without-location', subject: { kind: 'outlet', id: airportOf(office), name: airport } },
    ])
    expect(await (await client.locations.$get()).json()).toMatchObject({
      kind: 'done',
      locations: [{ id: 'WH-MAIN', name: 'Main warehouse' }, { id: 'WH-HARBOUR' }],
    })
    const pair = { outletId: airportOf(office), locationId: 'WH-HARBOUR' }
    const answer = await client.outlets.$post({ json: { ...pair, from: 'now' } })
    expect([answer.status, await answer.json()]).toMatchObject([
      200,
      { kind: 'done', documents: [{ reference: 'TRF-12', kind: 'stock-transfer', status: 'delivered' }] },
    ])
    expect(booked(office)).toEqual([['TRF-12', 'stock-transfer', 500_000n]])
    expect(host.state().holds).toEqual([])
    expect(await (await client.places.$get()).json()).toHaveLength(3)
    const again = await client.outlets.$post({ json: { ...pair, from: 'now' } })
    expect([again.status, await again.json()]).toMatchObject([409, { kind: 'obstacle' }])
    office.shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-9', lines: [{ sku: 'Item1', count: '1' }] })
    await client.sync.$post()
    expect(booked(office)).toHaveLength(2)
  })

  it('from now on: what arrived there before is taken to lie there already, and only leaves the other', async ({
    office,
    opened,
  }) => {
    await office.standing()
    // Vend's clock says whole seconds only: it arrived well before.
    office.shopTime.behind = 60_000
    office.shop.receiveTransfer(sendTrf12(office))
    office.shopTime.behind = 0
    await office.synced()
    const { client } = await opened()
    const json = { outletId: airportOf(office), locationId: 'WH-HARBOUR', from: 'now' as const }
    await client.outlets.$post({ json })
    expect(booked(office)).toEqual([['TRF-12', 'stocktake', -500_000n]])
  })

  it('from an earlier moment: what arrived there since goes whole, and so does what else happened there', async ({
    office,
    opened,
  }) => {
    await office.standing()
    office.shop.receiveTransfer(sendTrf12(office))
    office.shop.receiveOrder({ outlet: airport, reference: 'CAR-8', lines: [{ sku: 'Item1', count: '2' }] })
    await office.synced()
    const { client } = await opened()
    const from = new Date(Date.now() - 3_600_000).toISOString()
    await client.outlets.$post({ json: { outletId: airportOf(office), locationId: 'WH-HARBOUR', from } })
    expect(booked(office).sort()).toEqual([
      ['CAR-8', 'stocktake', 200_000n],
      ['TRF-12', 'stock-transfer', 500_000n],
    ])
  })

  it('stays without one where the warehouse has no such location, or nobody answers', async ({ office, opened }) => {
    await office.standing()
    sendTrf12(office)
    await office.synced()
    const { host, client } = await opened()
    const json = { outletId: airportOf(office), locationId: 'WH-NOWHERE', from: 'now' as const }
    const wrong = await client.outlets.$post({ json })
    expect([wrong.status, await wrong.json()]).toMatchObject([
      400,
      { kind: 'wrong', text: expect.stringContaining('no location “WH-NOWHERE”') },
    ])
    office.warehouse.changeToken('another')
    const silent = await client.outlets.$post({ json: { ...json, locationId: 'WH-MAIN' } })
    expect(silent.status).toBe(502)
    expect((await client.locations.$get()).status).toBe(502)
    expect(host.running()?.shop.settings.outlets).toHaveLength(2)
    expect(host.state().holds).toHaveLength(1)
  })

  it('keeps it when what was entered in the set-up and not saved is saved later', async ({ office, opened }) => {
    await office.standing()
    const { host, client } = await opened()
    const outlets = [mainOutlet, harbourStreet].map((outlet) => ({ outlet, location: 'WH-MAIN' }))
    await client.setup.$patch({ json: { outlets } })
    await client.outlets.$post({ json: { outletId: airportOf(office), locationId: 'WH-HARBOUR', from: 'now' } })
    expect(host.running()?.shop.settings.outlets.map(({ location }) => location.id)).toEqual([
      ...['WH-MAIN', 'WH-HARBOUR', 'WH-HARBOUR'],
    ])
    expect(await (await client.setup.save.$post()).json()).toMatchObject({ kind: 'done' })
    expect(host.running()?.shop.settings.outlets.map(({ location }) => location.id)).toEqual([
      ...['WH-MAIN', 'WH-MAIN', 'WH-HARBOUR'],
    ])
  })
})
