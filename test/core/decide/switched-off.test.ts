import { describe, expect, it } from 'vitest'
import { consignmentKinds } from '../../../src/core/consignment'
import { decide } from '../../../src/core/decide'
import { coded, consignmentOf, line, order, standing, told, toldAs } from './given'

const off = { settings: { sending: false } }

describe('"Send stock adjustments to the warehouse" switched off', () => {
  it.each(consignmentKinds)('a(n) %s of 10 is left out, and says so', (kind) => {
    const decision = decide(consignmentOf[kind]('CAR-25', [line('Item1', { count: 10, received: 8 })], off))
    expect([decision.documents, decision.holds]).toEqual([[], []])
    expect(coded(decision.ignores)).toEqual(['sending-off'])
  })

  it('what was told stays told: 60 told and 55 in Vend now makes nothing, cancelled or not', () => {
    for (const status of ['received', 'cancelled', 'open'] as const) {
      const { documents } = decide(
        order('CAR-25', [line('Item1', { received: 55 })], {
          ...off,
          status,
          told: [told('received', 'Item1', 60)],
          toldAs: toldAs('received'),
        }),
      )
      expect(documents).toEqual([])
    }
  })

  it('a draft that was waiting is withdrawn: nothing may go while it is off', () => {
    const lines = [line('Item1', { received: 60 })]
    const drafts = standing(decide(order('CAR-25', lines)).documents)
    const decision = decide(order('CAR-25', lines, { ...off, drafts }))
    expect([decision.documents, decision.withdraw, decision.keep]).toEqual([[], ['draft-1'], []])
  })
})
