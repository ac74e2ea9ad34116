import { describe, expect, vi } from 'vitest'
import { airport, mainOutlet, unknownSku } from '../../src/sample/sample-catalogue'
import { openSampleWarehouse } from '../../src/sample/sample-warehouse'
import { filesIn, tokens, type BackOffice } from './back-office'
import { it } from './in-office'
import { slow } from './slow'

const never = new Promise(() => undefined)

const booked = ({ warehouse }: BackOffice) => warehouse.documents().map(({ reference }) => reference)

const giftBoxes = { outlet: mainOutlet, reference: 'CAR-27', lines: [{ sku: unknownSku, count: '6' }] }

describe.concurrent('stocktray sync', slow, () => {
  it('tells the warehouse of an order once, however often it is run', async ({ office }) => {
    await office.standing()
    office.receiveCar25()
    const first = await office.stocktray('sync')
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toMatch(
      /Stocktake +CAR-25 +Main warehouse +by scan +delivered as ST-00024 +id \S+\n {4}Item1 {2}\+60\n/,
    )
    expect(first.out).toMatch(/Everything Vend recorded until \d\d:\d\d is in In-house warehouse\./)

    const second = await office.stocktray('sync')
    expect(second.code).toBe(0)
    expect(second.out).not.toContain('Item1')
    expect(booked(office)).toEqual(['CAR-25'])
    expect(office.warehouse.changes()).toEqual([
      { location: 'WH-MAIN', sku: 'Item1', quantity: 6_000_000n },
      { location: 'WH-MAIN', sku: 'Item2', quantity: 5_000_000n },
    ])
  })

  it('does all of it where whoever read its answer has gone', async ({ office }) => {
    await office.standing()
    office.receiveCar25()
    const program = office.start('sync')
    program.leave()
    expect(await program.ended).toEqual({ code: 0, out: '', err: '' })
    expect(booked(office)).toEqual(['CAR-25'])
  })

  it('holds what the warehouse does not know, sends the rest, and exits with 1', async ({ office }) => {
    await office.standing()
    office.receiveCar25()
    office.shop.receiveOrder(giftBoxes)
    const { code, out } = await office.stocktray('sync')
    expect(code).toBe(1)
    expect(out).toContain('In-house warehouse does not know SKU “GIFT-BOX” of CAR-27.')
    expect(out).toContain('1 thing needs you.')
    expect(out).toContain('1 delivered · 1 needs you')
    expect(booked(office)).toEqual(['CAR-25'])
  })

  it('sends nothing from before the start', async ({ office }) => {
    await office.standing()
    // An hour before the start that the set-up file gives.
    office.shopTime.behind = 7_200_000
    office.receiveCar25()
    office.shopTime.behind = 0
    expect((await office.stocktray('sync')).code).toBe(0)
    office.shop.receiveOrder({ ...giftBoxes, reference: 'CAR-26', lines: [{ sku: 'TOWEL', count: '1' }] })
    expect((await office.stocktray('sync')).code).toBe(0)
    expect(booked(office)).toEqual(['CAR-26'])
  })

  it('with sending switched off sends nothing, says so and exits with 0', async ({ office }) => {
    await office.standing({ sendStockAdjustments: false })
    office.receiveCar25()
    const { code, out } = await office.stocktray('sync')
    expect(code).toBe(0)
    expect(out).toContain('Sending stock adjustments to the warehouse is switched off. Nothing new is sent.')
    expect(booked(office)).toEqual([])
  })

  it('with --json answers the state and what became of the documents', async ({ office }) => {
    await office.standing()
    office.receiveCar25()
    const { code, out } = await office.stocktray('sync', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      state: { shape: 'ok', counts: { delivered: 1 } },
      documents: [{ reference: 'CAR-25', status: 'delivered', warehouseNumber: 'ST-00024' }],
    })
  })
})

describe.concurrent('while the warehouse', slow, () => {
  const troubles: readonly (readonly [what: string, spoil: (office: BackOffice) => unknown, told: RegExp])[] = [
    [
      'has trouble of its own',
      ({ warehouse }) => warehouse.fail({ when: 'before', times: Infinity, answer: { status: 503 } }),
      /does not answer since/,
    ],
    ['refuses the token', ({ warehouse }) => warehouse.changeToken('another'), /does not accept the token/],
  ]
  it.for(troubles)('%s, sync exits with 3 and nothing is lost', async ([, spoil, told], { office }) => {
    await office.standing()
    office.receiveCar25()
    spoil(office)
    const { code, out } = await office.stocktray('sync')
    expect(out).toContain('1 document waits, nothing is lost.')
    expect(out).toMatch(told)
    expect(code).toBe(3)
    office.warehouse.heal()
    office.warehouse.changeToken(tokens.warehouse)
    await office.synced()
    expect(booked(office)).toEqual(['CAR-25'])
  })

  it('is switched off, the order waits until it is on again', async ({ office }) => {
    await office.standing()
    office.receiveCar25()
    const { port } = new URL(office.warehouse.url)
    await office.warehouse.close()
    const { code, out } = await office.stocktray('sync')
    expect(out).toContain('1 document waits, nothing is lost.')
    const again = await openSampleWarehouse({ token: tokens.warehouse, port: Number(port) })
    try {
      expect((await office.stocktray('sync')).code).toBe(0)
      expect(again.documents().map(({ reference }) => reference)).toEqual(['CAR-25'])
    } finally {
      await again.close()
    }
    expect(code).toBe(3)
  })

  it('books and the answer gets lost, the next sync finds it there and does not send it again', async ({ office }) => {
    await office.standing()
    office.receiveCar25()
    office.warehouse.fail({ when: 'after', only: 'POST /stocktakes', answer: 'drop' })
    const { code, out } = await office.stocktray('sync')
    expect(code).toBe(3)
    expect(out).toContain('not known yet')
    const next = await office.stocktray('sync')
    expect(next.code).toBe(0)
    expect(next.out).toContain('delivered as ST-00024')
    expect(booked(office)).toEqual(['CAR-25'])
  })
})

describe.concurrent('while Vend', slow, () => {
  it('is down, sync exits with 3; what happened meanwhile is caught up', async ({ office }) => {
    await office.standing()
    office.shop.fail({ when: 'before', times: Infinity, answer: { status: 503 } })
    const { code, out } = await office.stocktray('sync')
    expect(code).toBe(3)
    expect(out).toContain('Vend does not answer since')
    office.receiveCar25()
    office.shop.heal()
    await office.synced()
    expect(booked(office)).toEqual(['CAR-25'])
  })

  it('refuses the token, sync exits with 3 and says where to get a new one', async ({ office }) => {
    await office.standing()
    office.shop.changeToken('another')
    const { code, out } = await office.stocktray('sync')
    expect(code).toBe(3)
    expect(out).toContain('Create a new one in Vend under Setup, Personal tokens')
  })

  it('has not answered, a sync that is stopped says that it was not done', async ({ office }) => {
    await office.standing()
    office.shop.fail({ when: 'after', only: 'GET /api/2026-07/consignments', answer: { wait: never } })
    const sync = office.start('sync')
    await vi.waitUntil(() => office.shop.calls.has('GET /consignments'), 10_000)
    sync.signal('SIGTERM')
    const { code, err } = await sync.ended
    expect({ code, err }).toEqual({
      code: 1,
      err: 'Stopped before it was done. Nothing is lost: run stocktray sync again.\n',
    })
  })
})

describe.concurrent('stocktray sync --dry-run', slow, () => {
  it('shows what would go and what would wait, sends nothing, and leaves the ledger byte for byte', async ({
    office,
  }) => {
    await office.standing()
    office.receiveCar25()
    office.shop.receiveOrder(giftBoxes)
    const lines = [{ sku: 'Item2', count: '5' }]
    office.shop.sendTransfer({ from: mainOutlet, to: airport, reference: 'TRF-12', lines })
    const before = ledgerOf(office)
    const { code, out, err } = await office.stocktray('sync', '--dry-run')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(
      /Stocktake +CAR-25 +Main warehouse +by scan +waiting\n {4}Item1 {2}\+60 {2}before 12 → after 72\n/,
    )
    expect(out).toContain('In-house warehouse does not know SKU “GIFT-BOX” of CAR-27.')
    expect(out).toContain('Transfer Stock TRF-12: Outlet “Airport” has no location yet.')
    expect(out).toContain('1 document would be sent, 2 would wait for you. Nothing was sent.\n')
    expect(booked(office)).toEqual([])
    expect(ledgerOf(office)).toEqual(before)
    expect(out).not.toMatch(/\bid [0-9a-f]{8}-/)
    expect([...filesIn(office.dataDir).keys()].filter((name) => name.includes('dry-run'))).toEqual([])

    await office.synced()
    expect(booked(office)).toEqual(['CAR-25'])
  })

  it('with --json lists the documents as history does, and the holds', async ({ office }) => {
    await office.standing()
    office.receiveCar25()
    const { out } = await office.stocktray('sync', '--dry-run', '--json')
    expect(JSON.parse(out)).toMatchObject({
      documents: [
        {
          reference: null,
          kind: 'stocktake',
          location: 'WH-MAIN',
          lines: [
            { sku: 'Item1', quantity: '60', before: '12', after: '72' },
            { sku: 'Item2', quantity: '50', before: '10', after: '60' },
          ],
          status: 'waiting',
        },
      ],
      holds: [],
      vendProblem: null,
    })
  })

  it('exits with 3 where it cannot know: Vend does not answer, or the warehouse', async ({ office }) => {
    await office.standing()
    office.shop.receiveOrder(giftBoxes)
    office.warehouse.fail({ when: 'before', times: Infinity, answer: { status: 503 } })
    const unasked = await office.stocktray('sync', '--dry-run')
    office.shop.changeToken('another')
    const unread = await office.stocktray('sync', '--dry-run')
    expect(unread.code).toBe(3)
    expect(unread.err).toContain('does not accept the access token')
    // The gift boxes would not go; without the warehouse's answer nobody may say that they would.
    expect(unasked.out).not.toContain('1 document would be sent')
    expect(unasked.code).toBe(3)
  })
})

const ledgerOf = ({ dataDir }: BackOffice) => filesIn(dataDir).get('ledger.sqlite')
