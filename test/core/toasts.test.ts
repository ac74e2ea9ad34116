import { describe, expect, it } from 'vitest'
import type { AppState, HistoryDocument, StateHold } from '../../src/core/app-state'
import { stateWithoutEngine } from '../../src/core/state-without-engine'
import { nextToasts, patienceMs, problemToasts, pushedToasts, type Toast } from '../../src/core/toasts'

const names = new Map([
  ['8', 'Main Warehouse'],
  ['9', 'Harbour'],
])

const documentOf = (id: string, changed: Partial<HistoryDocument> & { reference?: string } = {}): HistoryDocument => ({
  ...{ id, kind: 'stocktake', cause: 'webhook', reference: `ref-${id}` },
  vend: { consignmentId: 'c1', reference: 'CAR-25', type: 'SUPPLIER', name: null },
  ...{ location: '8', from: null, to: null, status: 'delivered', warehouseNumber: 'ST-1', waits: null, note: null },
  lines: [{ sku: `SKU-${id}`, quantity: '1' }],
  ...{ holds: [], createdAt: '2026-11-27T10:00:00.000Z', deliveredAt: '2026-11-27T10:00:01.000Z' },
  ...changed,
})
const of = (consignmentId: string, reference: string | null, name: string | null = null) => ({
  vend: { consignmentId, reference, type: 'SUPPLIER', name },
})

describe('the toast of what was pushed', () => {
  it('says a movement in one sentence, whatever the number of its documents, and leads to it', () => {
    expect(pushedToasts([documentOf('a'), documentOf('b')], names)).toEqual([
      { key: 'pushed a', text: 'CAR-25: 2 items to Main Warehouse.', place: '/history/a' },
    ])
    expect(pushedToasts([], names)).toEqual([])
    // What cancelled itself out went nowhere.
    expect(pushedToasts([documentOf('a', { lines: [] })], names)).toEqual([])
  })

  it('counts a product once, and names a transfer’s two places', () => {
    const same = { lines: [{ sku: 'Item1', quantity: '1' }] }
    expect(pushedToasts([documentOf('a', same), documentOf('b', same)], names)[0]?.text).toContain('1 item to')
    const transfer = documentOf('t', { kind: 'stock-transfer', location: null, from: '8', to: '9' })
    expect(pushedToasts([transfer], names)[0]?.text).toBe('CAR-25: 1 item Main Warehouse → Harbour.')
  })

  it('calls a movement without a number by its name, or by the start of its id', () => {
    expect(pushedToasts([documentOf('a', of('c2', null, 'Weekly'))], names)[0]?.text).toContain('“Weekly”: 1 item')
    expect(pushedToasts([documentOf('a', of('0af7b240-a1e3', '  '))], names)[0]?.text).toContain('0af7b240: 1 item')
  })

  it('is one for all where they are many', () => {
    const many = [1, 2, 3, 4].map((number) => documentOf(`d${number}`, of(`c${number}`, `CAR-${number}`)))
    const transfer = documentOf('t', {
      ...of('c5', 'TRA-1'),
      kind: 'stock-transfer',
      location: null,
      from: '8',
      to: '9',
    })
    expect(pushedToasts([...many, transfer], names)).toEqual([
      { key: 'pushed d1', text: '4 stocktakes and 1 transfer are in the warehouse.', place: '/history' },
    ])
    expect(pushedToasts(many.slice(0, 3), names)).toHaveLength(3)
  })
})

const stateOf = (changed: Partial<AppState>): AppState => ({
  ...stateWithoutEngine('stopped', 'The line of truth.'),
  shape: 'ok',
  ...changed,
})
const problem = (since: number, unauthorised = false) => ({
  since,
  unauthorised,
  text: 'It does not answer.',
  retryAt: 0,
})
const hold = (id: string, subject: string): StateHold => ({
  ...{ id, documentId: id, consignmentId: 'c1', reference: null, title: 'CAR-25', code: 'sku-not-in-warehouse' },
  text: `Main Warehouse does not know ${subject}.`,
  subject: { kind: 'sku', id: subject, name: subject },
})

describe('the toasts of what is wrong', () => {
  it('are none where nothing is', () => {
    expect(problemToasts(stateOf({}), 0)).toEqual([])
  })

  it('tell a token at once, and trouble that ends by itself when it has lasted', () => {
    // And once, however long it lasts.
    for (const now of [0, patienceMs])
      expect(problemToasts(stateOf({ vendProblem: problem(0, true) }), now)).toEqual([
        { key: 'sign-in vend', text: 'It does not answer.', place: '/needs-you' },
      ])
    const down = stateOf({ warehouseProblem: problem(1_000) })
    expect(problemToasts(down, patienceMs + 999)).toEqual([])
    expect(problemToasts(down, patienceMs + 1_000)).toEqual([
      { key: 'warehouse', text: 'The line of truth.', place: '/' },
    ])
    expect(problemToasts(stateOf({ vendProblem: problem(0) }), patienceMs)[0]?.key).toBe('vend')
  })

  it('tell what one answer frees once', () => {
    const toasts = problemToasts(stateOf({ holds: [hold('a', 'TEE'), hold('b', 'TEE'), hold('c', 'CAP')] }), 0)
    expect(toasts.map(({ text, place }) => [text, place])).toEqual([
      ['Main Warehouse does not know TEE. 1 more waits for the same.', '/history/a'],
      ['Main Warehouse does not know CAP.', '/history/c'],
    ])
    expect(new Set(toasts.map(({ key }) => key)).size).toBe(2)
    const alone = { ...hold('d', 'PEN'), documentId: null }
    expect(problemToasts(stateOf({ holds: [alone] }), 0)[0]?.place).toBe('/needs-you')
  })

  it('tell an engine that does not run', () => {
    expect(problemToasts(stateWithoutEngine('stopped', 'Another one holds the folder.'), 0)).toEqual([
      { key: 'stopped', text: 'Another one holds the folder.', place: '/' },
    ])
  })
})

describe('of the failures that stand', () => {
  const toast = (key: string): Toast => ({ key, text: key, place: '/' })

  it('each is told once, and taken away when it is cured', () => {
    expect(nextToasts([toast('a'), toast('b')], ['b', 'c'])).toEqual({
      show: [toast('a')],
      takeAway: ['c'],
      told: ['a', 'b'],
    })
    // One that comes again is news again.
    expect(nextToasts([toast('c')], ['a', 'b']).show).toEqual([toast('c')])
  })
})
