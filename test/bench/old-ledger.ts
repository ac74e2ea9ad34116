import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Draft } from '../../src/core/document'
import type { LedgerPort } from '../../src/core/ports/ledger'
import { decide } from '../../src/core/decide'
import { openDatabase } from '../../src/ledger/database'
import { createLedger } from '../../src/ledger/ledger'
import { migrate } from '../../src/ledger/migrations'
import { items, line, order } from '../core/decide/given'
import { shown, type Figure } from './figure'

const oldDocuments = 5_000
/** Against reading the lines of one such document, which nothing here can be much cheaper than. */
const mostTimesReading = 6

/** What the ledger is asked in every commit and every round, with years of documents in it. */
export function measureOldLedger(lines: number): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'stocktray-bench-'))
  const database = openDatabase(join(folder, 'ledger.sqlite'))
  try {
    migrate(database)
    return figuresOf(createLedger(database), lines)
  } finally {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function figuresOf(ledger: LedgerPort, lines: number): Figure[] {
  const told = ledger.transaction(() => {
    for (let index = 0; index < oldDocuments; index += 1) deliver(ledger, make(ledger, `OLD-${index}`, draftsFor(3)))
    const big = make(ledger, 'TOLD', draftsFor(lines))
    deliver(ledger, big)
    return big
  })
  // Two drafts of one consignment, as when the warehouse does not know half of its items.
  const half = ledger.transaction(() => {
    const [draft] = draftsFor(lines)
    if (!draft) throw new Error('Nothing was decided.')
    const part = (from: number, to: number): Draft => ({ ...draft, lines: draft.lines.slice(from, to) })
    return make(ledger, 'HALVES', [part(0, lines / 2), part(lines / 2, lines)])
  })
  const reading = bestMs(() => ledger.documents.byId(told))
  const figure = (what: string, work: () => unknown): Figure => ({
    ...{ what: `${what} : reading a document`, value: bestMs(work) / reading },
    bound: { is: 'at most', value: mostTimesReading },
  })
  return [
    figure(`what was told of ${shown(lines)} lines`, () => ledger.told.of('id-of-TOLD')),
    figure('what may be delivered now', () => ledger.documents.due(Infinity)),
    figure('which drafts stand behind one', () => {
      const document = ledger.documents.byId(half)
      return document && ledger.documents.draftsBehind(document)
    }),
    figure('who waits for each of 200 changed products', () =>
      items(200, (productId) => ledger.consignments.waitingOnProduct(productId)),
    ),
  ]
}

function draftsFor(lines: number): readonly Draft[] {
  return decide(
    order(
      'ANY',
      items(lines, (productId) => line(productId, { received: 12 })),
    ),
  ).documents
}

/** Answers the id of the first. */
function make(ledger: LedgerPort, reference: string, drafts: readonly Draft[]): string {
  const { consignment } = order(reference, [])
  const ids = drafts.map((draft, index) => {
    const id = `${reference}-${index}`
    const at = Date.UTC(2026, 10, 2)
    ledger.documents.make(draft, { id, consignment, cause: 'scan', warehouse: 'w', transferOn: 'sent', at, dueAt: at })
    return id
  })
  return ids[0] ?? ''
}

function deliver(ledger: LedgerPort, id: string): void {
  const seq = ledger.documents.byId(id)?.seq ?? 0
  ledger.documents.freeze(seq, { reference: id, part: 1, key: id }, 'waiting')
  ledger.documents.markDelivered(seq, { number: id, note: null, at: Date.UTC(2026, 10, 2) })
}

function bestMs(work: () => unknown): number {
  const runs = Array.from({ length: 5 }, () => {
    const at = performance.now()
    work()
    return performance.now() - at
  })
  return Math.min(...runs)
}
