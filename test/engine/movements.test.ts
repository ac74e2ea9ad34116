import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EffectLine } from '../../src/core/document'
import { amount } from '../fakes/tiny-world'
import { lastDays } from '../../src/engine/movements'
import { openDatabase } from '../../src/ledger/database'
import { createLedger } from '../../src/ledger/ledger'
import { migrate } from '../../src/ledger/migrations'

const hour = 3_600_000
const timeZone = process.env.TZ

afterEach(() => {
  if (timeZone === undefined) delete process.env.TZ
  else process.env.TZ = timeZone
})

/** A ledger with a document that was booked at each hour of the days around a moment; every third is a transfer. */
function bookedEachHour(from: number, until: number) {
  const database = openDatabase(':memory:')
  migrate(database)
  const ledger = createLedger(database)
  const line = (location: string, quantity: number): EffectLine => ({
    ...{ leg: 'received', outletId: location, location, productId: 'Item1', sku: 'Item1', name: '', item: null },
    ...{ quantity: amount(quantity), counted: null },
  })
  for (let at = from; at < until; at += hour) {
    const isTransfer = (at / hour) % 3 === 0
    ledger.documents.make(
      isTransfer
        ? { place: { kind: 'stock-transfer', from: 'WH', to: 'HS' }, lines: [line('WH', -2), line('HS', 2)], holds: [] }
        : { place: { kind: 'stocktake', location: 'WH' }, lines: [line('WH', -1), line('WH', 4)], holds: [] },
      {
        ...{ id: `d-${at}`, cause: 'scan', warehouse: 'w', transferOn: 'sent', at, dueAt: at },
        consignment: { id: `c-${at}`, reference: null, name: null, vendType: 'X', status: null },
      },
    )
    const seq = ledger.documents.byId(`d-${at}`)!.seq
    ledger.documents.freeze(seq, { reference: `R-${at}`, part: 1, key: `k-${at}` }, 'waiting')
    ledger.documents.markDelivered(seq, { number: null, note: null, at })
  }
  return ledger
}

describe('what was booked on each of the last days', () => {
  beforeEach(() => {
    process.env.TZ = 'Europe/Berlin'
  })

  it.each([
    ['summer time ends', '2026-10-25', 25],
    ['summer time begins', '2026-03-29', 23],
    ['no clock is changed', '2026-06-14', 24],
  ])('goes by the days of this PC, also where %s', (_when, date, hours) => {
    const begin = Date.parse(`${date}T00:00:00Z`) - 48 * hour
    const ledger = bookedEachHour(begin, begin + 120 * hour)
    const now = Date.parse(`${date}T12:00:00Z`) + 24 * hour
    const days = lastDays({ ledger, clock: { now: () => now, sleep: () => expect.unreachable() } }, 4)
    const dayOf = (ms: number) => new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin' }).format(ms)
    const all = Array.from({ length: 120 }, (_, index) => begin + index * hour)
    expect(days.map(({ from }) => dayOf(from))).toEqual([-2, -1, 0, 1].map((day) => dayOf(now + (day - 1) * 24 * hour)))
    for (const { from, stocktakes, transfers, units } of days) {
      const booked = all.filter((at) => dayOf(at) === dayOf(from))
      const moved = booked.filter((at) => (at / hour) % 3 === 0)
      const counts = [booked.length - moved.length, moved.length]
      expect([stocktakes, transfers, units]).toEqual([...counts, (counts[0]! * 5 + counts[1]! * 2).toString()])
    }
    expect(days[2]!.stocktakes + days[2]!.transfers).toBe(hours)
  })

  it('names a day also where nothing was booked on it', () => {
    const ledger = bookedEachHour(0, 0)
    const days = lastDays(
      { ledger, clock: { now: () => Date.parse('2026-06-14T12:00:00Z'), sleep: () => expect.unreachable() } },
      2,
    )
    expect(days).toEqual(
      ['2026-06-12T22:00:00Z', '2026-06-13T22:00:00Z'].map((from) => ({
        ...{ from: Date.parse(from), stocktakes: 0, transfers: 0, units: '0' },
      })),
    )
  })
})
