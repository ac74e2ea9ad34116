import { describe, expect, it } from 'vitest'
import type { Refusal } from '../../../src/core/decision'
import { decide } from '../../../src/core/decide'
import { linesKey } from '../../../src/core/lines-key'
import type { ShopGiven } from './given'
import { amount, approved, codes, line, order, standing, standingAfter, told, toldAs, transfer, written } from './given'

const car25 = [line('Item1', { received: 60 }), line('Item2', { received: 50 })]
const limit100: ShopGiven = { limits: { units: amount(100), lines: null } }

describe('drafts that already stand', () => {
  it('two Stocktakes made by webhook stay two when the scan finds the same 60 and 50', () => {
    const drafts = standing(decide(order('CAR-25', car25, { cause: 'webhook' })).documents)
    const decision = decide(order('CAR-25', car25, { cause: 'scan', drafts }))
    expect([decision.documents, decision.withdraw]).toEqual([[], []])
    expect(decision.keep.map(({ id }) => id).sort()).toEqual(['draft-1', 'draft-2'])
  })

  it('one Stocktake made by scan stays one when a webhook comes after it', () => {
    const drafts = standing(decide(order('CAR-25', car25, { cause: 'scan' })).documents)
    const decision = decide(order('CAR-25', car25, { cause: 'webhook', drafts }))
    expect([decision.documents, decision.withdraw, decision.keep]).toEqual([[], [], [{ id: 'draft-1', holds: [] }]])
  })

  it('stay as they are when the shop changes how Stocktakes are split', () => {
    const drafts = standing(decide(order('CAR-25', car25, { cause: 'webhook' })).documents)
    const decision = decide(order('CAR-25', car25, { cause: 'webhook', drafts, settings: { stocktakes: 'whole' } }))
    expect([decision.documents, decision.withdraw]).toEqual([[], []])
  })

  it('60 and 50 become 55 and 50: both drafts are withdrawn and the new figures made anew, as one by scan', () => {
    const drafts = standing(decide(order('CAR-25', car25, { cause: 'webhook' })).documents)
    const edited = [line('Item1', { received: 55 }), line('Item2', { received: 50 })]
    const decision = decide(order('CAR-25', edited, { cause: 'scan', drafts }))
    expect([...decision.withdraw].sort()).toEqual(['draft-1', 'draft-2'])
    expect(decision.keep).toEqual([])
    expect(written(decision.documents)).toEqual(['Stocktake Main: Item1 +55, Item2 +50'])
  })

  it('a third item appears: what stands afterwards is 60, 50 and 1, each once', () => {
    const drafts = standing(decide(order('CAR-25', car25)).documents)
    const decision = decide(order('CAR-25', [...car25, line('Item3', { received: 1 })], { drafts }))
    expect(decision.withdraw).toEqual(['draft-1'])
    expect(written(standingAfter(drafts, decision))).toEqual(['Stocktake Main: Item1 +60, Item2 +50, Item3 +1'])
  })

  it('nothing is left to tell: the draft is withdrawn and no other made', () => {
    const drafts = standing(decide(order('CAR-25', car25)).documents)
    const decision = decide(
      order('CAR-25', car25, {
        drafts,
        told: [told('received', 'Item1', 60), told('received', 'Item2', 50)],
        toldAs: toldAs('received'),
      }),
    )
    expect([decision.documents, decision.withdraw, decision.keep]).toEqual([[], ['draft-1'], []])
  })

  it('60 of 60 and 50 was sent meanwhile: the draft of 50 stays', () => {
    const drafts = standing(decide(order('CAR-25', car25, { cause: 'webhook' })).documents).filter(({ lines }) =>
      lines.every(({ productId }) => productId === 'Item2'),
    )
    const decision = decide(
      order('CAR-25', car25, { drafts, told: [told('received', 'Item1', 60)], toldAs: toldAs('received') }),
    )
    expect([decision.documents, decision.withdraw, decision.keep.map(({ id }) => id)]).toEqual([
      [],
      [],
      drafts.map(({ id }) => id),
    ])
  })

  it('never told, and the outlet moves from Main to Shed: the draft is withdrawn and made anew for Shed, free to go', () => {
    const drafts = standing(decide(order('CAR-25', car25)).documents)
    const decision = decide(order('CAR-25', car25, { drafts, settings: { locations: new Map([['main', 'Shed']]) } }))
    expect(decision.withdraw).toEqual(['draft-1'])
    expect(written(decision.documents)).toEqual(['Stocktake Shed: Item1 +60, Item2 +50'])
  })

  it('never told, and Item1 gets another SKU: what stands afterwards carries the new one', () => {
    const drafts = standing(decide(order('CAR-25', car25)).documents)
    const decision = decide(order('CAR-25', car25, { drafts, products: { Item1: { sku: 'TEE-S' } } }))
    expect(written(standingAfter(drafts, decision))).toEqual(['Stocktake Main: Item2 +50, TEE-S +60'])
  })

  it('a warehouse that learns transfers: two Stocktakes of 10 that never left become one Stock Transfer or stay, but never both', () => {
    const lines = [line('Item1', { count: 10 })]
    const plain: ShopGiven = { warehouse: { id: 'plain', name: 'Plain', transfers: false } }
    const drafts = standing(decide(transfer('TR-1', lines, { settings: plain })).documents)
    const decision = decide(transfer('TR-1', lines, { drafts }))
    const after = standingAfter(drafts, decision)
      .flatMap((draft) => draft.lines.map(({ leg, quantity }) => [leg, quantity]))
      .sort()
    expect(after).toEqual([
      ['arrived', amount(10)],
      ['sent', amount(-10)],
    ])
  })

  it('what the warehouse said of a draft stays with it: an unknown SKU is not forgotten by the next scan', () => {
    const hold = {
      code: 'sku-not-in-warehouse',
      text: 'Main Warehouse does not know SKU "Item2".',
      productId: 'Item2',
    } as const
    const drafts = standing(decide(order('CAR-25', car25, { cause: 'webhook' })).documents).map((draft) =>
      draft.lines.some(({ productId }) => productId === 'Item2') ? { ...draft, holds: [hold] } : draft,
    )
    const decision = decide(order('CAR-25', car25, { cause: 'scan', drafts }))
    expect([decision.documents, decision.withdraw]).toEqual([[], []])
    expect(written(standingAfter(drafts, decision))).toEqual([
      'Stocktake Main: Item1 +60',
      'Stocktake Main: Item2 +50 [sku-not-in-warehouse]',
    ])
  })

  it('a limit set after the draft was made holds the draft, and lifting it lets it go', () => {
    const drafts = standing(decide(order('CAR-25', car25)).documents)
    const held = decide(order('CAR-25', car25, { drafts, settings: limit100 }))
    const after = standingAfter(drafts, held)
    expect(written(after)).toEqual(['Stocktake Main: Item1 +60, Item2 +50 [over-limit]'])
    const lifted = decide(order('CAR-25', car25, { drafts: after }))
    expect(written(standingAfter(after, lifted))).toEqual(['Stocktake Main: Item1 +60, Item2 +50'])
  })
})

describe('"send it anyway"', () => {
  const held = standing(decide(order('CAR-25', car25, { settings: limit100 })).documents)

  it('lets the held 60 and 50 go', () => {
    expect(written(held)).toEqual(['Stocktake Main: Item1 +60, Item2 +50 [over-limit]'])
    const decision = decide(
      order('CAR-25', car25, { settings: limit100, drafts: held, approvals: held.flatMap(approved) }),
    )
    expect([decision.documents, decision.withdraw, decision.keep]).toEqual([[], [], [{ id: 'draft-1', holds: [] }]])
  })

  it('was said for 60 and 50 and no other figures: 61 and 50 are held again', () => {
    const edited = [line('Item1', { received: 61 }), line('Item2', { received: 50 })]
    const decision = decide(
      order('CAR-25', edited, { settings: limit100, drafts: held, approvals: held.flatMap(approved) }),
    )
    expect(decision.withdraw).toEqual(['draft-1'])
    expect(written(decision.documents)).toEqual(['Stocktake Main: Item1 +61, Item2 +50 [over-limit]'])
  })

  it('was said of one reason and holds for no other', () => {
    const approvals = held.flatMap(({ lines }) => [{ code: 'cancelled' as const, lines: linesKey(lines) }])
    const decision = decide(order('CAR-25', car25, { settings: limit100, drafts: held, approvals }))
    expect(decision.keep.map(({ holds }) => codes(holds))).toEqual([['over-limit']])
  })

  it('is remembered when the same document has to be made again', () => {
    const { documents } = decide(order('CAR-25', car25, { settings: limit100, approvals: held.flatMap(approved) }))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +60, Item2 +50'])
  })

  it('after an order that went over the limit was told, 1 more goes, and 101 more are held', () => {
    const later = (received: number) =>
      decide(
        order('CAR-25', [line('Item1', { received }), line('Item2', { received: 50 })], {
          settings: limit100,
          approvals: held.flatMap(approved),
          told: [told('received', 'Item1', 60), told('received', 'Item2', 50)],
          toldAs: toldAs('received'),
        }),
      )
    expect(written(later(61).documents)).toEqual(['Stocktake Main: Item1 +1'])
    expect(written(later(161).documents)).toEqual(['Stocktake Main: Item1 +101 [over-limit]'])
  })
})

describe('what the warehouse refused', () => {
  const refusal: Refusal = {
    leg: 'received',
    outletId: 'main',
    productId: 'Item1',
    quantity: amount(60),
    text: 'Main Warehouse refused Item1: the item is archived.',
  }

  it('the refused 60 are made again and held with its words, and the 50 of Item2 go', () => {
    const { documents } = decide(order('CAR-25', car25, { refusals: [refusal] }))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +60 [refused]', 'Stocktake Main: Item2 +50'])
    const holds = documents.flatMap((document) => document.holds)
    expect(holds.map(({ text }) => text).join(' ')).toContain('the item is archived')
  })

  it('the next scan keeps the refused document and makes no second one', () => {
    const drafts = standing(decide(order('CAR-25', car25, { refusals: [refusal] })).documents)
    const decision = decide(order('CAR-25', car25, { refusals: [refusal], drafts }))
    expect([decision.documents, decision.withdraw]).toEqual([[], []])
    expect(written(standingAfter(drafts, decision))).toEqual(written(drafts))
  })

  it('a draft of 60 and 50 parts when only Item1 is refused: 60 wait, 50 go', () => {
    const drafts = standing(decide(order('CAR-25', car25)).documents)
    const decision = decide(order('CAR-25', car25, { refusals: [refusal], drafts }))
    expect(written(standingAfter(drafts, decision))).toEqual([
      'Stocktake Main: Item1 +60 [refused]',
      'Stocktake Main: Item2 +50',
    ])
  })

  it('a person retries: without the refusal the 60 may go', () => {
    const drafts = standing(decide(order('CAR-25', car25, { refusals: [refusal] })).documents)
    const decision = decide(order('CAR-25', car25, { drafts }))
    const after = standingAfter(drafts, decision)
    expect(after.flatMap(({ holds }) => holds)).toEqual([])
    expect(after.flatMap(({ lines }) => lines.map(({ productId, quantity }) => [productId, quantity])).sort()).toEqual([
      ['Item1', amount(60)],
      ['Item2', amount(50)],
    ])
  })

  it('what was refused and has meanwhile been told is not asked for again', () => {
    const decision = decide(
      order('CAR-25', [line('Item1', { received: 60 })], {
        refusals: [refusal],
        told: [told('received', 'Item1', 60)],
        toldAs: toldAs('received'),
      }),
    )
    expect(decision.documents).toEqual([])
  })

  it('a Stocktake of -2 was refused while the Stock Transfer of 8 waits: -2 is held again, not tried again, and the 8 go', () => {
    const { documents } = decide(
      transfer('TR-1', [line('Item1', { count: 10, received: 8 })], {
        status: 'received',
        refusals: [{ ...refusal, leg: 'sent', quantity: amount(-2) }],
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 -2 [refused]', 'Transfer Main to Airport: Item1 8'])
  })

  it('a refused arrival does not go as a transfer by itself: nothing of those 10 is free to go', () => {
    const { documents } = decide(
      transfer('TR-1', [line('Item1', { count: 10 })], {
        refusals: [{ ...refusal, leg: 'arrived', outletId: 'airport', quantity: amount(10) }],
      }),
    )
    const free = documents.filter(({ holds }) => holds.length === 0).flatMap(({ lines }) => lines)
    expect(free.filter(({ leg }) => leg === 'arrived')).toEqual([])
    expect(documents.flatMap(({ holds }) => codes(holds))).toContain('refused')
  })
})
