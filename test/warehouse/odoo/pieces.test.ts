import { describe, expect, it } from 'vitest'
import type { WarehouseLine } from '../../../src/core/document'
import { directionOf, namesOf, nextPieces, type Piece } from '../../../src/warehouse/odoo/pieces'

const line = (item: number, pieces: number): WarehouseLine => ({
  item: String(item),
  sku: `SKU-${item}`,
  quantity: BigInt(pieces) * 100_000n,
  counted: null,
})
const many = (count: number, pieces: number) => Array.from({ length: count }, (_, index) => line(index + 1, pieces))
const stocktake = { place: { kind: 'stocktake', location: '8' }, reference: 'CAR-25' } as const
const transfer = { place: { kind: 'stock-transfer', from: '8', to: '9' }, reference: 'CTO-30' } as const
const loss = () => '14'
const nothing = new Set<string>()
const told = (pieces: readonly Piece[]) =>
  pieces.map(({ name, from, to, lines }) => `${name}: ${from} to ${to}, ${lines.map(({ item }) => item).join(' ')}`)

describe('the transfers that a document becomes in Odoo', () => {
  it('a Stocktake goes in and out, apart from each other', () => {
    expect(told(nextPieces(stocktake, [line(3, -1), line(2, 5), line(1, -2)], loss, nothing))).toEqual([
      'VEND/CAR-25/IN: 14 to 8, 2',
      'VEND/CAR-25/OUT: 8 to 14, 1 3',
    ])
  })

  it('a Stock Transfer is one', () => {
    expect(told(nextPieces(transfer, [line(1, 4), line(2, 1)], loss, nothing))).toEqual(['VEND/CTO-30: 8 to 9, 1 2'])
  })

  it('items with an inventory loss of their own go by themselves', () => {
    const lossOf = (item: string) => (item === '2' ? '77' : '14')
    expect(told(nextPieces(stocktake, many(3, 1), lossOf, nothing))).toEqual([
      'VEND/CAR-25/IN: 14 to 8, 1 3',
      'VEND/CAR-25/IN/2: 77 to 8, 2',
    ])
  })

  it('lines in another order make the same transfers', () => {
    const lines = [line(10, 1), line(9, -1), line(100, 1), line(2, 1)]
    const forwards = nextPieces(stocktake, lines, loss, nothing)
    expect(nextPieces(stocktake, lines.toReversed(), loss, nothing)).toEqual(forwards)
    expect(forwards[0]!.lines.map(({ item }) => item)).toEqual(['2', '10', '100'])
  })

  it('1,100 lines go in three rounds, none of more than 500, under names of their own', () => {
    const lines = many(1_100, 1).map((one, index) => (index % 2 ? one : line(Number(one.item), -1)))
    const taken = new Set<string>()
    const rounds: number[] = []
    let missing: readonly WarehouseLine[] = lines
    while (missing.length > 0) {
      const pieces = nextPieces(stocktake, missing, loss, taken)
      for (const { name } of pieces) {
        expect(taken).not.toContain(name)
        taken.add(name)
      }
      const gone = new Set(pieces.flatMap(({ lines: some }) => some.map(({ item }) => item)))
      rounds.push(gone.size)
      missing = missing.filter(({ item }) => !gone.has(item))
    }
    expect(rounds).toEqual([500, 500, 100])
    expect([...taken]).toEqual(['', '/2', '/3'].flatMap((tail) => [`VEND/CAR-25/IN${tail}`, `VEND/CAR-25/OUT${tail}`]))
    const names = namesOf({ reference: 'CAR-25', lines })
    for (const name of taken) expect(names).toContain(name)
  })
})

describe('the names of a document’s transfers', () => {
  const cases = [
    ['VEND/CAR-25', 'transfer'],
    ['VEND/CAR-25/2', 'transfer'],
    ['VEND/CAR-25/IN', 'in'],
    ['VEND/CAR-25/OUT/12', 'out'],
    ['VEND/CAR-25-2/IN', null],
    ['VEND/CAR-2', null],
    ['VEND/CAR-25/BACK', null],
    ['WH/INT/00012', null],
  ] as const
  it.each(cases)('%s of CAR-25 is %s', (name, direction) => {
    expect(directionOf('CAR-25', name)).toBe(direction)
  })
})
