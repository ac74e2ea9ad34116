import fc from 'fast-check'
import {
  consignmentKinds,
  consignmentStatuses,
  lineStatuses,
  type ConsignmentKind,
  type ConsignmentLine,
  type Leg,
  type Product,
} from '../../../src/core/consignment'
import type { Mark, Refusal, Situation, Told } from '../../../src/core/decision'
import { holdCodes } from '../../../src/core/hold'
import { consignmentOf, nine, type Given } from './given'

/** Few products, outlets and places, so that lines, told effects and drafts meet often. */
const productId = fc.constantFrom('Item1', 'Item2', 'Item3', 'Item4')
const quantity = fc.oneof(
  fc.bigInt(-12n, 12n).map((pieces) => pieces * 100_000n),
  fc.bigInt(-900_000n, 900_000n),
)
const figure = fc.option(quantity, { freq: 12 })

const anyLine: fc.Arbitrary<ConsignmentLine> = fc.record({
  productId,
  count: figure,
  received: figure,
  status: fc.oneof({ weight: 4, arbitrary: fc.constant('success' as const) }, fc.constantFrom(...lineStatuses)),
  vendStatus: fc.constantFrom('SUCCESS', null),
  included: fc.constantFrom(true, null, true, null, false),
  deleted: fc.constantFrom(false, false, false, false, true),
})

const anyProduct: fc.Arbitrary<Partial<Product> | null> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  fc.constantFrom(null, { tracked: false }, { composite: true }, { sku: null }, { sku: 'Shared' }),
)

export const legsOf = {
  order: ['received'],
  return: ['returned'],
  transfer: ['sent', 'arrived'],
  count: ['counted'],
} as const satisfies Record<ConsignmentKind, readonly Leg[]>

const anyTold = (kind: ConsignmentKind): fc.Arbitrary<Told[]> =>
  fc
    .uniqueArray(
      fc.record({
        leg: fc.constantFrom<Leg[]>(...legsOf[kind]),
        productId,
        quantity,
        location: fc.constantFrom('Main', 'Main', 'Airport', 'Shed'),
        otherSku: fc.constantFrom(false, false, false, true),
        warehouse: fc.constantFrom('odoo', 'odoo', 'odoo', 'old'),
        dismissed: fc.constantFrom(false, false, false, true),
        undone: fc.constantFrom(null, null, null, 'all', 'some'),
        undoing: fc.constantFrom(false, false, true),
      }),
      { maxLength: 4, selector: ({ leg, productId: id }) => `${leg} ${id}` },
    )
    .map((all) =>
      all.map(({ otherSku, undone, undoing, ...one }) => ({
        ...one,
        undone: undone !== null,
        undoing: undone !== null && undoing,
        lacking: undone === null ? 0n : undone === 'all' ? one.quantity : one.quantity / 2n,
        outletId: one.leg === 'arrived' ? 'airport' : 'main',
        sku: otherSku ? `Old ${one.productId}` : one.productId,
        name: one.productId,
        item: one.dismissed ? null : one.productId,
      })),
    )

const anyRefusals = (kind: ConsignmentKind): fc.Arbitrary<Refusal[]> =>
  fc
    .uniqueArray(
      fc.record({
        leg: fc.constantFrom<Leg[]>(...legsOf[kind]),
        productId,
        quantity,
        text: fc.constant('Main Warehouse refused it: the item is archived.'),
      }),
      { maxLength: 2, selector: ({ leg, productId: id }) => `${leg} ${id}` },
    )
    .map((all) => all.map((one) => ({ ...one, outletId: one.leg === 'arrived' ? 'airport' : 'main' })))

const anyMarks = (kind: ConsignmentKind, told: readonly Told[]): fc.Arbitrary<Mark[]> =>
  fc
    .uniqueArray(
      fc.record({
        leg: fc.constantFrom<Leg[]>(...legsOf[kind]),
        mark: fc.constantFrom('before' as const, 'unclear' as const),
        version: fc.constantFrom(99n, 100n),
      }),
      { maxLength: 2, selector: ({ leg }) => leg },
    )
    // A leg with anything told is never marked.
    .map((marks) => marks.filter(({ leg }) => !told.some((one) => one.leg === leg)))

const anySettings = fc.record({
  sending: fc.constantFrom(true, true, true, true, true, false),
  locations: fc
    .constantFrom<[string, string][][]>(
      [
        ['main', 'Main'],
        ['airport', 'Airport'],
      ],
      [
        ['main', 'Main'],
        ['airport', 'Airport'],
      ],
      [
        ['main', 'Main'],
        ['airport', 'Main'],
      ],
      [['main', 'Main']],
      [],
    )
    .map((pairs) => new Map(pairs)),
  transferOn: fc.constantFrom('sent' as const, 'received' as const),
  limits: fc.record({
    units: fc.option(fc.bigInt(0n, 3_000_000n), { freq: 1 }),
    lines: fc.option(fc.nat(4), { freq: 1 }),
  }),
  stocktakes: fc.constantFrom('per-item' as const, 'whole' as const),
  perItemUpTo: fc.constantFrom(0, 2, 50),
  warehouse: fc.record({
    id: fc.constant('odoo'),
    name: fc.constant('Main Warehouse'),
    transfers: fc.constantFrom(true, true, false),
  }),
})

const anyGiven = (kind: ConsignmentKind): fc.Arbitrary<{ lines: ConsignmentLine[]; given: Given }> =>
  anyTold(kind).chain((told) =>
    fc.record({
      lines: fc.array(anyLine, { maxLength: 7 }),
      given: fc.record({
        status: fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom(...countsAt[kind]) },
          fc.constantFrom(...consignmentStatuses, null),
        ),
        told: fc.constant(told),
        toldAs:
          told.length === 0
            ? fc.constant(null)
            : fc.record({
                status: fc.constantFrom(...countsAt[kind]),
                transferOn: fc.constantFrom('sent' as const, 'received' as const),
              }),
        approvals: fc.array(fc.record({ code: fc.constantFrom(...holdCodes), lines: fc.string() }), { maxLength: 2 }),
        marks: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, anyMarks(kind, told)),
        heldCounts: fc.array(
          fc.record({
            consignmentId: fc.constant('id-of-CNT-0'),
            reference: fc.constant('CNT-0'),
            completedAt: fc.constantFrom(nine - 1, nine, nine + 1),
          }),
          { maxLength: 1 },
        ),
        refusals: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, anyRefusals(kind)),
        cause: fc.constantFrom('webhook' as const, 'scan' as const, 'person' as const),
        settings: anySettings,
        products: fc.record({ Item1: anyProduct, Item2: anyProduct, Item3: anyProduct, Item4: anyProduct }),
        consignment: fc.record({
          deleted: fc.constantFrom(false, false, false, false, true),
          updatedAt: fc.constantFrom(nine, nine, null),
          receivedAt: fc.constantFrom(nine, null),
          reference: fc.constantFrom('CAR-25', null),
        }),
      }),
    }),
  )

export const countsAt = {
  order: ['received'],
  return: ['sent'],
  transfer: ['sent', 'dispatched', 'received'],
  count: ['complete'],
} as const satisfies Record<ConsignmentKind, readonly string[]>

export const anySituation: fc.Arbitrary<Situation> = fc
  .constantFrom(...consignmentKinds)
  .chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      of: anyGiven(kind),
      invented: fc.integer({ min: 0, max: 20 }).map((n) => n === 0),
    }),
  )
  .map(({ kind, of, invented }) => {
    const situation = consignmentOf[kind]('CAR-25', of.lines, of.given)
    return invented ? { ...situation, consignment: { ...situation.consignment, kind: null } } : situation
  })

/** The same consignment looked at twice: other lines, another status, other settings; the same told. */
export const anyTwoLooks: fc.Arbitrary<readonly [Situation, Situation]> = fc
  .constantFrom(...consignmentKinds)
  .chain((kind) => fc.tuple(anyGiven(kind), anyGiven(kind)).map(([a, b]) => ({ kind, a, b })))
  .map(({ kind, a, b }) => {
    const first = consignmentOf[kind]('CAR-25', a.lines, a.given)
    const second = consignmentOf[kind]('CAR-25', b.lines, b.given)
    return [first, { ...second, told: first.told, toldAs: first.toldAs, marks: first.marks }]
  })
