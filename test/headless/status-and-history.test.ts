import { existsSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { harbourStreet, mainOutlet, unknownSku } from '../../src/sample/sample-catalogue'
import { it } from './in-office'
import { slow } from './slow'

const historySchema = z.array(
  z.looseObject({ createdAt: z.string(), vend: z.looseObject({ consignmentId: z.string() }) }),
)

describe.concurrent('stocktray history', slow, () => {
  it('with --json is the promised array, oldest first, field by field', async ({ office }) => {
    await office.standing()
    const order = office.receiveCar25()
    await office.synced()
    const transferred = { from: mainOutlet, to: harbourStreet, reference: 'TRF-11' }
    const transfer = office.shop.sendTransfer({ ...transferred, lines: [{ sku: 'BEANS', count: '2.50' }] })
    const count = office.shop.completeCount({ outlet: mainOutlet, products: ['HONEY'], counted: { HONEY: '0.5' } })
    const lines = [{ sku: unknownSku, count: '6' }]
    const unknown = office.shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-27', lines })
    await office.synced()

    const { code, out, err } = await office.stocktray('history', '--json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    const usual = {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      cause: 'scan',
      status: 'delivered',
      holds: [],
      createdAt: time,
      deliveredAt: time,
    }
    const inMain = { kind: 'stocktake', location: 'WH-MAIN', from: null, to: null }
    const inTime = historySchema.parse(JSON.parse(out))
    expect(inTime.map(({ createdAt }) => createdAt)).toEqual(inTime.map(({ createdAt }) => createdAt).sort())
    const [oldest, ...later] = inTime
    const ours = [order, transfer, count, unknown]
    const byVend = later.sort((a, b) => ours.indexOf(a.vend.consignmentId) - ours.indexOf(b.vend.consignmentId))
    expect([oldest, ...byVend]).toEqual([
      {
        ...{ ...usual, ...inMain, reference: 'CAR-25', warehouseNumber: 'ST-00024' },
        vend: { consignmentId: order, reference: 'CAR-25', type: 'SUPPLIER' },
        lines: [
          { sku: 'Item1', quantity: '60' },
          { sku: 'Item2', quantity: '50' },
        ],
      },
      {
        ...{ ...usual, reference: 'TRF-11', warehouseNumber: 'TR-00012' },
        ...{ kind: 'stock-transfer', location: null, from: 'WH-MAIN', to: 'WH-HARBOUR' },
        vend: { consignmentId: transfer, reference: 'TRF-11', type: 'OUTLET' },
        lines: [{ sku: 'BEANS', quantity: '2.5' }],
      },
      {
        ...{ ...usual, ...inMain, reference: count.slice(0, 8), warehouseNumber: 'ST-00025' },
        vend: { consignmentId: count, reference: null, type: 'STOCKTAKE' },
        lines: [{ sku: 'HONEY', quantity: '-8.5', counted: '0.5' }],
      },
      {
        ...{ ...usual, ...inMain, reference: null, warehouseNumber: null, status: 'needs-you', deliveredAt: null },
        vend: { consignmentId: unknown, reference: 'CAR-27', type: 'SUPPLIER' },
        lines: [{ sku: 'GIFT-BOX', quantity: '6' }],
        holds: [
          {
            code: 'sku-not-in-warehouse',
            text: 'In-house warehouse does not know SKU “GIFT-BOX” of CAR-27. This line waits. Give the item this code there, or match it: stocktray match GIFT-BOX CODE. It then goes by itself.',
          },
        ],
      },
    ])
  })

  it('shows people what went where, and the id of what they can do something about', async ({ office }) => {
    await office.standing()
    expect((await office.stocktray('history')).out).toBe('No documents yet.\n')
    expect((await office.stocktray('history', '--json')).out).toBe('[]\n')
    office.shop.completeCount({ outlet: mainOutlet, name: 'Shelf', products: ['HONEY'], counted: { HONEY: '11' } })
    await office.synced()
    office.receiveCar25()
    await office.synced()
    office.shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-27', lines: [{ sku: unknownSku, count: '6' }] })
    await office.synced()
    const { out } = await office.stocktray('history')
    const shown = out.replace(/\d+ \w{3} \d\d:\d\d/g, 'TIME').replace(/[0-9a-f-]{36}|(?<=id )[0-9a-f-]{13}/g, 'ID')
    expect(shown.split('\n')).toEqual([
      'TIME  Stocktake  “Shelf”  Main warehouse  by scan  delivered as ST-00024  id ID',
      '    HONEY  +2  counted 11',
      'TIME  Stocktake  CAR-25   Main warehouse  by scan  delivered as ST-00025  id ID',
      '    Item1  +60',
      '    Item2  +50',
      'TIME  Stocktake  CAR-27   Main warehouse  by scan  needs you',
      '    GIFT-BOX  +6',
      '    ! In-house warehouse does not know SKU “GIFT-BOX” of CAR-27. This line waits. Give the item this code there, or match it: stocktray match GIFT-BOX CODE. It then goes by itself.',
      '      Try again now:  stocktray retry ID',
      '      Leave it out:   stocktray dismiss ID --why "…"',
      '',
    ])
  })
})

describe.concurrent('stocktray status', slow, () => {
  it('says the line of truth first, then the figures, then what needs somebody and what to type', async ({
    office,
  }) => {
    await office.standing()
    office.receiveCar25()
    office.shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-27', lines: [{ sku: unknownSku, count: '6' }] })
    await office.synced()
    const { code, out } = await office.stocktray('status')
    expect(code).toBe(1)
    const shown = out
      .replace(/\d+ \w{3} (\d{4} )?\d\d:\d\d/g, 'TIME')
      .replace(/[0-9a-f-]{36}/g, 'ID')
      .replace(/version \d+/, 'version N')
    expect(shown.split('\n')).toEqual([
      '1 thing needs you. Nothing else is held up.',
      '',
      'Last scan    TIME, next due TIME',
      'The account  All of Vend’s stock control until TIME (version N) is accounted for: 2 movements = 1 in the warehouse + 1 needs you',
      '             Counted since TIME; what happened before is left out.',
      'Documents    1 delivered · 1 needs you',
      'Last booked  TIME  CAR-25 · 2 lines · ST-00024',
      '',
      'Needs you',
      '  ! In-house warehouse does not know SKU “GIFT-BOX” of CAR-27. This line waits. Give the item this code there, or match it: stocktray match GIFT-BOX CODE. It then goes by itself.',
      '    Try again now:  stocktray retry ID',
      '    Leave it out:   stocktray dismiss ID --why "…"',
      '',
    ])
  })

  it('with --json is the state that feeds every screen, with every hold', async ({ office }) => {
    await office.standing()
    const transferred = { from: mainOutlet, to: 'Airport', reference: 'TRF-12' }
    const id = office.shop.sendTransfer({ ...transferred, lines: [{ sku: 'Item2', count: '5' }] })
    await office.synced()
    const { code, out } = await office.stocktray('status', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      shape: 'needs-you',
      sentence: '1 thing needs you. Nothing else is held up.',
      vendProblem: null,
      warehouseProblem: null,
      holds: [{ documentId: null, consignmentId: id, title: 'TRF-12', code: 'outlet-without-location' }],
    })
  })

  it('and history work beside a running engine, and change nothing on disk', async ({ office }) => {
    await office.standing()
    office.receiveCar25()
    const running = office.start('run')
    await running.says('Running.')
    const green = /Everything Vend recorded until \d\d:\d\d is in In-house warehouse\./
    // The engine scans as it starts.
    let status = await office.stocktray('status')
    while (!green.test(status.out)) status = await office.stocktray('status')
    expect(status.code).toBe(0)
    expect((await office.stocktray('history')).out).toContain('CAR-25')
    expect((await office.stocktray('sync', '--dry-run')).out).toBe(
      '0 documents would be sent, 0 would wait for you. Nothing was sent.\n',
    )
    running.signal('SIGTERM')
    expect(await running.ended).toMatchObject({ code: 0 })
    expect((await office.stocktray('status')).out).toMatch(green)
  })

  it('in a folder that was never set up says how to begin, and makes nothing there', async ({ office }) => {
    for (const words of [
      ['status', '--json'],
      ['sync', '--dry-run'],
    ])
      expect(await office.stocktray(...words), words.join(' ')).toEqual({
        code: 2,
        out: '',
        err: `Stocktray is not set up in ${office.dataDir} yet. Run: stocktray setup --file FILE --data ${office.dataDir}\n`,
      })
    expect(existsSync(office.dataDir)).toBe(false)
  })
})
