import { describe, expect, it } from 'vitest'
import type { LineStatus } from '../../../src/core/consignment'
import { decide } from '../../../src/core/decide'
import { coded, consignmentOf, line, order, returned, told, toldAs, toldTransfer, transfer, written } from './given'

describe('lines that Vend deleted', () => {
  it.each(['order', 'return', 'transfer', 'count'] as const)('a deleted line of a(n) %s does not speak', (kind) => {
    const lines = [line('Item1', { count: 9, received: 7, deleted: true })]
    const decision = decide(consignmentOf[kind]('CAR-25', lines))
    expect(decision.documents).toEqual([])
    expect(decision.holds).toEqual([])
  })

  it('a deleted line of 10 beside a living one of 60: 60 go', () => {
    const { documents } = decide(
      order('CAR-25', [line('Item1', { received: 60 }), line('Item1', { received: 10, deleted: true })]),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +60'])
  })

  it('a deleted line in a status nobody knows, without figures, holds nothing', () => {
    const { holds, lookAgain } = decide(
      order('CAR-25', [line('Item1', { count: null, received: null, status: 'unknown', deleted: true })]),
    )
    expect(holds).toEqual([])
    expect(lookAgain).toBe(false)
  })
})

const booked = 'booked'
type Settled = typeof booked | 'line-pending' | 'line-failed' | 'line-status-unknown'

describe('which line statuses are booked', () => {
  const ofOrder = {
    pending: 'line-pending',
    success: booked,
    sent: 'line-pending',
    received: booked,
    failed: 'line-failed',
    unstated: booked,
    unknown: 'line-status-unknown',
  } satisfies Partial<Record<LineStatus, Settled>>

  it.each(Object.entries(ofOrder))(
    'on a received order a line "%s" is %s; the 50 of Item2 go anyway',
    (status, settled) => {
      const decision = decide(
        order('CAR-25', [line('Item1', { received: 60, status: statusOf(status) }), line('Item2', { received: 50 })]),
      )
      expect(written(decision.documents)).toEqual([
        settled === booked ? 'Stocktake Main: Item1 +60, Item2 +50' : 'Stocktake Main: Item2 +50',
      ])
      expect(coded(decision.holds)).toEqual(settled === booked ? [] : [`${settled} Item1`])
      if (settled !== 'line-status-unknown') expect(decision.lookAgain).toBe(settled !== booked)
    },
  )

  const ofReturn = {
    pending: booked,
    success: booked,
    failed: 'line-failed',
    unstated: booked,
    unknown: 'line-status-unknown',
  } satisfies Partial<Record<LineStatus, Settled>>

  it.each(Object.entries(ofReturn))('on a sent return a line "%s" is %s', (status, settled) => {
    const decision = decide(returned('RET-1', [line('Item1', { count: 5, status: statusOf(status) })]))
    expect(written(decision.documents)).toEqual(settled === booked ? ['Stocktake Main: Item1 -5'] : [])
    expect(coded(decision.holds)).toEqual(settled === booked ? [] : [`${settled} Item1`])
  })

  const ofSentTransfer = {
    pending: 'line-pending',
    success: booked,
    sent: booked,
    failed: 'line-failed',
    unstated: booked,
    unknown: 'line-status-unknown',
  } satisfies Partial<Record<LineStatus, Settled>>

  it.each(Object.entries(ofSentTransfer))(
    'on a sent transfer a line "%s" is %s, both legs alike',
    (status, settled) => {
      const decision = decide(transfer('TR-1', [line('Item1', { count: 10, status: statusOf(status) })]))
      expect(written(decision.documents)).toEqual(settled === booked ? ['Transfer Main to Airport: Item1 10'] : [])
      expect(coded(decision.holds)).toEqual(settled === booked ? [] : [`${settled} Item1`])
    },
  )

  it.each(['success', 'received', 'unstated'] as const)(
    'on a received transfer a line "%s" books both legs',
    (status) => {
      const { documents, holds } = decide(
        transfer('TR-1', [line('Item1', { count: 10, received: 10, status })], { status: 'received' }),
      )
      expect(written(documents)).toEqual(['Transfer Main to Airport: Item1 10'])
      expect(holds).toEqual([])
    },
  )

  it('SENT_SUCCESS on a received transfer books the 10 that left, and holds what arrived', () => {
    const lines = [line('Item1', { count: 10, received: 8, status: 'sent' })]
    const untold = decide(transfer('TR-1', lines, { status: 'received' }))
    expect(written(untold.documents)).toEqual(['Stocktake Main: Item1 -10'])
    expect(coded(untold.holds)).toEqual(['line-pending Item1'])
    expect(untold.lookAgain).toBe(true)

    const toldWhenSent = decide(
      transfer('TR-1', lines, { status: 'received', told: toldTransfer('Item1', 10), toldAs: toldAs('sent') }),
    )
    expect(toldWhenSent.documents).toEqual([])
    expect(coded(toldWhenSent.holds)).toEqual(['line-pending Item1'])
    expect(toldWhenSent.lookAgain).toBe(true)
  })

  it('RECEIVE_FAIL on a transfer told as 10 takes nothing back, is held and looked at again', () => {
    const decision = decide(
      transfer('TR-1', [line('Item1', { count: 10, received: 0, status: 'failed' })], {
        status: 'received',
        told: toldTransfer('Item1', 10),
        toldAs: toldAs('sent'),
      }),
    )
    expect(decision.documents).toEqual([])
    expect(coded(decision.holds)).toEqual(['line-failed Item1'])
    expect(decision.lookAgain).toBe(true)
  })

  it.each(['pending', 'failed', 'unknown'] as const)(
    'a line that turns "%s" after 60 were told takes nothing back',
    (status) => {
      const decision = decide(
        order('CAR-25', [line('Item1', { received: 0, status })], {
          told: [told('received', 'Item1', 60)],
          toldAs: toldAs('received'),
        }),
      )
      expect(decision.documents).toEqual([])
      expect(decision.holds).toHaveLength(1)
    },
  )
})

describe('figures that Vend does not give', () => {
  it('an order line without a received figure is held, never zero: 60 told are not taken back, 50 Item2 go', () => {
    const decision = decide(
      order('CAR-25', [line('Item1', { count: 60, received: null }), line('Item2', { received: 50 })], {
        told: [told('received', 'Item1', 60)],
        toldAs: toldAs('received'),
      }),
    )
    expect(written(decision.documents)).toEqual(['Stocktake Main: Item2 +50'])
    expect(coded(decision.holds)).toEqual(['no-figure Item1'])
  })

  it('an order line without an ordered figure goes: the rule does not need it', () => {
    const { documents, holds } = decide(order('CAR-25', [line('Item1', { count: null, received: 60 })]))
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +60'])
    expect(holds).toEqual([])
  })

  it('a transfer line without a count is held, and the 4 Item2 go', () => {
    const { documents, holds } = decide(transfer('TR-1', [line('Item1', { count: null }), line('Item2', { count: 4 })]))
    expect(written(documents)).toEqual(['Transfer Main to Airport: Item2 4'])
    expect(coded(holds)).toEqual(['no-figure Item1'])
  })
})

describe('products', () => {
  const car25 = [line('Item1', { received: 60 }), line('Item2', { received: 50 })]

  it('a product whose stock Vend does not track is left out, and says so; the 50 of Item2 go', () => {
    const decision = decide(order('CAR-25', car25, { products: { Item1: { tracked: false, name: 'Gift wrapping' } } }))
    expect(written(decision.documents)).toEqual(['Stocktake Main: Item2 +50'])
    expect(decision.holds).toEqual([])
    expect(coded(decision.ignores)).toEqual(['untracked Item1'])
    expect(decision.ignores[0]?.text).toContain('Gift wrapping')
  })

  it.each([
    ['is made up of others', { composite: true }, 'composite Item1'],
    ['has no SKU', { sku: null }, 'product-without-sku Item1'],
    ['is not known to Vend', null, 'product-unknown Item1'],
  ] as const)('a product that %s is held on that line; the 50 of Item2 go', (_, product, hold) => {
    const decision = decide(order('CAR-25', car25, { products: { Item1: product } }))
    expect(written(decision.documents)).toEqual(['Stocktake Main: Item2 +50'])
    expect(coded(decision.holds)).toEqual([hold])
  })

  it('heard by webhook, the held product leaves the Stocktakes of the other two as they are', () => {
    const { documents } = decide(
      order('CAR-25', [...car25, line('Item3', { received: 5 })], {
        cause: 'webhook',
        products: { Item1: { sku: null } },
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item2 +50', 'Stocktake Main: Item3 +5'])
  })

  it('a product that became untracked, composite or lost its SKU after 60 were told takes nothing back', () => {
    for (const product of [{ tracked: false }, { composite: true }, { sku: null }, null]) {
      const { documents } = decide(
        order('CAR-25', [line('Item1', { received: 0 })], {
          products: { Item1: product },
          told: [told('received', 'Item1', 60)],
          toldAs: toldAs('received'),
        }),
      )
      expect(written(documents)).toEqual([])
    }
  })
})

describe('nothing to send', () => {
  it('0 received make no line, and an order of nothing makes no document', () => {
    expect(
      written(decide(order('CAR-25', [line('Item1', { received: 60 }), line('Item2', { received: 0 })])).documents),
    ).toEqual(['Stocktake Main: Item1 +60'])
    const nothing = decide(order('CAR-25', [line('Item2', { count: 50, received: 0 })]))
    expect([nothing.documents, nothing.holds]).toEqual([[], []])
  })

  it('10 received and 10 sent back on another line of the order come to zero, and make no line', () => {
    const { documents } = decide(order('CAR-25', [line('Item1', { received: 10 }), line('Item1', { received: -10 })]))
    expect(documents).toEqual([])
  })

  it('an order without any line makes nothing', () => {
    expect(decide(order('CAR-25', [])).documents).toEqual([])
  })
})

function statusOf(text: string): LineStatus {
  const statuses: readonly LineStatus[] = [
    'pending',
    'success',
    'sent',
    'received',
    'counted',
    'failed',
    'unstated',
    'unknown',
  ]
  const found = statuses.find((status) => status === text)
  if (found === undefined) throw new Error(`no line status ${text}`)
  return found
}
