import { describe, expect, it } from 'vitest'
import { historyCsv } from '../../src/api/history-csv'
import type { HistoryDocument } from '../../src/core/app-state'

const document: HistoryDocument = {
  ...{ id: 'id-1', reference: 'CAR-25', kind: 'stocktake', cause: 'scan', status: 'delivered' },
  vend: { consignmentId: 'c-1', reference: 'CAR-25', type: 'SUPPLIER', name: null },
  ...{ location: 'WH', from: null, to: null, waits: null, note: null, holds: [] },
  lines: [
    { sku: 'Item1', quantity: '60' },
    { sku: 'Item2', quantity: '-2.5', counted: '3' },
  ],
  ...{ warehouseNumber: 'ST-1', createdAt: '2026-11-23T08:00:00.000Z', deliveredAt: '2026-11-23T08:00:01.000Z' },
}
const outlets = [{ outlet: { id: 'main', name: 'Main' }, location: { id: 'WH', name: 'Main "big" warehouse, left' } }]

/** RFC 4180, read by its letter. */
function parse(csv: string): string[][] {
  const rows: string[][] = [[]]
  let rest = csv.replace(/^\uFEFF/, '')
  while (rest !== '') {
    const [whole = '', quoted, plain = '', end = ''] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest) ?? []
    expect(whole, rest.slice(0, 80)).not.toBe('')
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
    rest = rest.slice(whole.length)
  }
  expect(rows.pop()).toEqual([])
  return rows
}

const column = (csv: string, name: string) => {
  const [head = [], ...rows] = parse(csv)
  return rows.map((row) => row[head.indexOf(name)])
}

describe('the history as CSV', () => {
  it('has a row for each line of each document, with times in UTC and the names of the locations', () => {
    const csv = historyCsv([document], outlets)
    const rows = parse(csv)
    expect(rows).toHaveLength(3)
    expect(new Set(rows.map(({ length }) => length)).size).toBe(1)
    expect(column(csv, 'SKU')).toEqual(['Item1', 'Item2'])
    expect(column(csv, 'quantity')).toEqual(['60', '-2.5'])
    expect(column(csv, 'counted')).toEqual(['', '3'])
    expect(column(csv, 'made')).toEqual(Array(2).fill('2026-11-23T08:00:00.000Z'))
    expect(column(csv, 'location')).toEqual(Array(2).fill('Main "big" warehouse, left'))
  })

  it('says why something waits', () => {
    const held = { ...document, holds: [{ code: 'refused', text: 'Refused.' }] }
    const waiting = { ...document, waits: { text: 'No answer.', nextTryAt: document.createdAt } }
    expect(column(historyCsv([held, waiting, document], outlets), 'waits for')).toEqual([
      ...['Refused.', 'Refused.', 'No answer.', 'No answer.', '', ''],
    ])
  })

  it.each(['=1+1', '+1', '-cmd', '@SUM(A1)', '\t=1', '\r=1', ' =HYPERLINK("x")', '＝1', '-2+3'])(
    'turns %j into text that no spreadsheet reckons with',
    (sku) => {
      const csv = historyCsv([{ ...document, lines: [{ sku, quantity: '1' }] }], outlets)
      expect(column(csv, 'SKU')).toEqual([`'${sku}`])
    },
  )

  it('leaves names with commas, quotes and line ends as they are', () => {
    for (const name of ['Ann, Bob', 'the "big" one', 'two\r\nlines', 'Grüße 北'])
      expect(column(historyCsv([{ ...document, vend: { ...document.vend, name } }], outlets), 'Vend name')).toEqual([
        ...[name, name],
      ])
  })

  it('without any document is its heading', () => {
    expect(parse(historyCsv([], outlets))).toHaveLength(1)
  })
})
