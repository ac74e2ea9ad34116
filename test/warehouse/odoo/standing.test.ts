import { describe, expect, it } from 'vitest'
import type { OutgoingDocument } from '../../../src/core/document'
import { standingOf, type FoundTransfer } from '../../../src/warehouse/odoo/standing'

const document: OutgoingDocument = {
  place: { kind: 'stocktake', location: '8' },
  reference: 'CAR-25',
  key: 'a-key',
  lines: [
    { item: '1', sku: 'TEE', quantity: 200_000n, counted: null },
    { item: '2', sku: 'CAP', quantity: -100_000n, counted: null },
  ],
  source: { consignmentId: 'ours', reference: 'CAR-25', type: 'STOCKTAKE', cause: 'scan' },
}
const tees: FoundTransfer = {
  id: '41',
  name: 'VEND/CAR-25/IN',
  state: 'done',
  consignmentId: 'ours',
  from: '14',
  to: '8',
  lines: [{ item: '1', quantity: 200_000n }],
}
const caps: FoundTransfer = {
  ...tees,
  id: '42',
  name: 'VEND/CAR-25/OUT',
  from: '8',
  to: '14',
  lines: [{ item: '2', quantity: 100_000n }],
}

describe('how far a document has come in Odoo', () => {
  it('nothing stands there: all of it is missing', () => {
    expect(standingOf(document, [])).toMatchObject({ kind: 'ours', done: [], open: [], missing: document.lines })
  })

  it('both of its transfers are booked: it is found as it was sent', () => {
    expect(standingOf(document, [tees, caps])).toMatchObject({
      kind: 'ours',
      missing: [],
      open: [],
      found: {
        number: 'VEND/CAR-25/IN + VEND/CAR-25/OUT',
        consignmentId: 'ours',
        lines: document.lines.map(({ item, quantity }) => ({ item, quantity })),
      },
    })
  })

  it('one is booked, one is still open: only that is left to do', () => {
    const standing = standingOf(document, [tees, { ...caps, state: 'open' }])
    expect(standing).toMatchObject({ kind: 'ours', done: [tees], open: [{ id: '42' }], missing: [] })
  })

  it('one is booked, the other was never made: its lines are missing', () => {
    expect(standingOf(document, [tees])).toMatchObject({ kind: 'ours', missing: [{ item: '2' }] })
  })

  it('somebody cancelled one', () => {
    expect(standingOf(document, [tees, { ...caps, state: 'cancelled' }])).toMatchObject({ cancelled: [{ id: '42' }] })
  })

  it('of a document that is begun, a name that somebody else took is left to them', () => {
    const theirs = { ...caps, consignmentId: 'theirs' }
    expect(standingOf(document, [tees, theirs])).toMatchObject({
      ...{ kind: 'ours', done: [tees], others: [caps.name], missing: [{ item: '2' }] },
      found: { number: tees.name, consignmentId: 'ours' },
    })
    const unsigned = { ...caps, consignmentId: null, lines: [{ item: '7', quantity: 100_000n }] }
    expect(standingOf(document, [tees, unsigned])).toMatchObject({ kind: 'ours', missing: [{ item: '2' }] })
  })

  type Case = readonly [string, readonly FoundTransfer[], string | null]
  const others: readonly Case[] = [
    ['it is somebody else’s', [{ ...caps, consignmentId: 'theirs' }], 'theirs'],
    ['nobody says whose it is', [{ ...tees, consignmentId: null }], null],
    ['nobody says whose one is, and it has lines of ours', [{ ...tees, consignmentId: null }, caps], 'ours'],
    ['a quantity is another', [{ ...tees, lines: [{ item: '1', quantity: 300_000n }] }], 'ours'],
    ['an item is not ours', [{ ...tees, lines: [{ item: '7', quantity: 200_000n }] }], 'ours'],
    ['one item stands there twice', [tees, { ...tees, id: '43', name: 'VEND/CAR-25/IN/2' }], 'ours'],
    ['it lies at another place', [{ ...tees, to: '9' }], null],
    ['it is a transfer, and ours is a count', [{ ...tees, name: 'VEND/CAR-25' }], null],
  ]
  it.each(others)('%s: it is not taken for ours', (_, transfers, consignmentId) => {
    expect(standingOf(document, transfers)).toMatchObject({ kind: 'other', found: { consignmentId } })
  })
})
