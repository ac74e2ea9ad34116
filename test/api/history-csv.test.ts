import { describe, expect, it } from 'vitest'
import { historyCsv } from '../../src/api/history-csv'
import type { HistoryDocument } from '../../src/core/app-state'
import type { EffectLine } from '../../src/core/document'
import type { LedgerPort } from '../../src/core/ports/ledger'
import { openDatabase } from '../../src/ledger/database'
import { createLedger } from '../../src/ledger/ledger'
import { migrate } from '../../src/ledger/migrations'
import { run } from '../../src/ledger/rows'
import { tinyWorld } from '../fakes/tiny-world'
import { asking } from './asking'

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

const csvOf = (documents: readonly HistoryDocument[], places: typeof outlets) =>
  [...historyCsv([documents], places)].join('')
const column = (csv: string, name: string) => {
  const [head = [], ...rows] = parse(csv)
  return rows.map((row) => row[head.indexOf(name)])
}

describe('the history as CSV', () => {
  it('has a row for each line of each document, with times in UTC and the names of the locations', () => {
    const csv = csvOf([document], outlets)
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
    expect(column(csvOf([held, waiting, document], outlets), 'waits for')).toEqual([
      ...['Refused.', 'Refused.', 'No answer.', 'No answer.', '', ''],
    ])
  })

  it.each(['=1+1', '+1', '-cmd', '@SUM(A1)', '\t=1', '\r=1', ' =HYPERLINK("x")', '＝1', '-2+3'])(
    'turns %j into text that no spreadsheet reckons with',
    (sku) => {
      const csv = csvOf([{ ...document, lines: [{ sku, quantity: '1' }] }], outlets)
      expect(column(csv, 'SKU')).toEqual([`'${sku}`])
    },
  )

  it('leaves names with commas, quotes and line ends as they are', () => {
    for (const name of ['Ann, Bob', 'the "big" one', 'two\r\nlines', 'Grüße 北'])
      expect(column(csvOf([{ ...document, vend: { ...document.vend, name } }], outlets), 'Vend name')).toEqual([
        ...[name, name],
      ])
  })

  it('without any document is its heading', () => {
    expect(parse(csvOf([], outlets))).toHaveLength(1)
  })
})

describe('the history that is downloaded', () => {
  const many = 1_200
  const [split, replaced, later] = [1_100, 700, 1_000]
  const line = (sku: string): EffectLine => ({
    ...{ leg: 'received', outletId: 'main', location: 'WH', productId: sku, sku, name: sku, item: null },
    ...{ quantity: 100_000n, counted: null },
  })
  const make = (ledger: LedgerPort, id: string, skus: readonly string[]): number => {
    const consignment = { id: `c-${id}`, reference: id, name: null, vendType: 'SUPPLIER', status: 'received' as const }
    const about = { id, consignment, cause: 'scan' as const, warehouse: 'tiny', transferOn: 'sent' as const }
    const place = { kind: 'stocktake', location: 'WH' } as const
    ledger.documents.make({ place, lines: skus.map(line), holds: [] }, { ...about, at: 0, dueAt: 0 })
    return ledger.documents.byId(id)?.seq ?? 0
  }
  /** Documents D-1 to D-1200, delivered but for two drafts, and what an API gives of them. */
  const longHistory = () => {
    const database = openDatabase(':memory:')
    migrate(database)
    const ledger = createLedger(database)
    ledger.transaction(() => {
      for (let number = 1; number <= many; number += 1) {
        const isDraft = number === split || number === replaced
        const seq = make(ledger, `D-${number.toString()}`, isDraft ? ['A', 'B'] : ['A'])
        if (isDraft) continue
        ledger.documents.freeze(seq, { reference: `R-${number.toString()}`, part: 1, key: 'key' }, 'waiting')
        ledger.documents.markDelivered(seq, { number: `ST-${number.toString()}`, note: null, at: 1 })
      }
    })
    return { database, ledger, ...asking(tinyWorld({ database })) }
  }
  const taken = async ({ api }: Pick<ReturnType<typeof longHistory>, 'api'>) => {
    const answer = await api.request('/api/history.csv')
    const reader = (answer.body as ReadableStream<Uint8Array> | null)?.getReader()
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    return async () => {
      const part = await reader?.read()
      return part?.done === false ? decoder.decode(part.value, { stream: true }) : null
    }
  }

  it('comes piece by piece as it is taken, and no row of it twice or not at all, whatever happens meanwhile', async () => {
    const history = longHistory()
    const { ledger } = history
    const next = await taken(history)
    const pieces = [await next(), await next()]
    // One draft is split, as when an item turns out to be unknown; one is replaced; something new comes, something is noted.
    const splitSeq = ledger.documents.byId(`D-${split.toString()}`)?.seq ?? 0
    ledger.documents.writeLines(splitSeq, `c-D-${split.toString()}`, [line('A')])
    make(ledger, 'D-split', ['B'])
    ledger.documents.withdraw(ledger.documents.byId(`D-${replaced.toString()}`)?.seq ?? 0, null)
    make(ledger, 'D-replaced', ['A', 'B'])
    make(ledger, 'D-new', ['A'])
    run(history.database, "UPDATE documents SET note = 'Noted meanwhile.' WHERE id = ?", `D-${later.toString()}`)
    for (let piece = await next(); piece !== null; piece = await next()) pieces.push(piece)

    const csv = pieces.join('')
    const [ids, skus, notes] = [column(csv, 'document id'), column(csv, 'SKU'), column(csv, 'note')]
    const rows = ids.map((id, index) => `${id ?? ''} ${skus[index] ?? ''}`)
    const wanted = Array.from({ length: many }, (_, index) => {
      const id = `D-${(index + 1).toString()}`
      return [`${id} A`, ...(index + 1 === split || index + 1 === replaced ? [`${id} B`] : [])]
    })
    expect(rows).toEqual(wanted.flat())
    expect(notes[rows.indexOf(`D-${later.toString()} A`)]).toBe('Noted meanwhile.')
    // The heading, and never more than 500 documents at once.
    expect(pieces.map((piece) => (piece?.match(/\r\n/g) ?? []).length)).toEqual([1, 500, 501, 201])
  })

  it('is broken off, so that half of it is not taken for all, where the ledger cannot be read to its end', async () => {
    const history = longHistory()
    const next = await taken(history)
    await next()
    await next()
    history.database.close()
    await expect(async () => {
      while ((await next()) !== null);
    }).rejects.toThrow()
  })
})
