import { beforeEach, describe, expect, it } from 'vitest'
import type { EffectLine } from '../../src/core/document'
import type { HoldCode } from '../../src/core/hold'
import { openDatabase, type Database } from '../../src/ledger/database'
import { createLedger } from '../../src/ledger/ledger'
import { dropMatch, keepMatch, matchedItems, matchesOf } from '../../src/ledger/matches'
import { migrate } from '../../src/ledger/migrations'
import { amount } from '../fakes/tiny-world'

const cup = { sku: 'CUP', item: '77', code: 'C-1', name: 'Coffee cup' }
const tea = { sku: 'TEA', item: '78', code: '', name: 'Green tea' }
const now = Date.UTC(2026, 10, 23, 9)
let database: Database

beforeEach(() => {
  database = openDatabase(':memory:')
  migrate(database)
})

describe('the shop’s own table', () => {
  it('is kept by SKU and read in its order, with what the item is called there', () => {
    for (const match of [tea, cup]) keepMatch(database, 'odoo', match, now)
    expect(matchesOf(database, 'odoo')).toEqual([cup, tea])
  })

  it('has one item for a SKU: the last one that was said', () => {
    keepMatch(database, 'odoo', cup, now)
    keepMatch(database, 'odoo', { ...cup, item: '99', code: 'C-9', name: 'Mug' }, now + 1)
    expect(matchesOf(database, 'odoo')).toEqual([{ sku: 'CUP', item: '99', code: 'C-9', name: 'Mug' }])
  })

  it('answers for the SKUs that are asked about, in this warehouse alone', () => {
    keepMatch(database, 'odoo', cup, now)
    keepMatch(database, 'odoo', tea, now)
    keepMatch(database, 'elsewhere', { ...cup, sku: 'MUG' }, now)
    expect([...matchedItems(database, 'odoo', ['CUP', 'MUG', 'cup'])]).toEqual([['CUP', '77']])
  })

  it('may name one item for two SKUs', () => {
    keepMatch(database, 'odoo', cup, now)
    keepMatch(database, 'odoo', { ...cup, sku: 'MUG' }, now)
    expect(matchesOf(database, 'odoo').map(({ sku, item }) => [sku, item])).toEqual([
      ['CUP', '77'],
      ['MUG', '77'],
    ])
  })

  it('of one warehouse says nothing about another', () => {
    keepMatch(database, 'odoo', cup, now)
    keepMatch(database, 'in-house', { ...cup, item: 'CUP-2' }, now)
    expect(dropMatch(database, 'odoo', 'CUP')).toBe(true)
    expect(matchesOf(database, 'odoo')).toEqual([])
    expect(matchesOf(database, 'in-house').map(({ item }) => item)).toEqual(['CUP-2'])
  })

  it('tells CUP from cup and from “CUP ”', () => {
    keepMatch(database, 'odoo', cup, now)
    expect(dropMatch(database, 'odoo', 'cup')).toBe(false)
    expect(dropMatch(database, 'odoo', 'CUP ')).toBe(false)
    expect(dropMatch(database, 'odoo', 'CUP')).toBe(true)
    expect(dropMatch(database, 'odoo', 'CUP')).toBe(false)
  })
})

describe('what a match makes due', () => {
  const line = (sku: string): EffectLine => ({
    ...{ leg: 'received', outletId: 'main', productId: sku, sku, name: sku, item: null, location: 'WH', counted: null },
    quantity: amount(1),
  })
  const later = now + 900_000

  function draft(id: string, sku: string, codes: readonly HoldCode[]): void {
    const consignment = { id, reference: id, name: null, vendType: 'SUPPLIER', status: 'received' } as const
    createLedger(database).documents.make(
      {
        place: { kind: 'stocktake', location: 'WH' },
        lines: [line(sku)],
        holds: codes.map((code) => ({ code, text: code, productId: sku })),
      },
      { id, consignment, cause: 'scan', warehouse: 'odoo', transferOn: 'sent', at: now, dueAt: later },
    )
  }

  it('is every draft that waits for the item of this SKU, and no other', () => {
    const { documents } = createLedger(database)
    draft('unknown', 'CUP', ['sku-not-in-warehouse'])
    draft('ambiguous', 'CUP', ['item-ambiguous'])
    draft('another SKU', 'TEA', ['sku-not-in-warehouse'])
    draft('refused', 'CUP', ['refused'])
    draft('waits for its turn', 'CUP', [])
    draft('sent already', 'CUP', ['sku-not-in-warehouse'])
    const sent = documents.byId('sent already')!
    documents.freeze(sent.seq, { reference: 'CAR-9', part: 1, key: 'k' }, 'needs-you')
    expect(documents.releaseItem('CUP', now)).toBe(2)
    expect(
      documents
        .all()
        .filter(({ dueAt }) => dueAt === now)
        .map(({ id }) => id),
    ).toEqual(['unknown', 'ambiguous'])
  })
})
