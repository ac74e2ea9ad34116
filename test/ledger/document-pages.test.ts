import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  documentCauses,
  documentKinds,
  documentStatuses,
  warehouseLines,
  type EffectLine,
} from '../../src/core/document'
import { hasTerm, searchTerms, wordsOf } from '../../src/core/history-page'
import type { LedgerDocument } from '../../src/core/ledger-document'
import type { LedgerPort, PageQuery } from '../../src/core/ports/ledger'
import { absolute, sum } from '../../src/core/quantity'
import { openDatabase } from '../../src/ledger/database'
import { createLedger } from '../../src/ledger/ledger'
import { migrate } from '../../src/ledger/migrations'
import { run } from '../../src/ledger/rows'
import { randomFrom } from '../simulation/random'

const outlets = ['9b1c-main', 'a0-harbour', 'a0-airport']
const skus = ['TEE-S', 'TEE-M', 'MUG BLUE', 'Ünder_1', '100', 'tee']
const names = ['T-shirt, small', 'Becher “blau”', 'Honig 250 g', '']

let ledger: LedgerPort
let documents: readonly LedgerDocument[]

/** Some hundred documents of every kind; the clock was set back in the middle. */
beforeAll(() => {
  const database = openDatabase(':memory:')
  migrate(database)
  ledger = createLedger(database)
  const random = randomFrom(7)
  const line = (outletId: string): EffectLine => {
    const [sku, quantity] = [random.pick(skus), BigInt(random.between(-3, 3)) * 50_000n]
    const where = { outletId, location: `WH-${outletId}` }
    return {
      ...{ leg: 'received', productId: sku, sku, name: random.pick(names), item: null, quantity, counted: null },
      ...where,
    }
  }
  for (let index = 0; index < 400; index += 1) {
    const [outletId, to] = [random.pick(outlets), random.pick(outlets)]
    const transfer = random.chance(0.3)
    const place = transfer
      ? ({ kind: 'stock-transfer', from: `WH-${outletId}`, to: `WH-${to}` } as const)
      : ({ kind: 'stocktake', location: `WH-${outletId}` } as const)
    const lines = Array.from({ length: random.between(1, 5) }, () =>
      line(transfer && random.chance(0.5) ? to : outletId),
    )
    const at = (index < 200 ? 1_000 + index : 900 + index) * 10
    const consignment = { id: `c-${index}`, reference: `CAR-${index % 50}`, name: null, vendType: 'X', status: null }
    ledger.documents.make(
      { place, lines, holds: [] },
      {
        id: `d-${index}`,
        consignment,
        cause: random.pick(documentCauses),
        warehouse: 'w',
        transferOn: 'sent',
        at,
        dueAt: at,
      },
    )
    const seq = ledger.documents.byId(`d-${index}`)?.seq ?? 0
    if (random.chance(0.7)) {
      ledger.documents.freeze(seq, { reference: `REF-${index}`, part: 1, key: 'k' }, 'waiting')
      ledger.documents.markDelivered(seq, { number: `ST-000${index}`, note: null, at })
    }
    run(database, 'UPDATE documents SET status = ? WHERE seq = ?', random.pick(documentStatuses), seq)
  }
  documents = ledger.documents.all()
})

const maybe = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: undefined, freq: 2 })
const words = [
  'tee',
  'TEE-S',
  'car-1',
  'car-12',
  'st-0',
  'st-000',
  'st-0001',
  'under-1',
  'under_2',
  'honig-25',
  'honig 250-g',
  't-s',
  'st',
  'REF 2',
  'blau',
  'under',
  'hon',
  '100',
  '"',
  'nothing at all',
  'mug blue',
  '*',
  'OR',
]
const queries: fc.Arbitrary<PageQuery> = fc.record({
  kind: maybe(fc.constantFrom(...documentKinds)),
  cause: maybe(fc.constantFrom(...documentCauses)),
  status: maybe(fc.constantFrom(...documentStatuses)),
  outletId: maybe(fc.constantFrom(...outlets, 'nowhere')),
  from: maybe(fc.integer({ min: 9_900, max: 14_000 })),
  until: maybe(fc.integer({ min: 9_900, max: 14_000 })),
  terms: fc
    .array(fc.constantFrom(...words), { maxLength: 2 })
    .map((texts) =>
      searchTerms(texts.join(' ')).map((words) => ({ words, outletIds: words[0] === 'mug' ? ['a0-airport'] : [] })),
    ),
  limit: fc.integer({ min: 1, max: 300 }),
})

/** All pages of it, one after the other. */
function walked(query: PageQuery): string[] {
  const seen: string[] = []
  for (let after: string | null | undefined; after !== null;) {
    const page = ledger.documents.page({ ...query, after })
    expect(page.documents.length).toBeLessThanOrEqual(query.limit)
    seen.push(...page.documents.map(({ id }) => id))
    after = page.next
  }
  return seen
}

/** The same by looking at every document, in the order of their numbers. */
function bySight(query: PageQuery): LedgerDocument[] {
  const plain = (texts: readonly (string | null)[]) =>
    texts.flatMap((text) => wordsOf((text ?? '').normalize('NFD').replace(/\p{M}/gu, '')))
  return [...documents].reverse().filter((one) => {
    const own = new Set(one.lines.map(({ outletId }) => outletId))
    const about = plain([one.reference, one.vendReference, one.vendName, one.number])
    const items = plain(one.lines.flatMap(({ sku, name }) => [sku, name]))
    return (
      (query.kind ?? one.place.kind) === one.place.kind &&
      (query.cause ?? one.cause) === one.cause &&
      (query.status ?? one.status) === one.status &&
      (query.outletId === undefined || own.has(query.outletId)) &&
      one.createdAt >= (query.from ?? 0) &&
      one.createdAt < (query.until ?? Infinity) &&
      query.terms.every(
        ({ words, outletIds }) =>
          hasTerm(about, words) || hasTerm(items, words) || outletIds.some((outletId) => own.has(outletId)),
      )
    )
  })
}

describe('a page of documents', () => {
  it('is what looking at every document finds, newest first, whatever is asked for', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const wanted = bySight(query)
        const byNumber = wanted.map(({ id }) => id)
        const byTime = [...wanted].sort((a, b) => b.createdAt - a.createdAt || b.seq - a.seq).map(({ id }) => id)
        expect([byTime, byNumber]).toContainEqual(walked(query))
      }),
      { numRuns: 500, seed: 11 },
    )
  })

  it('says of each what its lines come to as the warehouse gets them', () => {
    const page = ledger.documents.page({ terms: [], limit: 500 }).documents
    for (const { id, items, units, lines, place } of page) {
      const document = documents.find((one) => one.id === id)
      const wanted = warehouseLines(place, document?.lines ?? [])
      expect([items, units]).toEqual([wanted.length, sum(wanted.map(({ quantity }) => absolute(quantity)))])
      expect(lines).toEqual(wanted.slice(0, 3).map(({ sku, quantity }) => ({ sku, quantity })))
    }
    expect(page).toHaveLength(400)
  })
})
