import { describe, expect, it } from 'vitest'
import {
  consignmentKinds,
  consignmentStatuses,
  type ConsignmentKind,
  type ConsignmentStatus,
} from '../../../src/core/consignment'
import { decide } from '../../../src/core/decide'
import { coded, consignmentOf, line, told, toldAs, written } from './given'

/** Item1: 10 ordered, expected or to send, 8 received or counted. `not ours to know`: Vend never has that pair. */
type Becomes = readonly string[] | 'not yet' | 'cancelled' | 'Vend never says so'

const becomes = {
  order: {
    open: 'not yet',
    sent: 'not yet',
    dispatched: 'not yet',
    received: ['Stocktake Main: Item1 +8'],
    scheduled: 'Vend never says so',
    counting: 'Vend never says so',
    counted: 'Vend never says so',
    complete: 'Vend never says so',
    closed: ['Stocktake Main: Item1 +8 [closed]'],
    cancelled: 'cancelled',
  },
  return: {
    open: 'not yet',
    sent: ['Stocktake Main: Item1 -10'],
    dispatched: 'Vend never says so',
    received: 'Vend never says so',
    scheduled: 'Vend never says so',
    counting: 'Vend never says so',
    counted: 'Vend never says so',
    complete: 'Vend never says so',
    closed: ['Stocktake Main: Item1 -10 [closed]'],
    cancelled: 'cancelled',
  },
  transfer: {
    open: 'not yet',
    sent: ['Transfer Main to Airport: Item1 10'],
    dispatched: ['Transfer Main to Airport: Item1 10'],
    received: ['Stocktake Main: Item1 -2', 'Transfer Main to Airport: Item1 8'],
    scheduled: 'Vend never says so',
    counting: 'Vend never says so',
    counted: 'Vend never says so',
    complete: 'Vend never says so',
    closed: ['Stocktake Main: Item1 -2 [closed]', 'Transfer Main to Airport: Item1 8 [closed]'],
    cancelled: 'cancelled',
  },
  count: {
    open: 'Vend never says so',
    sent: 'Vend never says so',
    dispatched: 'Vend never says so',
    received: 'Vend never says so',
    scheduled: 'not yet',
    counting: 'not yet',
    counted: 'not yet',
    complete: ['Stocktake Main: Item1 -2 (counted 8)'],
    closed: ['Stocktake Main: Item1 -2 (counted 8) [closed]'],
    cancelled: 'cancelled',
  },
} satisfies Record<ConsignmentKind, Record<ConsignmentStatus, Becomes>>

const pairs = consignmentKinds.flatMap((kind) => consignmentStatuses.map((status) => ({ kind, status })))

describe('the table of rules, for 10 Item1 of which 8 were received or counted', () => {
  it.each(pairs)('$kind $status', ({ kind, status }) => {
    const row: Becomes = becomes[kind][status]
    const decision = decide(consignmentOf[kind]('CAR-25', [line('Item1', { count: 10, received: 8 })], { status }))
    const said = [...decision.holds, ...decision.ignores]
    if (typeof row !== 'string') {
      expect(written(decision.documents)).toEqual(row)
      expect(decision.reached).toBe(true)
      return
    }
    expect(decision.documents).toEqual([])
    for (const { text } of said) expect(text).toMatch(/^\S.{15,}\.$/s)
    if (row === 'not yet') {
      expect(coded(said)).toEqual(['not-yet'])
      expect(decision.reached).toBe(false)
    } else if (row === 'cancelled') {
      expect(coded(said)).toEqual(['cancelled-untold'])
    } else {
      // Never a crash and never a skip: whichever way it is said, it is said.
      expect(said).not.toEqual([])
    }
  })

  it.each(consignmentStatuses)('a kind that Vend invents tomorrow is held at status %s', (status) => {
    const decision = decide(
      consignmentOf.order('CAR-25', [line('Item1', { received: 60 })], {
        status,
        consignment: { kind: null, vendType: 'TELEPORT' },
      }),
    )
    expect(decision.documents).toEqual([])
    expect(coded(decision.holds)).toEqual(['unknown-kind'])
    expect(decision.holds[0]?.text).toContain('TELEPORT')
  })

  it('a kind that Vend invents tomorrow waits for nobody once it is deleted there, unless something of it was told', () => {
    const given = { consignment: { kind: null, vendType: 'TELEPORT', deleted: true } }
    const untold = decide(consignmentOf.order('CAR-25', [], given))
    expect([coded(untold.holds), coded(untold.ignores)]).toEqual([[], ['cancelled-untold']])
    const before = { ...given, told: [told('received', 'Item1', 60)], toldAs: toldAs('received') }
    expect(coded(decide(consignmentOf.order('CAR-25', [], before)).holds)).toEqual(['unknown-kind'])
  })

  it.each(consignmentKinds)('a status that Vend invents tomorrow is held for a(n) %s', (kind) => {
    const decision = decide(
      consignmentOf[kind]('CAR-25', [line('Item1', { received: 60 })], {
        status: null,
        consignment: { vendStatus: 'TELEPORTED' },
      }),
    )
    expect(decision.documents).toEqual([])
    expect(coded(decision.holds)).toEqual(['unknown-status'])
    expect(decision.holds[0]?.text).toContain('TELEPORTED')
  })

  it.each(consignmentKinds)('a(n) %s in an unknown status never touches what was told', (kind) => {
    const legOf = { order: 'received', return: 'returned', transfer: 'sent', count: 'counted' } as const
    const given = consignmentOf[kind]('CAR-25', [], { status: null })
    const decision = decide({
      ...given,
      told: [
        {
          ...{ leg: legOf[kind], outletId: 'main', productId: 'Item1', quantity: 6_000_000n, location: 'Main' },
          ...{
            sku: 'Item1',
            name: 'Item1',
            item: 'Item1',
            warehouse: 'odoo',
            dismissed: false,
            undone: false,
            undoing: false,
            lacking: 0n,
          },
        },
      ],
    })
    expect(decision.documents).toEqual([])
    expect(coded(decision.holds)).toEqual(['unknown-status'])
  })
})
