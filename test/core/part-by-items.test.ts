import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { warehouseLines, type EffectLine, type Place } from '../../src/core/document'
import { partByItems, type KnownItems, type Parted } from '../../src/core/part-by-items'
import type { Item } from '../../src/core/ports/warehouse'
import { amount, type Amount } from './decide/given'

const main: Place = { kind: 'stocktake', location: 'Main' }
const toAirport: Place = { kind: 'stock-transfer', from: 'Main', to: 'Airport' }

const line = (sku: string, quantity: Amount, but: Partial<EffectLine> = {}): EffectLine => ({
  ...{ leg: 'received', outletId: 'main', productId: sku, sku, name: sku, item: null, location: 'Main', counted: null },
  quantity: amount(quantity),
  ...but,
})

const moved = (sku: string, quantity: Amount, but: Partial<EffectLine> = {}): EffectLine[] => [
  { ...line(sku, quantity, but), leg: 'sent', quantity: -amount(quantity) },
  line(sku, quantity, { ...but, leg: 'arrived', outletId: 'airport', location: 'Airport' }),
]

const item = (id: string, code: string, but: Partial<Item> = {}): Item => ({
  ...{ item: id, code, name: code, barcode: null, step: null, unfit: null },
  ...but,
})

/** What the warehouse has; what it has not was asked about, too. */
const known = (items: readonly Item[], matches: Readonly<Record<string, string>> = {}): KnownItems => ({
  bySku: new Map(items.map(({ code }) => [code, items.filter((one) => one.code === code)])),
  byItem: new Map(items.map((one) => [one.item, one])),
  matches: new Map(Object.entries(matches)),
})

const went = ({ going }: Parted) => going.map((one) => `${one.sku} → ${one.item ?? 'nothing'}`)
const waits = ({ problems }: Parted) => problems.map(({ sku, code }) => `${sku}: ${code}`)

const cup = item('1', 'CUP')

describe('the item that a line goes to', () => {
  it('is the one that bears exactly its SKU, not one that looks like it', () => {
    const parted = partByItems(main, [line('CUP', 60), line('cup', 5)], known([cup]))
    expect(went(parted)).toEqual(['CUP → 1'])
    expect(waits(parted)).toEqual(['cup: sku-not-in-warehouse'])
  })

  it('is the matched one for a SKU that nothing bears', () => {
    expect(went(partByItems(main, [line('MUG', 60)], known([cup], { MUG: '1' })))).toEqual(['MUG → 1'])
  })

  it('is the one that bears the SKU, though it is matched to another', () => {
    const both = known([cup, item('2', 'SAUCER')], { CUP: '2' })
    expect(went(partByItems(main, [line('CUP', 60)], both))).toEqual(['CUP → 1'])
  })

  it('is the one that was told before, whatever bears the SKU or is matched now', () => {
    const both = known([cup, item('2', 'SAUCER')], { CUP: '1' })
    expect(went(partByItems(main, [line('CUP', 1, { item: '2' })], both))).toEqual(['CUP → 2'])
  })

  it('is the current one of two that bear the SKU, when the other is archived', () => {
    const both = known([item('9', 'CUP', { unfit: 'archived' }), cup])
    expect(went(partByItems(main, [line('CUP', 60)], both))).toEqual(['CUP → 1'])
  })

  it('is the matched one of two that bear the SKU', () => {
    const both = known([cup, item('2', 'CUP')], { CUP: '2' })
    expect(went(partByItems(main, [line('CUP', 60)], both))).toEqual(['CUP → 2'])
  })

  it.each(['archived', 'lot-tracked', 'service', 'untracked'] as const)(
    'is the matched one when the only one that bears the SKU is %s',
    (unfit) => {
      const both = known([item('9', 'CUP', { unfit }), item('2', 'MUG')], { CUP: '2' })
      expect(went(partByItems(main, [line('CUP', 60)], both))).toEqual(['CUP → 2'])
    },
  )
})

describe('what waits', () => {
  it.each(['archived', 'lot-tracked', 'service', 'untracked'] as const)(
    'an item that is %s waits, and the other line goes',
    (unfit) => {
      const parted = partByItems(main, [line('CUP', 60), line('TEA', 50)], known([cup, item('2', 'TEA', { unfit })]))
      expect(went(parted)).toEqual(['CUP → 1'])
      expect(waits(parted)).toEqual([`TEA: item-${unfit}`])
    },
  )

  it('a SKU that two items bear waits, with both of them named', () => {
    const two = [cup, item('2', 'CUP')]
    const { going, problems } = partByItems(main, [line('CUP', 60)], known(two))
    expect(going).toEqual([])
    expect(problems).toEqual([{ code: 'item-ambiguous', productId: 'CUP', sku: 'CUP', items: two }])
  })

  it('of two archived items with one SKU it is said that they are archived, not that there are two', () => {
    const two = [item('1', 'CUP', { unfit: 'archived' }), item('2', 'CUP', { unfit: 'archived' })]
    expect(waits(partByItems(main, [line('CUP', 60)], known(two)))).toEqual(['CUP: item-archived'])
  })

  it('a correction waits when its item is gone, though another bears the SKU', () => {
    const parted = partByItems(main, [line('CUP', 1, { item: '7' })], known([cup]))
    expect(went(parted)).toEqual([])
    expect(parted.problems).toMatchObject([{ code: 'sku-not-in-warehouse', gone: '7', told: true }])
  })

  it('a correction waits when its item was archived, though the SKU is matched to another', () => {
    const items = known([item('7', 'CUP', { unfit: 'archived' }), item('2', 'MUG')], { CUP: '2' })
    const parted = partByItems(main, [line('CUP', 1, { item: '7' })], items)
    expect(parted.problems).toMatchObject([{ code: 'item-archived', told: true }])
  })

  it('a match waits when its item is gone', () => {
    const { problems } = partByItems(main, [line('MUG', 1)], known([cup], { MUG: '7' }))
    expect(problems).toEqual([{ code: 'sku-not-in-warehouse', productId: 'MUG', sku: 'MUG', items: [], gone: '7' }])
  })

  it('2.5 of what is kept in whole pieces waits with its change, and 2 go', () => {
    const pieces = known([item('1', 'CUP', { step: amount(1) }), item('2', 'TEA', { step: amount(1) })])
    const parted = partByItems(main, [line('CUP', '-2.5'), line('TEA', 2)], pieces)
    expect(went(parted)).toEqual(['TEA → 2'])
    expect(parted.problems).toMatchObject([{ code: 'quantity-too-fine', sku: 'CUP', change: '−2.5' }])
  })

  it('0.3 of what is kept by the tenth goes', () => {
    const tenths = known([item('1', 'TEA', { step: amount('0.1') })])
    expect(went(partByItems(main, [line('TEA', '0.3')], tenths))).toEqual(['TEA → 1'])
  })
})

describe('what goes or waits together', () => {
  const pieces = [item('1', 'CUP', { step: amount(1) })]

  it('0.5 and 0.5 of two products on one item are one piece, and go', () => {
    const parted = partByItems(main, [line('CUP', '0.5'), line('MUG', '0.5')], known(pieces, { MUG: '1' }))
    expect(went(parted)).toEqual(['CUP → 1', 'MUG → 1'])
  })

  it('0.5 and 2 of two products on one item wait, both with +2.5', () => {
    const parted = partByItems(main, [line('CUP', '0.5'), line('MUG', 2)], known(pieces, { MUG: '1' }))
    expect(parted.problems.map(({ sku, change }) => [sku, change])).toEqual([
      ['CUP', '+2.5'],
      ['MUG', '+2.5'],
    ])
  })

  it('0.5 in and 0.5 out on one item cancel out, and go', () => {
    const parted = partByItems(main, [line('CUP', '0.5'), line('MUG', '-0.5')], known(pieces, { MUG: '1' }))
    expect(parted.waiting).toEqual([])
  })

  it('of two products with one SKU, one told on an item that is gone, the other goes', () => {
    const lines = [line('CUP', 1, { item: '7' }), line('CUP', 60, { productId: 'another' })]
    const parted = partByItems(main, lines, known([cup]))
    expect(parted.going.map(({ productId, item: to }) => [productId, to])).toEqual([['another', '1']])
  })

  it('both legs of a transfer of 10 wait when its SKU is unknown, and both go when it is known', () => {
    const lines = [...moved('CUP', 10), ...moved('TEA', 4)]
    const parted = partByItems(toAirport, lines, known([cup]))
    expect(parted.going.map(({ sku, leg }) => [sku, leg])).toEqual([
      ['CUP', 'sent'],
      ['CUP', 'arrived'],
    ])
    expect(parted.waiting.map(({ sku, leg }) => [sku, leg])).toEqual([
      ['TEA', 'sent'],
      ['TEA', 'arrived'],
    ])
  })

  it('both legs of a transfer wait when only one of them has an item that is there', () => {
    const [sent, arrived] = moved('CUP', 10)
    const parted = partByItems(toAirport, [{ ...sent!, item: '7' }, arrived!], known([cup]))
    expect(parted.going).toEqual([])
    expect(parted.waiting).toHaveLength(2)
  })

  it('a transfer of 2.5 pieces is judged by what moves, not by its two legs together', () => {
    expect(waits(partByItems(toAirport, moved('CUP', '2.5'), known(pieces)))).toEqual(['CUP: quantity-too-fine'])
    expect(went(partByItems(toAirport, moved('CUP', 2), known(pieces)))).toEqual(['CUP → 1', 'CUP → 1'])
  })
})

const skus = ['A', 'B', 'C', 'D']
const anyItem = fc.record({
  item: fc.constantFrom('1', '2', '3', '4', '5'),
  code: fc.constantFrom(...skus, 'X'),
  name: fc.constantFrom('Cup', 'Tea'),
  barcode: fc.constant(null),
  step: fc.constantFrom(null, amount(1), amount('0.5')),
  unfit: fc.constantFrom(null, null, null, 'archived', 'lot-tracked', 'service', 'untracked'),
}) satisfies fc.Arbitrary<Item>
const anyKnown = fc
  .tuple(
    fc.uniqueArray(anyItem, { selector: (one) => one.item }),
    fc.dictionary(fc.constantFrom(...skus), fc.constantFrom('1', '2', '3', '7')),
  )
  .map(([items, matches]) => known(items, matches))
const anyQuantity = fc.constantFrom<Amount[]>('-2.5', -2, '-0.5', '0.5', 1, 3, '0.25').map(amount)
/** A product has one SKU, and was told on one item or on none. */
const anyLines = fc
  .uniqueArray(
    fc.record({
      productId: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5'),
      sku: fc.constantFrom(...skus),
      item: fc.constantFrom(null, null, null, '1', '2', '7'),
      quantity: anyQuantity,
      twice: fc.boolean(),
    }),
    { selector: ({ productId }) => productId, minLength: 1 },
  )
  .map(
    (products) =>
      (transfers: boolean): EffectLine[] =>
        products.flatMap(({ productId, sku, item: told, quantity, twice }) => {
          const size = quantity < 0n ? -quantity : quantity
          const but = { productId, item: told }
          if (transfers)
            return moved(sku, 1, but).map((one) => ({ ...one, quantity: one.quantity < 0n ? -size : size }))
          const one = { ...line(sku, 1, but), quantity }
          return twice ? [one, { ...one, leg: 'arrived' as const }] : [one]
        }),
  )
const anyCase = fc
  .tuple(fc.boolean(), anyLines, anyKnown)
  .map(([transfers, lines, items]) => [transfers ? toAirport : main, lines(transfers), items] as const)

const effect = ({ leg, productId, sku, quantity }: EffectLine) => `${leg} ${productId} ${sku} ${quantity.toString()}`
const products = (lines: readonly EffectLine[]) => new Set(lines.map(({ productId }) => productId))

describe('whatever lines and items meet', () => {
  const holds = (check: (place: Place, lines: readonly EffectLine[], items: KnownItems, parted: Parted) => void) =>
    fc.assert(
      fc.property(anyCase, ([place, lines, items]) => check(place, lines, items, partByItems(place, lines, items))),
      { numRuns: 2_000 },
    )

  it('each line either goes or waits, once, as it was', () => {
    holds((_place, lines, _items, { going, waiting }) => {
      expect([...going, ...waiting].map(effect).sort()).toEqual(lines.map(effect).sort())
      expect(waiting.every((one) => lines.includes(one))).toBe(true)
    })
  })

  it('no product is on both sides, and each that waits has exactly one reason', () => {
    holds((_place, _lines, _items, { going, waiting, problems }) => {
      expect([...products(going)].filter((id) => products(waiting).has(id))).toEqual([])
      expect(problems.map(({ productId }) => productId).sort()).toEqual([...products(waiting)].sort())
    })
  })

  it('what goes has an item that can be booked, in steps that the item allows', () => {
    holds((place, _lines, items, { going }) => {
      for (const { item: name, quantity } of warehouseLines(place, going)) {
        const found = items.byItem.get(name)
        expect(found?.unfit).toBeNull()
        if (found?.step) expect(quantity % found.step).toBe(0n)
      }
    })
  })

  it('what was told on an item goes there or waits', () => {
    holds((_place, lines, _items, { going }) => {
      const told = new Map(lines.flatMap(({ productId, item: to }) => (to === null ? [] : [[productId, to] as const])))
      for (const { productId, item: to } of going) if (told.has(productId)) expect(to).toBe(told.get(productId))
    })
  })

  it('parted again, what goes still goes on the same items, and what waits still waits', () => {
    holds((place, _lines, items, { going, waiting }) => {
      expect(partByItems(place, going, items)).toEqual({ going, waiting: [], problems: [] })
      expect(partByItems(place, waiting, items).waiting).toEqual(waiting)
    })
  })
})
