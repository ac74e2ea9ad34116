import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { harbourStreet, mainOutlet } from '../../src/sample/sample-catalogue'
import { openOdooOffice, type OdooOffice } from './odoo-office'

let office: OdooOffice
let cup: string
let tea: string
let honey: string
let giftBox: string
/** As Odoo has the gift box: nobody wrote the code of the shop into it. */
let box: string

beforeAll(async () => {
  office = await openOdooOffice((prefix) => {
    ;[cup, tea, honey] = [`${prefix} cup 1`, `${prefix}/tea "green"`, `000${prefix}`]
    ;[giftBox, box] = [`${prefix}-GIFT`, `${prefix}-BOX`]
    return { known: [cup, tea, honey], onlyInVend: [giftBox] }
  })
  await office.stand.know(box)
}, 120_000)

afterAll(() => office.close())

const done = { code: 0, err: '' }
const history = z.array(
  z.object({
    vend: z.object({ reference: z.string() }),
    kind: z.string(),
    status: z.string(),
    warehouseNumber: z.string().nullable(),
    holds: z.array(z.object({ code: z.string(), text: z.string() })),
  }),
)

async function synced(): Promise<void> {
  const { code, out, err } = await office.stocktray('sync')
  expect({ code, err }, out).toEqual(done)
}

async function documents() {
  const { out } = await office.stocktray('history', '--json')
  return history.parse(JSON.parse(out))
}

/** How Vend's reference begins: "TX4711-". */
const named = (rest: string) => `${office.stand.prefix}-${rest}`
const onHand = async () => [
  await office.stand.onHand(office.stand.main),
  await office.stand.onHand(office.stand.harbour),
]

/** Each step stands on the one before it, as a day does. */
describe('a day between a shop and a real Odoo', { timeout: 120_000 }, () => {
  it('begins with a set-up that finds the locations, one by its name and one by its id, and sends nothing', async () => {
    const { code, out, err } = await office.setUp(await office.stand.person.makeKey('Stocktray'))
    expect({ code, err }).toEqual(done)
    expect(out).toContain(`Outlet ${mainOutlet} → location ${office.stand.main.name}\n`)
    expect(out).toContain(`Outlet ${harbourStreet} → location ${office.stand.harbour.name}\n`)
    await synced()
    expect(await office.stand.pickings()).toEqual([])
  })

  it('a received order lies there, under SKUs with blanks, quotes, slashes and leading zeros', async () => {
    const lines = [
      { sku: cup, count: '60' },
      { sku: tea, count: '50' },
      { sku: honey, count: '2.25' },
    ]
    office.shop.receiveOrder({ outlet: mainOutlet, reference: named('CAR-25'), lines })
    await synced()
    expect(await onHand()).toEqual([{ [cup]: 60, [tea]: 50, [honey]: 2.25 }, {}])
  })

  it('a count puts right what is too little and what is too much', async () => {
    const counted = { [cup]: '63', [tea]: '45' }
    office.shop.completeCount({ outlet: mainOutlet, reference: named('CNT-1'), products: [cup, tea], counted })
    await synced()
    expect(await onHand()).toEqual([{ [cup]: 63, [tea]: 45, [honey]: 2.25 }, {}])
  })

  it('what goes back to the supplier is gone', async () => {
    office.shop.sendReturn({ outlet: mainOutlet, reference: named('RET-1'), lines: [{ sku: tea, count: '5' }] })
    await synced()
    expect(await onHand()).toEqual([{ [cup]: 63, [tea]: 40, [honey]: 2.25 }, {}])
  })

  it('a transfer moves ten when it is sent, and two are missing when eight arrive', async () => {
    const lines = [{ sku: cup, count: '10' }]
    const goods = { from: mainOutlet, to: harbourStreet, reference: named('TRF-1'), lines }
    const id = office.shop.sendTransfer(goods)
    await synced()
    expect(await onHand()).toEqual([{ [cup]: 53, [tea]: 40, [honey]: 2.25 }, { [cup]: 10 }])
    office.shop.receiveTransfer(id, [{ sku: cup, received: '8' }])
    await synced()
    expect(await onHand()).toEqual([{ [cup]: 53, [tea]: 40, [honey]: 2.25 }, { [cup]: 8 }])
    await office.expectAsInShop()
  })

  it('shows in the history as delivered, under the names that Odoo has for it', async () => {
    const told = (await documents()).map((document) => [
      document.vend.reference,
      document.kind,
      document.status,
      document.warehouseNumber,
    ])
    const [car, count, back, transfer] = ['CAR-25', 'CNT-1', 'RET-1', 'TRF-1'].map(named)
    expect(told).toEqual([
      [car, 'stocktake', 'delivered', `VEND/${car}/IN`],
      [count, 'stocktake', 'delivered', `VEND/${count}/IN + VEND/${count}/OUT`],
      [back, 'stocktake', 'delivered', `VEND/${back}/OUT`],
      [transfer, 'stock-transfer', 'delivered', `VEND/${transfer}`],
      [transfer, 'stocktake', 'delivered', `VEND/${transfer}-2/OUT`],
    ])
    const pickings = await office.stand.pickings()
    expect(pickings.map(({ name, state }) => `${name} ${state}`).sort()).toEqual(
      told.flatMap(([, , , number]) => (number ?? '').split(' + ').map((name) => `${name} done`)).sort(),
    )
    expect(pickings.map(({ origin }) => origin)).toContain(`Vend ${car}`)
  })

  it('is left as it is by another sync', async () => {
    const before = await office.stand.pickings()
    await synced()
    expect(await office.stand.pickings()).toEqual(before)
    await office.expectAsInShop()
  })

  it('keeps a line waiting whose SKU Odoo does not know, until somebody says what it is there', async () => {
    const lines = [
      { sku: giftBox, count: '6' },
      { sku: tea, count: '1' },
    ]
    office.shop.receiveOrder({ outlet: harbourStreet, reference: named('CAR-27'), lines })
    const { code, out } = await office.stocktray('sync')
    expect(code, out).toBe(1)
    expect(out).toContain(`does not know SKU “${giftBox}” of ${named('CAR-27')}`)
    expect((await onHand())[1]).toEqual({ [cup]: 8, [tea]: 1 })

    const matched = await office.stocktray('match', giftBox, box)
    expect({ code: matched.code, err: matched.err }, matched.out).toEqual(done)
    expect((await onHand())[1]).toEqual({ [cup]: 8, [tea]: 1, [box]: 6 })
  })

  it('says so when its key is taken away in Odoo, and with a new one sends what waited', async () => {
    await office.stand.person.deleteKeys()
    office.shop.receiveOrder({ outlet: mainOutlet, reference: named('CAR-28'), lines: [{ sku: honey, count: '7' }] })
    const before = await onHand()
    const { code, out, err } = await office.stocktray('sync')
    expect(code).toBe(3)
    expect(out + err).toMatch(/Odoo \(.*\) does not accept the key/)
    expect(out + err).toMatch(/make a new one/i)
    expect(out + err).not.toMatch(/Traceback|AccessDenied|Unauthorized/)
    expect(await onHand()).toEqual(before)
    expect((await documents()).at(-1)).toMatchObject({ status: 'waiting', warehouseNumber: null })

    const again = await office.setUp(await office.stand.person.makeKey('Stocktray, new'))
    expect({ code: again.code, err: again.err }).toEqual(done)
    await synced()
    expect((await documents()).at(-1)).toMatchObject({
      status: 'delivered',
      warehouseNumber: `VEND/${named('CAR-28')}/IN`,
    })
    expect((await onHand())[0]).toEqual({ [cup]: 53, [tea]: 40, [honey]: 9.25 })
  })
})
