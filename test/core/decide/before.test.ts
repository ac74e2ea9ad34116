import { describe, expect, it } from 'vitest'
import type { Mark } from '../../../src/core/decision'
import { decide } from '../../../src/core/decide'
import { before, coded, consignmentOf, line, order, returned, transfer, written } from './given'

describe('what reached its status before the start', () => {
  it.each([
    ['order', 'received'],
    ['return', 'returned'],
    ['transfer', 'sent'],
    ['count', 'counted'],
  ] as const)('a(n) %s from before the start is silent, and says why', (kind, leg) => {
    const decision = decide(
      consignmentOf[kind]('CAR-25', [line('Item1', { count: 10, received: 8 })], { marks: [before(leg)] }),
    )
    expect([decision.documents, decision.holds]).toEqual([[], []])
    expect(coded(decision.ignores)).toEqual(['before-start'])
  })

  it('an order of 60 from before, edited later: shown as changed after the start, and not sent', () => {
    const decision = decide(
      order('CAR-25', [line('Item1', { received: 61 })], {
        marks: [before('received', { version: 99n })],
        consignment: { version: 100n },
      }),
    )
    expect([decision.documents, decision.holds]).toEqual([[], []])
    expect(coded(decision.ignores)).toEqual(['changed-after-start'])
  })

  it('a return of 5 from before that is edited to 7 stays silent, however often its version grows', () => {
    for (const version of [101n, 5_000_000_000n]) {
      const { documents } = decide(
        returned('RET-1', [line('Item1', { count: 7 })], { marks: [before('returned')], consignment: { version } }),
      )
      expect(documents).toEqual([])
    }
  })

  it('an order of 60 from before that is cancelled later takes nothing back, and is shown as changed after the start', () => {
    const decision = decide(
      order('CAR-25', [line('Item1', { received: 60 })], {
        status: 'cancelled',
        marks: [before('received')],
        consignment: { version: 101n },
      }),
    )
    expect(decision.documents).toEqual([])
    expect(coded(decision.ignores)).toEqual(['changed-after-start'])
  })

  it('an order of which nobody can say whether it was before is held, for a person to say', () => {
    const unclear: Mark = { ...before('received'), mark: 'unclear' }
    const decision = decide(order('CAR-25', [line('Item1', { received: 60 })], { marks: [unclear] }))
    expect(decision.documents).toEqual([])
    expect(coded(decision.holds)).toEqual(['start-unclear'])
  })

  it('without a mark it is ours, whatever its dates say', () => {
    const { documents } = decide(
      order('CAR-25', [line('Item1', { received: 60 })], {
        consignment: { createdAt: 0, updatedAt: 0, receivedAt: 0 },
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Main: Item1 +60'])
  })
})

describe('a transfer in transit at the start', () => {
  const lines = [line('Item1', { count: 10, received: 8 })]

  it('10 left before the start: while it is SENT or DISPATCHED nothing arrives', () => {
    for (const status of ['sent', 'dispatched'] as const) {
      expect(decide(transfer('TR-1', lines, { status, marks: [before('sent')] })).documents).toEqual([])
    }
  })

  it('10 left before the start and 8 arrive after it: +8 at the destination, as a Stocktake', () => {
    const { documents } = decide(
      transfer('TR-1', lines, { status: 'received', marks: [before('sent')], consignment: { version: 101n } }),
    )
    expect(written(documents)).toEqual(['Stocktake Airport: Item1 +8'])
  })

  it('8 that arrive after the start are not called left out', () => {
    const decision = decide(transfer('TR-1', lines, { status: 'received', marks: [before('sent')] }))
    expect(written(decision.documents)).toEqual(['Stocktake Airport: Item1 +8'])
    expect(decision.ignores).toEqual([])
  })

  it('both legs before the start: silent', () => {
    const decision = decide(transfer('TR-1', lines, { status: 'received', marks: [before('sent'), before('arrived')] }))
    expect([decision.documents, decision.holds]).toEqual([[], []])
    expect(coded(decision.ignores)).toEqual(['before-start'])
  })

  it('8 arrived after the start and was told; edited to 9, 1 more arrives', () => {
    const first = decide(transfer('TR-1', lines, { status: 'received', marks: [before('sent')] })).documents
    const { documents } = decide(
      transfer('TR-1', [line('Item1', { count: 10, received: 9 })], {
        status: 'received',
        marks: [before('sent')],
        told: first.flatMap((document) =>
          document.lines.map((one) => ({
            ...one,
            warehouse: 'odoo',
            dismissed: false,
            undone: false,
            undoing: false,
            lacking: 0n,
          })),
        ),
        toldAs: { status: 'received', transferOn: 'sent' },
      }),
    )
    expect(written(documents)).toEqual(['Stocktake Airport: Item1 +1'])
  })
})
