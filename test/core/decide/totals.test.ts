import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/core/decide'
import {
  amount,
  approved,
  before,
  coded,
  count,
  line,
  order,
  returned,
  standing,
  told,
  toldAs,
  transfer,
  written,
} from './given'

const totals = (sent: number | null, received: number | null) => ({
  sent: sent === null ? null : amount(sent),
  received: received === null ? null : amount(received),
})
const car25 = [line('Item1', { received: 60 }), line('Item2', { received: 50 })]

describe('what lines add up to, and what Vend says they do', () => {
  it('is sent when both agree, and when Vend does not say', () => {
    const sent = ['Stocktake Main: Item1 +60, Item2 +50']
    expect(written(decide(order('CAR-25', car25, { totals: totals(110, 110) })).documents)).toEqual(sent)
    expect(written(decide(order('CAR-25', car25, { totals: totals(null, null) })).documents)).toEqual(sent)
    expect(written(decide(order('CAR-25', car25)).documents)).toEqual(sent)
  })

  it('is held when they differ, says both figures, and is looked at again', () => {
    const decision = decide(order('CAR-25', car25.slice(0, 1), { totals: totals(110, 110) }))
    expect(written(decision.documents)).toEqual(['Stocktake Main: Item1 +60 [totals-differ]'])
    expect(decision.documents[0]?.holds[0]?.text).toBe(
      'Order Stock CAR-25: its lines add up to 60 received, and Vend’s own total is 110. Nothing was sent. Stocktray looks again with every scan. Compare with Vend, then send what the lines say, or leave it out.',
    )
    expect(decision.lookAgain).toBe(true)
  })

  it('never makes a negative Stocktake of a short answer', () => {
    const twice = [line('Item1', { received: 30 }), line('Item1', { received: 30 })]
    const short = order('CAR-25', twice.slice(0, 1), {
      ...{ told: [told('received', 'Item1', 60)], toldAs: toldAs('received'), totals: totals(60, 60) },
    })
    expect(written(decide(short).documents)).toEqual(['Stocktake Main: Item1 -30 [totals-differ]'])
  })

  it('waits by itself when no line is there to be held', () => {
    const decision = decide(order('CAR-25', [], { totals: totals(110, 110) }))
    expect(decision.documents).toEqual([])
    expect(coded(decision.holds)).toEqual(['totals-differ'])
    expect(decision.lookAgain).toBe(true)
  })

  it('goes as the lines say once a person has sent it, and is not asked about again', () => {
    const given = order('CAR-25', car25, { totals: totals(70, 70) })
    const [held] = standing(decide(given).documents)
    const approvals = held ? approved(held) : []
    expect(written(decide({ ...given, approvals }).documents)).toEqual(['Stocktake Main: Item1 +60, Item2 +50'])
    const gone = {
      ...{
        told: [told('received', 'Item1', 60), told('received', 'Item2', 50)],
        toldAs: toldAs('received'),
        approvals,
      },
    }
    const later = decide({ ...given, ...gone })
    expect([later.documents, later.holds, later.lookAgain]).toEqual([[], [], false])
  })

  it('does not matter for what is from before the start', () => {
    const decision = decide(order('CAR-25', [], { totals: totals(110, 110), marks: [before('received')] }))
    expect(coded(decision.holds)).toEqual([])
  })

  it('may leave out or count lines that failed or were taken out', () => {
    const lines = [
      ...car25,
      line('Item3', { received: 7, status: 'failed' }),
      line('Item4', { received: 2, deleted: true }),
    ]
    for (const received of [110, 117, 119])
      expect(coded(decide(order('CAR-25', lines, { totals: totals(null, received) })).holds)).toEqual([
        'line-failed Item3',
      ])
  })
})

describe('Vend’s totals of the other kinds', () => {
  it('are what was sent, whatever its sign, of a return', () => {
    const lines = [line('Item1', { count: 5, status: 'sent' })]
    for (const sent of [5, -5])
      expect(written(decide(returned('R-1', lines, { totals: totals(sent, 0) })).documents)).toEqual([
        'Stocktake Main: Item1 -5',
      ])
    expect(written(decide(returned('R-1', lines, { totals: totals(8, 0) })).documents)).toEqual([
      'Stocktake Main: Item1 -5 [totals-differ]',
    ])
  })

  it('are what was sent, and what arrived once it has, of a transfer', () => {
    const sent = [line('Item1', { count: 10, received: 0, status: 'sent' })]
    expect(written(decide(transfer('T-1', sent, { totals: totals(10, 0) })).documents)).toEqual([
      'Transfer Main to Airport: Item1 10',
    ])
    const arrived = [line('Item1', { count: 10, received: 8, status: 'received' })]
    const given = { status: 'received' } as const
    const agreed = decide(transfer('T-1', arrived, { ...given, totals: totals(10, 8) })).documents
    expect(agreed.flatMap(({ holds }) => holds)).toEqual([])
    const differing = decide(transfer('T-1', arrived, { ...given, totals: totals(10, 10) })).documents
    expect(differing.map(({ holds }) => holds.map(({ code }) => code))).toEqual(differing.map(() => ['totals-differ']))
    expect(differing.length).toBeGreaterThan(0)
  })

  it('are the gain and the loss of a count, whatever the sign of the loss', () => {
    const lines = [line('Item1', { count: 4, received: 6 }), line('Item2', { count: 9, received: 4 })]
    const counted = ['Stocktake Main: Item1 +2 (counted 6), Item2 -5 (counted 4)']
    const header = (gain: number, loss: number) => ({ consignment: { gain: amount(gain), loss: amount(loss) } })
    expect(written(decide(count('C-1', lines, header(2, 5))).documents)).toEqual(counted)
    expect(written(decide(count('C-1', lines, header(2, -5))).documents)).toEqual(counted)
    const short = decide(count('C-1', lines.slice(1), header(2, 5)))
    expect(written(short.documents)).toEqual(['Stocktake Main: Item2 -5 (counted 4) [totals-differ]'])
    expect(short.documents[0]?.holds[0]?.text).toContain('add up to 0 more than expected, and Vend’s own total is 2')
  })
})
