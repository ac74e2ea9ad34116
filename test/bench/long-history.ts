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
/** Against reading all of the ledger for the same answer. */
const leastTimes = 50
const dayMs = 86_400_000
/** Other programs can only make it slower: everything is measured so often, ours and what it is set against, and the best counts. */
const measurings = 3

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

/** How a page of the list is found by reading every document, the newest of what fits last to be thrown away. */
function plainPage(fits: string): string {
  return `SELECT d.* FROM documents d NOT INDEXED WHERE ${fits} ORDER BY d.created_at DESC, d.seq DESC LIMIT 100`
}

/** Whether a document has a word, by looking at each of its texts. */
function plainWord(word: string): string {
  const has = (column: string) => `${column} LIKE '%${word}%'`
  const lines = `SELECT 1 FROM document_lines l WHERE l.document = d.seq AND (${has('l.sku')} OR ${has('l.name')})`
  const own = ['d.reference', 'd.vend_reference', 'd.vend_name', 'd.number'].map(has).join(' OR ')
  return `${own} OR EXISTS (${lines})`
}

type Question = {
  readonly what: string
  /** Asked again and again, each time of something else where it can be. */
  readonly ask: () => {
    readonly path: string
    /** How the rows of the answer are found without any index but the numbers of the documents. */
    readonly plain: readonly string[]
  }
}

function questions(random: ReturnType<typeof randomFrom>): readonly Question[] {
  const any = (most: number) => random.between(0, most - 1)
  const listed = (what: string, ask: () => readonly [query: string, fits: string]): Question => ({
    what,
    ask: () => {
      const [query, fits] = ask()
      return { path: `history?${query}`, plain: [plainPage(fits)] }
    },
  })
  const searched = (what: string, word: () => string): Question =>
    listed(what, () => {
      const sought = word()
      return [`search=${sought}`, plainWord(sought)]
    })
  return [
    listed('the first page', () => ['', '1']),
    listed('a page far down', () => {
      const at = madeAt(any(documents))
      return [
        `after=${at.toString()}-${documents.toString()}`,
        `(d.created_at, d.seq) < (${at.toString()}, ${documents.toString()})`,
      ]
    }),
    listed('transfers', () => ['kind=stock-transfer', "d.kind = 'stock-transfer'"]),
    listed('what needs you', () => ['status=needs-you', "d.status = 'needs-you'"]),
    listed('what was undone of one outlet', () => {
      const outlet = `out-${any(9).toString()}`
      const lines = `SELECT 1 FROM document_lines l WHERE l.document = d.seq AND l.outlet = '${outlet}'`
      return [`cause=undo&outletId=${outlet}`, `d.cause = 'undo' AND EXISTS (${lines})`]
    }),
    listed('a day', () => {
      const from = (2_000 + any(900)) * dayMs
      const [begin, end] = [from.toString(), (from + dayMs).toString()]
      return [`from=${begin}&until=${end}`, `d.created_at >= ${begin} AND d.created_at < ${end}`]
    }),
    searched('a reference', () => `CAR-${any(documents).toString()}`),
    searched('the beginning of a reference', () => `CAR-${any(99).toString()}`),
    searched('the shortest beginning of one', () => `CAR-${any(10).toString()}`),
    searched('the shortest beginning of a SKU', () => `ITEM-${any(10).toString()}`),
    searched('a SKU', () => skuOf(any(skus))),
    searched('a number of the warehouse', () => `ST-${(100_000 + any(documents)).toString()}`),
    {
      what: 'everything about a SKU (trace)',
      ask: () => {
        const sku = skuOf(any(skus))
        // First the products that bore it, then what became of these, under whatever SKU. A plus keeps SQLite from an index.
        const bore = `SELECT l.product FROM document_lines l WHERE +l.sku = '${sku}'`
        const moved = `SELECT d.*, l.* FROM document_lines l JOIN documents d ON d.seq = l.document
          WHERE +l.product = 'product-${sku}' ORDER BY l.document`
        return { path: `trace?sku=${sku}`, plain: [bore, moved] }
      },
    },
  ]
}

/**
 * How soon the history of many years is there: its first page, filters, searches and traces, as the API gives them. Each
 * is set against the same question asked of the same file by reading all of it, of which only the finding is counted: not
 * the lines of what was found, and not the answer. Both in time of the processor, which what else runs here takes nothing
 * of: ours is the mean of all that were asked, with whatever was tidied up meanwhile.
 */
export async function measureLongHistory(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'stocktray-bench-'))
  const database = openDatabase(join(folder, 'ledger.sqlite'))
  // One of its own for reading everything, which would push out all that the other has at hand.
  const plainReader = openDatabase(join(folder, 'ledger.sqlite'))
  try {
    migrate(database)
    fill(database)
    const secrets = { vendToken: 'bench', warehouse: { token: 'bench' } }
    const connected = connect(settings, secrets, realClock)
    if (!connected.ok) throw new Error(connected.text)
    const world = { ...connected.connections, settings, clock: realClock, ids: realIds, random: () => Math.random() }
    const api = createReadingApi(lookAt({ database, ...world }), () => settings.outlets)
    const answered = async (path: string): Promise<void> => {
      const answer = await api.fetch(new Request(`http://stocktray/api/${path}`))
      await answer.text()
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status.toString()}`)
    }
    const ours = async (ask: Question['ask']) => {
      const paths = Array.from({ length: asked }, () => ask().path)
      const times: number[] = []
      const before = process.cpuUsage()
      for (const path of paths) {
        const at = performance.now()
        await answered(path)
        times.push(performance.now() - at)
      }
      const cpuMs = cpuMsSince(before) / asked
      return { cpuMs, p95: times.sort((a, b) => a - b)[Math.floor(asked * 0.95)] ?? Infinity }
    }
    const plainly = (ask: Question['ask']): number => {
      const { plain } = ask()
      const before = process.cpuUsage()
      for (const sql of plain) all(plainReader, sql)
      return cpuMsSince(before)
    }
    const asking = questions(randomFrom(5))
    // A program that has just started is not what somebody waits for.
    for (const { ask } of asking) await ours(ask)
    const [soon, against]: [Figure[], Figure[]] = [[], []]
    for (const { what, ask } of asking) {
      const best = { cpuMs: Infinity, p95: Infinity, plain: Infinity }
      for (let times = 0; times < measurings; times += 1) {
        const { cpuMs, p95 } = await ours(ask)
        best.cpuMs = Math.min(best.cpuMs, cpuMs)
        best.p95 = Math.min(best.p95, p95)
        best.plain = Math.min(best.plain, plainly(ask))
      }
      soon.push({ what: `${what}, p95`, value: best.p95, unit: 'ms', bound: { is: 'at most', value: mostMs } })
      against.push({
        ...{ what: `reading all of it (${shown(best.plain)} ms) : ${what}`, value: best.plain / best.cpuMs },
        bound: { is: 'at least', value: leastTimes },
      })
    }
    return [{ what: 'documents in the ledger', value: documents, bound: null }, ...soon, ...against]
  } finally {
    plainReader.close()
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function skuOf(index: number): string {
  return `ITEM-${index.toString().padStart(5, '0')}`
}

/** ms since 1970: about eleven hundred a day. */
function madeAt(seq: number): number {
  return 2_000 * dayMs + seq * 77_760
}

function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
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
