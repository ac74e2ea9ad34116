import { describe, expect, vi } from 'vitest'
import { z } from 'zod'
import { mainOutlet, unknownSku } from '../../src/sample/sample-catalogue'
import type { BackOffice } from './back-office'
import { it } from './in-office'
import { slow } from './slow'

const giftSet = { sku: 'GIFT-SET', name: 'Gift set' }

const answerSchema = z.object({
  sku: z.string(),
  item: z.string(),
  documents: z.array(z.record(z.string(), z.unknown())),
})
const promised = [
  ...['id', 'reference', 'kind', 'cause', 'vend', 'location', 'from', 'to', 'lines', 'status', 'warehouseNumber'],
  ...['holds', 'createdAt', 'deliveredAt'],
].sort()

/** Order CAR-27 of 6 gift boxes, which the warehouse calls GIFT-SET, was looked at. */
async function giftBoxesWait(office: BackOffice): Promise<void> {
  await office.standing()
  office.warehouse.addItem(giftSet)
  office.shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-27', lines: [{ sku: unknownSku, count: '6' }] })
  await office.synced()
}

const booked = ({ warehouse }: BackOffice) =>
  warehouse.documents().map(({ reference, lines }) => [reference, lines.map(({ sku, quantity }) => [sku, quantity])])

describe.concurrent('stocktray match', slow, () => {
  it('says what a SKU means, sends what waited for it, and lists it from then on', async ({ office }) => {
    await giftBoxesWait(office)
    expect(await office.stocktray('match', unknownSku, 'GIFT-SET')).toEqual({
      code: 0,
      out: '“GIFT-BOX” in Vend is “GIFT-SET” (Gift set) in In-house warehouse.\n1 document waited for it: 1 delivered.\n',
      err: '',
    })
    expect(booked(office)).toEqual([['CAR-27', [['GIFT-SET', 600_000n]]]])
    expect(await office.stocktray('match')).toEqual({
      code: 0,
      out: 'Matched\n  GIFT-BOX  →  GIFT-SET  Gift set\n',
      err: '',
    })
    expect((await office.stocktray('status')).code).toBe(0)
  })

  it('alone says what waits for an item, and what to type', async ({ office }) => {
    await giftBoxesWait(office)
    const { code, out } = await office.stocktray('match')
    expect(code).toBe(0)
    expect(out).toMatch(/^Nothing is matched: each item bears its Vend SKU in the warehouse, or waits\.\n\nWaiting/)
    expect(out).toMatch(
      /\n {2}! In-house warehouse does not know SKU “GIFT-BOX” of CAR-27\. .*stocktray match GIFT-BOX/,
    )
    expect(JSON.parse((await office.stocktray('match', '--json')).out)).toMatchObject({
      matches: [],
      waiting: [{ code: 'sku-not-in-warehouse', reference: 'CAR-27' }],
    })
  })

  it('with --json answers the documents that waited, in the promised fields', async ({ office }) => {
    await giftBoxesWait(office)
    const { code, out } = await office.stocktray('match', '--json', unknownSku, 'id:GIFT-SET')
    expect(code).toBe(0)
    const answer = answerSchema.parse(JSON.parse(out))
    expect(answer).toMatchObject({ sku: unknownSku, item: 'id:GIFT-SET', documents: [{ status: 'delivered' }] })
    expect(answer.documents.map((document) => Object.keys(document).sort())).toEqual([promised])
    expect(JSON.parse((await office.stocktray('match', '--json')).out)).toEqual({
      matches: [{ sku: unknownSku, item: 'GIFT-SET', code: 'GIFT-SET', name: 'Gift set' }],
      waiting: [],
    })
  })

  it('before anything was read from Vend is kept, with nothing to send', async ({ office }) => {
    await office.standing()
    office.warehouse.addItem(giftSet)
    expect(await office.stocktray('match', unknownSku, 'GIFT-SET')).toEqual({
      code: 0,
      out: '“GIFT-BOX” in Vend is “GIFT-SET” (Gift set) in In-house warehouse.\n',
      err: '',
    })
  })

  it('leaves what was refused to the person, and does not count it', async ({ office }) => {
    await giftBoxesWait(office)
    const problems = [{ sku: 'GIFT-SET', code: 'closed', message: 'Being counted.' }]
    const answer = { status: 400, body: JSON.stringify({ problems }) }
    office.warehouse.fail({ when: 'before', only: 'POST /stocktakes', answer })
    const first = await office.stocktray('match', unknownSku, 'GIFT-SET')
    expect(first.out).toContain('1 document waited for it: 0 delivered.\nWhat is still open, and why: stocktray status')
    expect(first.code).toBe(1)
    await office.synced()
    expect(office.state()?.holds.map(({ code }) => code)).toEqual(['refused'])
    const again = await office.stocktray('match', unknownSku, 'GIFT-SET')
    expect(again).toMatchObject({ code: 0, err: '' })
    expect(again.out).not.toContain('waited for it')
    expect(booked(office)).toEqual([])
  })

  it('--remove takes a match back; what was booked stays, what comes next waits', async ({ office }) => {
    await giftBoxesWait(office)
    await office.stocktray('match', unknownSku, 'GIFT-SET')
    expect(await office.stocktray('match', '--remove', unknownSku)).toEqual({
      code: 0,
      out: '“GIFT-BOX” is not matched any more. What was booked stays as it is.\n',
      err: '',
    })
    office.shop.receiveOrder({ outlet: mainOutlet, reference: 'CAR-28', lines: [{ sku: unknownSku, count: '2' }] })
    await office.synced()
    expect(booked(office)).toEqual([['CAR-27', [['GIFT-SET', 600_000n]]]])
    expect(office.state()?.holds.map(({ code, reference }) => [code, reference])).toEqual([
      ['sku-not-in-warehouse', 'CAR-28'],
    ])
    expect(await office.stocktray('match', '--remove', unknownSku)).toEqual({
      code: 2,
      out: '',
      err: '“GIFT-BOX” is not matched to anything.\n',
    })
  })
})

describe.concurrent('what is entered wrongly', slow, () => {
  const wrong: readonly (readonly [what: string, words: readonly string[], told: string])[] = [
    [
      'a SKU that Vend does not have',
      ['GIFT-BAX', 'GIFT-SET'],
      'Vend has no product with the SKU “GIFT-BAX”. Write it as Vend does; nothing was matched.',
    ],
    [
      'a code with a letter too few',
      [unknownSku, 'KETTL'],
      'In-house warehouse has no item with the code “KETTL”. Nothing was matched.',
    ],
    [
      'a code in other letters',
      [unknownSku, 'gift-set'],
      'In-house warehouse has no item with the code “gift-set”. Closest there: “GIFT-SET” (Gift set). Nothing was matched.',
    ],
    [
      'an id that is not there',
      [unknownSku, 'id:99'],
      'In-house warehouse has no item with the id 99. Nothing was matched.',
    ],
    [
      'another item for a SKU that the warehouse knows',
      ['Item1', 'GIFT-SET'],
      'In-house warehouse has an item with the code “Item1” itself (Coffee cup), and that one is booked on. Change its code there first; nothing was matched.',
    ],
    ['no item', [unknownSku], 'Say what “GIFT-BOX” is in the warehouse, too: its code there, or id: and its id.'],
    [
      'a SKU that begins with a dash',
      ['--', '-5', 'GIFT-SET'],
      'Vend has no product with the SKU “-5”. Write it as Vend does; nothing was matched.',
    ],
  ]
  it.for(wrong)('%s: a sentence, exit 2, and nothing is matched', async ([, words, told], { office }) => {
    await office.standing()
    office.warehouse.addItem(giftSet)
    expect(await office.stocktray('match', ...words)).toEqual({ code: 2, out: '', err: `${told}\n` })
    expect((await office.stocktray('match')).out).toMatch(/^Nothing is matched/)
  })

  it('in a folder that was never set up says how to', async ({ office }) => {
    const { code, err } = await office.stocktray('match', unknownSku, 'GIFT-SET')
    expect(code).toBe(2)
    expect(err).toContain('Run: stocktray setup --file FILE')
  })
})

describe.concurrent('when the warehouse does not play along', slow, () => {
  it('away: exit 3, a sentence, and nothing is matched', async ({ office }) => {
    await giftBoxesWait(office)
    await office.warehouse.close()
    const { code, out, err } = await office.stocktray('match', unknownSku, 'GIFT-SET')
    expect({ code, out }).toEqual({ code: 3, out: '' })
    expect(err).toMatch(/^The warehouse \(127.* cannot be reached.* Nothing was matched\.\n$/)
    expect((await office.stocktray('match')).out).toMatch(/^Nothing is matched/)
  })

  it('away for the delivery alone: the match stands, exit 3, and the next sync sends it once', async ({ office }) => {
    await giftBoxesWait(office)
    office.warehouse.fail({ when: 'before', only: 'POST /stocktakes', answer: { status: 503 } })
    const { code, out } = await office.stocktray('match', unknownSku, 'GIFT-SET')
    expect(code).toBe(3)
    expect(out).toContain('1 document waited for it: 0 delivered.')
    office.warehouse.heal()
    await office.synced()
    await office.synced()
    expect(booked(office)).toEqual([['CAR-27', [['GIFT-SET', 600_000n]]]])
  })

  it('a key that was corrected by setting up again: what waited goes by itself in the running app', async ({
    office,
  }) => {
    await office.standing()
    office.receiveCar25()
    office.warehouse.changeToken('another')
    await office.synced()
    expect(office.state()?.shape).toBe('signed-out')
    await office.standing({ warehouse: { ...office.good.warehouse, token: 'another' } })
    const running = office.start('run')
    await vi.waitUntil(() => office.warehouse.documents().length > 0, 15_000)
    running.signal('SIGTERM')
    expect((await running.ended).code).toBe(0)
    expect(booked(office)).toEqual([
      [
        'CAR-25',
        [
          ['Item1', 6_000_000n],
          ['Item2', 5_000_000n],
        ],
      ],
    ])
    expect(office.state()?.warehouseProblem).toBeNull()
  })
})
