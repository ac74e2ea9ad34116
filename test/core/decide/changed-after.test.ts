import { describe, expect, it } from 'vitest'
import type { ConsignmentStatus } from '../../../src/core/consignment'
import { decide } from '../../../src/core/decide'
import type { Hold } from '../../../src/core/hold'
import type { Given } from './given'
import {
  amount,
  approved,
  codes,
  coded,
  count,
  line,
  order,
  returned,
  standing,
  told,
  toldAfter,
  toldAs,
  toldTransfer,
  transfer,
  undone,
  written,
} from './given'

const car25 = [line('Item1', { received: 60 }), line('Item2', { received: 50 })]
const toldCar25: Given = {
  told: [told('received', 'Item1', 60), told('received', 'Item2', 50)],
  toldAs: toldAs('received'),
}

describe('changed after it was told', () => {
  it('60 told and 55 in Vend now: -5 goes, and Item2, unchanged, makes no line', () => {
    const { documents } = decide(
      order('CAR-25', [line('Item1', { received: 55 }), line('Item2', { received: 50 })], toldCar25),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -5'])
  })

  it('60 told and 60 in Vend: nothing is made, held or withdrawn', () => {
    const decision = decide(order('CAR-25', car25, toldCar25))
    expect([decision.documents, decision.withdraw, decision.keep, decision.holds]).toEqual([[], [], [], []])
  })

  it('a third item that appears after two were told goes alone', () => {
    const { documents } = decide(order('CAR-25', [...car25, line('Item3', { received: 1 })], toldCar25))
    expect(written(documents)).toEqual(['Stocktake Main: Item3 +1'])
  })

  it('a product that is still among the lines, at 0, takes its 60 back without asking', () => {
    const { documents } = decide(
      order('CAR-25', [line('Item1', { received: 0 }), line('Item2', { received: 50 })], toldCar25),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -60'])
  })

  it('a count told as -3 and then corrected in Vend to 9 of 10 gives 2 back, with the 9 beside it', () => {
    const { documents } = decide(
      count('CNT-1', [line('Item1', { count: 10, received: 9 })], {
        told: [told('counted', 'Item1', -3)],
        toldAs: toldAs('complete'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +2 (counted 9)'])
  })
})

describe('a told product that is no longer among the lines', () => {
  it('Item2, told 50, has vanished: -50 is made and held, and the -5 of Item1 waits with it', () => {
    const { documents } = decide(order('CAR-25', [line('Item1', { received: 55 })], { ...toldCar25, cause: 'webhook' }))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -5, Item2 -50 [product-vanished]'])
    expect(documents[0]?.holds.map(({ text }) => text).join(' ')).toContain('Item2')
  })

  it('a whole answer gone missing takes nothing back by itself: -60 and -50 are held', () => {
    expect(written(decide(order('CAR-25', [], toldCar25)).documents)).toEqual([
      'Stocktake Main: Item1 -60, Item2 -50 [product-vanished]',
    ])
  })

  it('a product Vend has forgotten altogether can still be taken back, from the SKU that was told', () => {
    const { documents } = decide(
      order('CAR-25', [line('Item1', { received: 60 })], { ...toldCar25, products: { Item2: null } }),
    )
    expect(documents.map(({ holds }) => codes(holds).includes('product-vanished'))).not.toContain(false)
    expect(documents.flatMap(({ lines }) => lines.map(({ sku }) => sku))).toEqual(['Item2'])
  })

  it('a transfer of 10 whose product vanished comes back only with approval', () => {
    const { documents } = decide(
      transfer('TR-1', [line('Item2', { count: 4 })], {
        told: [...toldTransfer('Item1', 10), ...toldTransfer('Item2', 4)],
        toldAs: toldAs('sent'),
      }),
    )
    expect(written(documents)).toEqual(['Transfer Airport to Main: Item1 10 [product-vanished]'])
  })

  it('a product whose only line was deleted never goes back by itself', () => {
    const { documents } = decide(
      order('CAR-25', [line('Item1', { received: 60 }), line('Item2', { received: 50, deleted: true })], toldCar25),
    )
    expect(documents.filter(({ holds }) => holds.length === 0)).toEqual([])
  })

  it('approved, -50 may go; and when it was told, Item2 at zero is not missed any more', () => {
    const lines = [line('Item1', { received: 60 })]
    const drafts = standing(decide(order('CAR-25', lines, toldCar25)).documents)
    const decision = decide(order('CAR-25', lines, { ...toldCar25, drafts, approvals: drafts.flatMap(approved) }))
    expect(decision.keep).toEqual([{ id: 'draft-1', holds: [] }])

    const now = order('CAR-25', lines, toldCar25)
    const after = decide({ ...now, told: toldAfter(now, drafts) })
    expect([after.documents, after.holds]).toEqual([[], []])
    const edited = decide({ ...now, lines: [line('Item1', { received: 61 })], told: toldAfter(now, drafts) })
    expect(written(edited.documents)).toEqual(['Stocktake Main: Item1 +1'])
  })

  it('the answer was short: with Item2 back at 50 the held document withdraws itself', () => {
    const drafts = standing(decide(order('CAR-25', [line('Item1', { received: 60 })], toldCar25)).documents)
    const decision = decide(order('CAR-25', car25, { ...toldCar25, drafts }))
    expect([decision.documents, decision.withdraw, decision.keep]).toEqual([[], ['draft-1'], []])
  })
})

describe('cancelled, deleted or set back after it was told', () => {
  const reversed = (code: string) => [`Stocktake Main: Item1 -60, Item2 -50 [${code}]`]

  it.each([
    ['cancelled', { status: 'cancelled' }, 'cancelled'],
    ['deleted', { consignment: { deleted: true } }, 'deleted'],
    ['set back to DISPATCHED', { status: 'dispatched' }, 'set-back'],
    ['set back to SENT', { status: 'sent' }, 'set-back'],
    ['set back to OPEN', { status: 'open' }, 'set-back'],
  ] as const)('an order told as 60 and 50 and then %s is taken back as one document, held', (_, given, code) => {
    const { documents } = decide(order('CAR-25', car25, { ...toldCar25, ...given, cause: 'webhook' }))
    expect(written(documents)).toEqual(reversed(code))
  })

  it.each([
    ['cancelled', { status: 'cancelled' }],
    ['deleted', { consignment: { deleted: true } }],
    ['set back to SENT', { status: 'sent' }],
  ] as const)(
    '%s for a while: the held document withdraws itself when Vend returns, and nothing else happens',
    (_, given) => {
      const drafts = standing(decide(order('CAR-25', car25, { ...toldCar25, ...given })).documents)
      expect(drafts).toHaveLength(1)
      const still = decide(order('CAR-25', car25, { ...toldCar25, ...given, drafts }))
      expect([still.documents, still.withdraw, still.keep.map(({ id }) => id)]).toEqual([[], [], ['draft-1']])
      expect(still.keep[0]?.holds).toHaveLength(1)

      const back = decide(order('CAR-25', car25, { ...toldCar25, drafts }))
      expect([back.documents, back.withdraw, back.keep, back.holds]).toEqual([[], ['draft-1'], [], []])
    },
  )

  it('cancelled with its lines gone from the answer too: -60 and -50, held', () => {
    const { documents } = decide(order('CAR-25', [], { ...toldCar25, status: 'cancelled' }))
    expect(documents.flatMap(({ lines }) => lines.map(({ quantity }) => quantity))).toEqual([-6_000_000n, -5_000_000n])
    for (const { holds } of documents) expect(codes(holds)).toContain('cancelled')
  })

  it('cancelled, approved and told; then received again after all: the 60 and 50 go once more', () => {
    const cancelled = order('CAR-25', car25, { ...toldCar25, status: 'cancelled' })
    const drafts = standing(decide(cancelled).documents)
    const approving = decide({ ...cancelled, drafts, approvals: drafts.flatMap(approved) })
    expect(approving.keep).toEqual([{ id: 'draft-1', holds: [] }])

    const takenBack = { told: toldAfter(cancelled, drafts), toldAs: toldAs('received') }
    expect(decide({ ...cancelled, ...takenBack }).documents).toEqual([])
    expect(written(decide(order('CAR-25', car25, takenBack)).documents)).toEqual([
      'Stocktake Main: Item1 +60, Item2 +50',
    ])
  })

  it.each([
    ['cancelled', { status: 'cancelled' }],
    ['deleted', { consignment: { deleted: true } }],
  ] as const)('%s and never told: left out, and says so', (_, given) => {
    const decision = decide(order('CAR-25', car25, given))
    expect([decision.documents, decision.holds]).toEqual([[], []])
    expect(coded(decision.ignores)).toEqual(['cancelled-untold'])
  })

  it.each([
    ['cancelled', { status: 'cancelled' }],
    ['deleted', { consignment: { deleted: true } }],
  ] as const)('%s before anything was sent: the standing draft of 60 and 50 is withdrawn', (_, given) => {
    const drafts = standing(decide(order('CAR-25', car25)).documents)
    const decision = decide(order('CAR-25', car25, { ...given, drafts }))
    expect([decision.documents, decision.withdraw, decision.keep]).toEqual([[], ['draft-1'], []])
  })

  it('a return of 5 told when SENT and now OPEN puts 5 back, held', () => {
    const { documents } = decide(
      returned('RET-1', [line('Item1', { count: 5 })], {
        status: 'open',
        told: [told('returned', 'Item1', -5)],
        toldAs: toldAs('sent'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +5 [set-back]'])
  })

  it.each(['scheduled', 'counting', 'counted'] as const)(
    'a count told as -3 and now %s again gives 3 back, held',
    (status) => {
      const { documents } = decide(
        count('CNT-1', [line('Item1', { count: 10, received: 7 })], {
          status,
          told: [told('counted', 'Item1', -3)],
          toldAs: toldAs('complete'),
        }),
      )
      expect(documents.map(({ holds }) => codes(holds))).toEqual([['set-back']])
      expect(documents[0]?.lines[0]?.quantity).toBe(300_000n)
    },
  )

  it('a transfer of 10 cancelled after it was told comes back as a Stock Transfer, held', () => {
    const { documents } = decide(
      transfer('TR-1', [line('Item1', { count: 10 })], {
        status: 'cancelled',
        told: toldTransfer('Item1', 10),
        toldAs: toldAs('sent'),
      }),
    )
    expect(written(documents)).toEqual(['Transfer Airport to Main: Item1 10 [cancelled]'])
  })

  it('a transfer told as 10 sent and 8 arrived, and now OPEN: 8 come back, 2 more appear at the source, both held', () => {
    const { documents } = decide(
      transfer('TR-1', [line('Item1', { count: 10, received: 8 })], {
        status: 'open',
        told: [told('sent', 'Item1', -10), told('arrived', 'Item1', 8)],
        toldAs: toldAs('received'),
      }),
    )
    expect(written(documents)).toEqual([
      'Stocktake Main: Item1 +2 [set-back]',
      'Transfer Airport to Main: Item1 8 [set-back]',
    ])
  })

  it('a transfer told as 10 sent and 8 arrived, and then set back from RECEIVED to SENT: +2 at the destination, held', () => {
    const { documents } = decide(
      transfer('TR-1', [line('Item1', { count: 10, received: 8 })], {
        status: 'sent',
        told: [told('sent', 'Item1', -10), told('arrived', 'Item1', 8)],
        toldAs: toldAs('received'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Airport: Item1 +2 [set-back]'])
  })

  it('a transfer of which all 10 arrived, set back to SENT and to RECEIVED again, moves nothing', () => {
    const given: Given = { told: toldTransfer('Item1', 10), toldAs: toldAs('received') }
    const lines = [line('Item1', { count: 10, received: 10 })]
    for (const status of ['sent', 'received'] satisfies ConsignmentStatus[]) {
      expect(decide(transfer('TR-1', lines, { ...given, status })).documents).toEqual([])
    }
  })
})

describe('what a person dismissed or undid', () => {
  it('60 dismissed and 60 in Vend: nothing is made', () => {
    const decision = decide(
      order('CAR-25', [line('Item1', { received: 60 })], {
        told: [told('received', 'Item1', 60, { dismissed: true })],
        toldAs: toldAs('received'),
      }),
    )
    expect([decision.documents, decision.holds]).toEqual([[], []])
  })

  it('60 dismissed and 55 in Vend now: -5 is held; +2 of Item2, told in the usual way, goes', () => {
    const { documents } = decide(
      order('CAR-25', [line('Item1', { received: 55 }), line('Item2', { received: 52 })], {
        told: [told('received', 'Item1', 60, { dismissed: true }), told('received', 'Item2', 50)],
        toldAs: toldAs('received'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -5 [dismissed-before]', 'Stocktake Main: Item2 +2'])
  })

  it('an undone document stays undone: 60 in Vend as before makes nothing', () => {
    const decision = decide(
      order('CAR-25', [line('Item1', { received: 60 })], {
        told: [undone('received', 'Item1', 60)],
        toldAs: toldAs('received'),
      }),
    )
    expect([decision.documents, decision.holds]).toEqual([[], []])
  })

  it('60 undone and 55 in Vend now: Item1 is held; +2 of Item2 goes', () => {
    const { documents } = decide(
      order('CAR-25', [line('Item1', { received: 55 }), line('Item2', { received: 52 })], {
        told: [undone('received', 'Item1', 60), told('received', 'Item2', 50)],
        toldAs: toldAs('received'),
      }),
    )
    // Nothing of the 60 is there any more: the whole of it is 55, not −5.
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +55 [undone-before]', 'Stocktake Main: Item2 +2'])
    expect(documents[0]?.holds[0]?.text).toContain('(+55), or leave it as it is.')
  })

  it('60 told and +5 after it, of which the +5 was undone, and 70 in Vend now: +10 is held', () => {
    const { documents } = decide(
      order('CAR-25', [line('Item1', { received: 70 })], {
        told: [undone('received', 'Item1', 65, 5)],
        toldAs: toldAs('received'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +10 [undone-before]'])
    expect(documents[0]?.lines.map(({ tells }) => tells)).toEqual([amount(5)])
  })

  it('60 undone and 0 in Vend now: nothing is sent, and it is agreed that nothing is there', () => {
    const { documents, agreed } = decide(
      order('CAR-25', [line('Item1', { received: 0 }), line('Item2', { received: 50 })], {
        told: [undone('received', 'Item1', 60), told('received', 'Item2', 50)],
        toldAs: toldAs('received'),
      }),
    )
    expect(documents).toEqual([])
    expect(agreed.map(({ sku, quantity, tells }) => [sku, quantity, tells])).toEqual([['Item1', 0n, -amount(60)]])
  })

  it('60 undone, whose undo has not arrived yet, and 0 in Vend now: nothing is agreed before it has', () => {
    const { documents, agreed } = decide(
      order('CAR-25', [line('Item1', { received: 0 })], {
        told: [{ ...undone('received', 'Item1', 60), undoing: true }],
        toldAs: toldAs('received'),
      }),
    )
    expect([documents, agreed]).toEqual([[], []])
  })

  it('60 undone, agreed as 0 since, and 60 in Vend once more: +60 is held', () => {
    const { documents } = decide(
      order('CAR-25', [line('Item1', { received: 60 })], {
        told: [undone('received', 'Item1', 0, 0)],
        toldAs: toldAs('received'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +60 [undone-before]'])
  })

  it('60 undone and cancelled in Vend after it: there is nothing to take back', () => {
    const { documents, agreed } = decide(
      order('CAR-25', [], {
        status: 'cancelled',
        told: [undone('received', 'Item1', 60)],
        toldAs: toldAs('received'),
      }),
    )
    expect(documents).toEqual([])
    expect(agreed.map(({ tells }) => tells)).toEqual([-amount(60)])
  })

  it('60 undone whose product Vend no longer lists: nothing is held for it, and +2 of Item2 goes', () => {
    const { documents } = decide(
      order('CAR-25', [line('Item2', { received: 52 })], {
        told: [undone('received', 'Item1', 60), told('received', 'Item2', 50)],
        toldAs: toldAs('received'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item2 +2'])
  })

  it('a transfer of 10 that was undone, edited to 7: the whole 7 is held as a transfer', () => {
    const { documents } = decide(
      transfer('TR-1', [line('Item1', { count: 7 })], {
        told: [undone('sent', 'Item1', -10), undone('arrived', 'Item1', 10)],
        toldAs: toldAs('sent'),
      }),
    )
    expect(written(documents)).toEqual(['Transfer Main to Airport: Item1 7 [undone-before]'])
    expect(documents[0]?.lines.map(({ tells }) => tells)).toEqual([amount(3), -amount(3)])
  })

  it('a transfer of 10 of which the arrival alone was undone, edited to 7: 3 back at Main, and 7 into Airport', () => {
    const { documents } = decide(
      transfer('TR-1', [line('Item1', { count: 7 })], {
        told: [told('sent', 'Item1', -10), undone('arrived', 'Item1', 10)],
        toldAs: toldAs('sent'),
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Airport: Item1 +7 [undone-before]', 'Stocktake Main: Item1 +3'])
  })

  it('a transfer of 7 undone, sent 10 and received 8 now: 8 as a transfer and −2, which together tell the change', () => {
    const { documents } = decide(
      transfer('TR-1', [line('Item1', { count: 10, received: 8 })], {
        status: 'received',
        told: [undone('sent', 'Item1', -7), undone('arrived', 'Item1', 7)],
        toldAs: toldAs('sent'),
      }),
    )
    expect(written(documents)).toEqual([
      'Stocktake Main: Item1 -2 [undone-before]',
      'Transfer Main to Airport: Item1 8 [undone-before]',
    ])
    const sent = documents.flatMap(({ lines }) => lines).filter(({ leg }) => leg === 'sent')
    expect(sent.map(({ quantity, tells }) => [quantity, tells])).toEqual([
      [-amount(8), -amount(1)],
      [-amount(2), -amount(2)],
    ])
  })
})

describe('CLOSED', () => {
  it('changes nothing that was told: 60 and 50 stay, whatever the lines say now', () => {
    const decision = decide(
      order('CAR-25', [line('Item1', { received: 0 }), line('Item2', { received: 99 })], {
        ...toldCar25,
        status: 'closed',
      }),
    )
    expect([decision.documents, decision.holds]).toEqual([[], []])
  })

  it('changes nothing even when a told product is missing from the lines', () => {
    const decision = decide(order('CAR-25', [], { ...toldCar25, status: 'closed' }))
    expect([decision.documents, decision.holds]).toEqual([[], []])
  })

  it('keeps a change that still waited to be sent, and holds it: -3 was told, +1 waits for its item', () => {
    const toldCount: Given = { told: [told('counted', 'Item1', -3)], toldAs: toldAs('complete') }
    const lines = [line('Item1', { count: 10, received: 8 })]
    const [made] = standing(decide(count('CNT-1', lines, toldCount)).documents)
    const unknown: Hold = {
      code: 'sku-not-in-warehouse',
      text: 'Main Warehouse does not know Item1.',
      productId: 'Item1',
    }
    const drafts = made ? [{ ...made, holds: [unknown] }] : []
    const closed = { ...toldCount, drafts, status: 'closed' } satisfies Given
    const decision = decide(count('CNT-1', lines, closed))
    expect([decision.documents, decision.withdraw]).toEqual([[], []])
    expect(decision.keep.map(({ id, holds }) => [id, codes(holds)])).toEqual([
      ['draft-1', ['closed', 'sku-not-in-warehouse']],
    ])
    expect(decision.keep[0]?.holds[1]?.text).toBe(
      'Inventory Count CNT-1 was closed in Vend before all of it had been sent. Send the rest, or leave it out.',
    )
    const back = decide(count('CNT-1', [line('Item1', { count: 10, received: 7 })], closed))
    expect([back.documents, back.withdraw, back.keep]).toEqual([[], ['draft-1'], []])
  })

  it('a count closed with 7 of 10 counted and never told: -3 is made and held, whole even by webhook', () => {
    const { documents } = decide(
      count('CNT-1', [line('Item1', { count: 10, received: 7 }), line('Item2', { count: 10, received: 9 })], {
        status: 'closed',
        cause: 'webhook',
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -3 (counted 7), Item2 -1 (counted 9) [closed]'])
  })

  it('never told and nothing differs: nothing is made or held', () => {
    const decision = decide(count('CNT-1', [line('Item1', { count: 10, received: 10 })], { status: 'closed' }))
    expect([decision.documents, decision.holds]).toEqual([[], []])
  })

  it('approved, the -3 of a closed count may go', () => {
    const lines = [line('Item1', { count: 10, received: 7 })]
    const drafts = standing(decide(count('CNT-1', lines, { status: 'closed' })).documents)
    const decision = decide(count('CNT-1', lines, { status: 'closed', drafts, approvals: drafts.flatMap(approved) }))
    expect(decision.keep).toEqual([{ id: 'draft-1', holds: [] }])
  })
})
