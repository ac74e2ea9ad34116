import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConsignmentLine, ConsignmentStatus } from '../../../src/core/consignment'
import type { Decision, Situation } from '../../../src/core/decision'
import { decide } from '../../../src/core/decide'
import type { Draft } from '../../../src/core/document'
import { absolute, sum, type Quantity } from '../../../src/core/quantity'
import { anySituation, anyTwoLooks, countsAt } from './any-situation'
import { consignmentOf, effectKey, standing, standingAfter, toldAfter, toldAs } from './given'

const runs = { numRuns: 1_000 }

const linesOf = (documents: readonly Draft[]) => documents.flatMap(({ lines }) => lines)
const saidOf = (decision: Decision) => [
  ...decision.holds,
  ...decision.ignores,
  ...decision.documents.flatMap(({ holds }) => holds),
]

describe('whatever Vend, the shop and the warehouse say', () => {
  it('it is decided: no crash, no line of zero, no document without lines, no effect twice in one document', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        for (const { lines } of decide(situation).documents) {
          expect(lines).not.toHaveLength(0)
          expect(lines.filter(({ quantity }) => quantity === 0n)).toEqual([])
          expect(new Set(lines.map(effectKey)).size).toBe(lines.length)
        }
      }),
      runs,
    )
  })

  it('an effect stands in one Stocktake and one Stock Transfer at most', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const { documents } = decide(situation)
        for (const kind of ['stocktake', 'stock-transfer']) {
          const effects = linesOf(documents.filter(({ place }) => place.kind === kind)).map(effectKey)
          expect(new Set(effects).size).toBe(effects.length)
        }
      }),
      runs,
    )
  })

  it('a Stocktake changes one location; a Stock Transfer takes from one what it brings to the other, above zero', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        for (const { place, lines } of decide(situation).documents) {
          if (place.kind === 'stocktake') {
            expect(new Set(lines.map(({ location }) => location))).toEqual(new Set([place.location]))
          } else {
            expect(place.from).not.toBe(place.to)
            for (const { location, quantity } of lines) {
              expect(location).toBe(quantity < 0n ? place.from : place.to)
            }
            for (const id of new Set(lines.map(({ productId }) => productId))) {
              expect(sum(lines.filter(({ productId }) => productId === id).map(({ quantity }) => quantity))).toBe(0n)
            }
          }
        }
      }),
      runs,
    )
  })

  it('everything that is not simply sent says why, in a sentence', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        for (const { text } of saidOf(decide(situation))) {
          expect(text).toMatch(/^\S.{15,}\.$/s)
          expect(text).not.toMatch(/undefined|\bnull\b|NaN|\[object/)
        }
      }),
      runs,
    )
  })

  it('deciding is looking: the same situation gives the same answer', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        expect(decide(situation)).toEqual(decide(situation))
      }),
      { numRuns: 300 },
    )
  })

  it('no document is made from an unknown kind or status, or while sending is off', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const { kind, status, deleted } = situation.consignment
        fc.pre(kind === null || (status === null && !deleted) || !situation.settings.sending)
        const decision = decide(situation)
        expect(decision.documents).toEqual([])
        expect(saidOf(decision)).not.toEqual([])
      }),
      runs,
    )
  })
})

describe('the arithmetic', () => {
  it('what was told and all documents together are never more, and never less, than what Vend says', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const { documents } = decide(situation)
        const lines = linesOf(documents)
        for (const key of new Set(lines.map(effectKey))) {
          const told = situation.told.find((one) => effectKey(one) === key)
          const says = vendSays(situation, key)
          if (says === 'hard to say') continue
          const own = lines.filter((one) => effectKey(one) === key)
          const tells = sum(own.map(({ quantity, tells: of }) => of ?? quantity))
          expect(`${key} ${String((told?.quantity ?? 0n) + tells)}`).toBe(`${key} ${String(says)}`)
          // Of an undone effect the warehouse has less than was told, and gets the whole.
          const there = (told?.quantity ?? 0n) - (told?.lacking ?? 0n)
          expect(`${key} ${String(there + sum(own.map(({ quantity }) => quantity)))}`).toBe(`${key} ${String(says)}`)
        }
      }),
      runs,
    )
  })

  it('no document goes further than the difference, or the other way', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        for (const one of linesOf(decide(situation).documents)) {
          const told = situation.told.find((each) => effectKey(each) === effectKey(one))
          const says = vendSays(situation, effectKey(one))
          if (says === 'hard to say') continue
          const difference = says - (told?.quantity ?? 0n) + (told?.lacking ?? 0n)
          expect(one.quantity < 0n).toBe(difference < 0n)
          expect(absolute(one.quantity) <= absolute(difference)).toBe(true)
        }
      }),
      runs,
    )
  })

  it('nothing is forgotten: where Vend speaks plainly, told and documents come to exactly what it says', () => {
    let spoken = 0
    fc.assert(
      fc.property(anySituation, (situation) => {
        const lines = linesOf(decide(situation).documents)
        for (const key of plainlySpoken(situation)) {
          spoken += 1
          const told = situation.told.find((one) => effectKey(one) === key)?.quantity ?? 0n
          const made = sum(lines.filter((one) => effectKey(one) === key).map(({ quantity }) => quantity))
          expect(`${key} ${String(told + made)}`).toBe(`${key} ${String(vendSays(situation, key))}`)
        }
      }),
      runs,
    )
    expect(spoken).toBeGreaterThan(50)
  })
})

describe('deciding again', () => {
  it('with its own documents standing, a second look keeps them all and makes, withdraws and changes nothing', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const first = decide(situation)
        const drafts = standing(first.documents)
        const second = decide({ ...situation, drafts })
        expect([second.documents, second.withdraw]).toEqual([[], []])
        expect(second.keep).toEqual(drafts.map(({ id, holds }) => ({ id, holds })))
        expect([second.holds, second.ignores]).toEqual([first.holds, first.ignores])
      }),
      runs,
    )
  })

  it('whatever stood before, each standing draft is either kept or withdrawn, and what stands then is kept as a whole', () => {
    fc.assert(
      fc.property(anyTwoLooks, ([before, now]) => {
        const drafts = standing(decide(before).documents)
        const decision = decide({ ...now, drafts })
        expect([...decision.keep.map(({ id }) => id), ...decision.withdraw].sort()).toEqual(
          drafts.map(({ id }) => id).sort(),
        )

        const after = standingAfter(drafts, decision)
        const again = decide({ ...now, drafts: after })
        expect([again.documents, again.withdraw]).toEqual([[], []])
      }),
      runs,
    )
  })

  it('whatever stood before, what stands afterwards carries the same changes as if nothing had stood, unless it was closed', () => {
    fc.assert(
      fc.property(anyTwoLooks, ([before, now]) => {
        fc.pre(now.consignment.status !== 'closed')
        const drafts = standing(decide(before).documents)
        const after = standingAfter(drafts, decide({ ...now, drafts }))
        expect(changes(after)).toEqual(changes(decide(now).documents))
      }),
      runs,
    )
  })

  it('where it was closed, what stands beyond that are changes that stood before, each held for a person', () => {
    fc.assert(
      fc.property(anyTwoLooks, ([before, open]) => {
        const now = { ...open, consignment: { ...open.consignment, status: 'closed' as const } }
        const drafts = standing(decide(before).documents)
        const stood = new Set(drafts.flatMap(({ lines }) => lines.map(effectKey)))
        const plain = new Set(decide(now).documents.flatMap(({ lines }) => lines.map(effectKey)))
        for (const { lines, holds } of standingAfter(drafts, decide({ ...now, drafts })))
          for (const key of lines.map(effectKey).filter((one) => !plain.has(one))) {
            expect(stood).toContain(key)
            if (!now.consignment.deleted) expect(holds.map(({ code }) => code)).toContain('closed')
          }
      }),
      runs,
    )
  })

  it('once all its documents were told, there is nothing left to make', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const { documents, agreed } = decide(situation)
        const told = toldAfter(situation, documents, agreed)
        const again = decide({ ...situation, told, toldAs: situation.toldAs ?? nowToldAs(situation) })
        expect([again.documents, again.agreed.length]).toEqual([[], 0])
      }),
      runs,
    )
  })

  it('an undone effect is never sent by itself, and is agreed upon only where the warehouse has what Vend says', () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const { documents, agreed } = decide(situation)
        const stays = new Map(situation.told.filter((one) => one.undone).map((one) => [effectKey(one), one]))
        for (const { lines, holds } of documents)
          if (lines.some((one) => stays.has(effectKey(one))))
            expect(holds.map(({ code }) => code)).toContain('undone-before')
        for (const one of agreed) {
          const told = stays.get(effectKey(one))
          expect([one.quantity, told?.undoing]).toEqual([0n, false])
          const says = vendSays(situation, effectKey(one))
          if (told && says !== 'hard to say') expect(told.quantity - told.lacking).toBe(says)
        }
      }),
      runs,
    )
  })
})

describe('a day of edits', () => {
  const figures = fc.record({ count: fc.bigInt(0n, 9n), received: fc.bigInt(0n, 9n) })
  const look = fc.record({
    lines: fc.tuple(figures, figures),
    cause: fc.constantFrom('webhook' as const, 'scan' as const),
    /** How many of the standing drafts leave before Vend is edited again. */
    sent: fc.nat(3),
  })

  it.each(['order', 'return', 'transfer', 'count'] as const)(
    'of a(n) %s, sent in any order and at any time, ends with exactly what Vend said last',
    (kind) => {
      fc.assert(
        fc.property(fc.array(look, { minLength: 1, maxLength: 6 }), fc.boolean(), (looks, transfers) => {
          const status: ConsignmentStatus = countsAt[kind][countsAt[kind].length - 1] ?? 'received'
          const shop = { settings: { warehouse: { id: 'odoo', name: 'Main Warehouse', transfers } } }
          let now = consignmentOf[kind]('CAR-25', [], { ...shop, status })
          for (const { lines, cause, sent } of [
            ...looks,
            { ...(looks.at(-1) ?? { lines: [] }), cause: 'scan' as const, sent: 99 },
          ]) {
            const vend = consignmentOf[kind]('CAR-25', lines.map(asLine), { ...shop, status, cause })
            now = { ...vend, told: now.told, toldAs: now.toldAs, drafts: now.drafts }
            const drafts = standingAfter(now.drafts, decide(now)).map((draft, index) => ({
              ...draft,
              id: `draft-${String(index)}`,
            }))
            expect(drafts.flatMap(({ holds }) => holds)).toEqual([])
            const leaving = drafts.slice(0, sent)
            const told = toldAfter(now, leaving)
            now = { ...now, told, toldAs: told.length > 0 ? toldAs(status) : null, drafts: drafts.slice(sent) }
          }
          expect(now.drafts).toEqual([])
          for (const { leg, productId, quantity, outletId } of now.told) {
            expect(quantity).toBe(vendSays(now, effectKey({ leg, productId, outletId })))
          }
          expect(decide(now).documents).toEqual([])
        }),
        { numRuns: 300 },
      )
    },
  )

  const asLine = ({ count, received }: { count: bigint; received: bigint }, index: number): ConsignmentLine => ({
    productId: `Item${String(index + 1)}`,
    count: count * 100_000n,
    received: received * 100_000n,
    status: 'success',
    vendStatus: 'SUCCESS',
    included: null,
    deleted: false,
  })
})

/** Documents as changes of the shelf: product, effect and place, summed. */
function changes(documents: readonly Draft[]): string[] {
  const totals = new Map<string, Quantity>()
  for (const one of linesOf(documents)) {
    const key = `${effectKey(one)} ${one.location} ${one.sku}`
    totals.set(key, (totals.get(key) ?? 0n) + one.quantity)
  }
  return [...totals].map(([key, quantity]) => `${key} ${String(quantity)}`).sort()
}

const nowToldAs = ({ consignment, settings }: Situation) =>
  consignment.status === null ? null : toldAs(consignment.status, settings.transferOn)

const settled: readonly string[] = ['success', 'unstated']

/** An effect by the table of the design page, in the plainest way; where lines are not settled, it does not say. */
function vendSays(situation: Situation, key: string): Quantity | 'hard to say' {
  const { consignment, told, toldAs: was } = situation
  const [leg = '', , productId = ''] = key.split(' ')
  const { kind, status } = consignment
  if (kind === null || status === null) return 'hard to say'
  if (consignment.deleted || status === 'cancelled') return 0n

  const lines = situation.lines.filter(
    (one) => one.productId === productId && !one.deleted && !(kind === 'count' && one.included === false),
  )
  if (status === 'closed') {
    if (told.length > 0) return 'hard to say'
  } else {
    const counts: readonly string[] = countsAt[kind]
    if (!counts.includes(status)) return 0n
    const transferOn = was?.transferOn ?? situation.settings.transferOn
    if (kind === 'transfer' && transferOn === 'received' && status !== 'received') return 0n
  }
  if (lines.length === 0) {
    // Gone from Vend's answer is zero, held; only silent (deleted, left out) is a matter of opinion.
    return situation.lines.some((one) => one.productId === productId) ? 'hard to say' : 0n
  }
  if (lines.some((one) => !settled.includes(one.status))) return 'hard to say'

  const amounts = lines.map((one) => {
    const arrivedFigure = status === 'sent' || status === 'dispatched' ? one.count : one.received
    switch (leg) {
      case 'received':
        return one.received
      case 'returned':
        return one.count === null ? null : -absolute(one.count)
      case 'sent':
        return one.count === null ? null : -one.count
      case 'arrived':
        return arrivedFigure
      default:
        return one.count === null || one.received === null ? null : one.received - one.count
    }
  })
  const given = amounts.filter((each) => each !== null)
  return given.length === amounts.length ? sum(given) : 'hard to say'
}

/** Effects on which nothing rests: everything mapped and switched on, the status counts, lines and product are in order. */
function plainlySpoken(situation: Situation): string[] {
  const { consignment, settings, marks, lines, told, toldAs: was, products } = situation
  const { kind, status, deleted } = consignment
  if (kind === null || status === null || deleted || !settings.sending || marks.length > 0) return []
  if (!settings.locations.has('main') || (kind === 'transfer' && !settings.locations.has('airport'))) return []
  const counts: readonly string[] = countsAt[kind]
  if (!counts.includes(status)) return []
  if (was !== null && kind === 'transfer') return []
  if (kind === 'transfer' && settings.transferOn === 'received' && status !== 'received') return []
  const speaking = lines.filter((one) => !one.deleted && !(kind === 'count' && one.included === false))
  if (kind === 'count' && speaking.some((one) => !settled.includes(one.status))) return []

  return [...new Set(speaking.map(({ productId }) => productId))].flatMap((productId) => {
    const own = speaking.filter((one) => one.productId === productId)
    const product = products.get(productId)
    if (!product?.tracked || product.composite || product.sku === null) return []
    if (kind === 'count' && own.length > 1) return []
    if (own.some((one) => !settled.includes(one.status) || one.count === null || one.received === null)) return []
    if (told.some((one) => one.productId === productId && one.undone)) return []
    if (kind === 'transfer') return [`sent main ${productId}`, `arrived airport ${productId}`]
    return [`${{ order: 'received', return: 'returned', count: 'counted' }[kind]} main ${productId}`]
  })
}
