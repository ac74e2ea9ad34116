import { describe, expect, it } from 'vitest'
import { freshened, newIn, type Pages } from '../../../renderer/history/pages'
import type { HistoryPage, HistoryRow } from '../../../src/core/history-page'

const row = (number: number, changed: Partial<HistoryRow> = {}): HistoryRow => ({
  ...{ id: `id-${number.toString()}`, reference: `CAR-${number.toString()}`, kind: 'stocktake', cause: 'scan' },
  vend: { consignmentId: 'c', reference: null, type: 'SUPPLIER', name: null },
  ...{ location: 'WH', from: null, to: null, status: 'waiting', warehouseNumber: null, deliveredAt: null },
  createdAt: new Date(number * 60_000).toISOString(),
  ...{ items: 1, units: '1', lines: [], ...changed },
})
const page = (rows: readonly HistoryRow[], next: string | null): HistoryPage => ({ rows, next })
const numbered = (...numbers: readonly number[]) => numbers.map((number) => row(number))

/** 9 to 7, then 6 to 4; 3 and older are still to be read. */
const read: Pages = {
  pages: [page(numbered(9, 8, 7), 'after 7'), page(numbered(6, 5, 4), 'after 4')],
  pageParams: [undefined, 'after 7'],
}
const shown = ({ pages }: Pages) => pages.map(({ rows }) => rows.map(({ reference }) => reference?.slice(4)).join(' '))

describe('what of a first page is new', () => {
  it('stands above all that is shown', () => {
    expect(newIn(read, page(numbered(11, 10, 9), 'after 9'))).toEqual(numbered(11, 10))
    expect(newIn(read, page(numbered(9, 8, 7), 'after 7'))).toEqual([])
  })

  it('is all of it where nothing of it is shown', () => {
    expect(newIn(read, page(numbered(20, 19), 'after 19'))).toEqual(numbered(20, 19))
  })
})

describe('a page that was read again', () => {
  it('changes nothing, not even the value, where it says the same', () => {
    expect(freshened(read, undefined, page(numbered(9, 8, 7), 'after 7'), true)).toBe(read)
    expect(freshened(read, 'after 1', page(numbered(1), null), true)).toBe(read)
  })

  it('shows its rows as they are now, and not what the filter lets through no more', () => {
    const delivered = row(6, { status: 'delivered' })
    const now = freshened(read, 'after 7', page([delivered, row(4), row(3)], 'after 3'), true)
    // 3 belongs to the page behind it.
    expect(shown(now)).toEqual(['9 8 7', '6 4'])
    expect(now.pages[1]?.rows[0]?.status).toBe('delivered')
  })

  it('brings what is new only where that is wanted, and keeps what it pushed down', () => {
    const first = page(numbered(10, 9, 8), 'after 8')
    expect(shown(freshened(read, undefined, first, false))).toEqual(['9 8 7', '6 5 4'])
    expect(shown(freshened(read, undefined, first, true))).toEqual(['10 9 8 7', '6 5 4'])
  })

  it('never has a row twice, where pages overlap by now', () => {
    const grown: Pages = { ...read, pages: [page(numbered(9, 8, 7, 6), 'after 7'), page(numbered(5, 4), 'after 4')] }
    expect(shown(freshened(grown, 'after 7', page(numbered(6, 5, 4), 'after 4'), true))).toEqual(['9 8 7 6', '5 4'])
  })

  it('begins the list anew where more is new than it holds', () => {
    const now = freshened(read, undefined, page(numbered(30, 29, 28), 'after 28'), true)
    expect(now).toEqual({ pages: [page(numbered(30, 29, 28), 'after 28')], pageParams: [undefined] })
  })
})
