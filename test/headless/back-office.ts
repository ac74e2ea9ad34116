import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppState, HistoryDocument } from '../../src/core/app-state'
import type { Readings } from '../../src/engine/readings'
import { setup } from '../../src/headless/setup'
import { openToRead, readShop } from '../../src/host/shop-folder'
import { sync } from '../../src/headless/sync'
import { mainOutlet, sampleMapping } from '../../src/sample/sample-catalogue'
import { openSampleShop, type SampleShop } from '../../src/sample/sample-shop'
import { openSampleWarehouse, type SampleWarehouse } from '../../src/sample/sample-warehouse'
import { randomFrom } from '../simulation/random'
import { runProgram, startProgram, type Answered, type ProgramOptions, type Started } from './program'
import { keysInFiles } from '../../src/settings/sealing'

/** A sample shop, a sample warehouse, and a PC with an empty data folder between them. */
export type BackOffice = {
  readonly shop: SampleShop
  readonly warehouse: SampleWarehouse
  /** What happens in the shop happened so many ms ago; 0 at first. */
  readonly shopTime: { behind: number }
  readonly dataDir: string
  /** The set-up file that fits both; a test changes what it is about. */
  readonly good: SetupValue
  /** Writes a set-up file, from a value or as it stands; answers its path. */
  write(content: unknown): string
  /** Runs `stocktray <command> … --data DIR` to its end. */
  stocktray(...words: readonly string[]): Promise<Answered>
  start(...words: readonly string[]): Started
  startWith(options: ProgramOptions, ...words: readonly string[]): Started
  /** The command `setup` on the good file with these changes. */
  setUp(changed?: object): Promise<Answered>
  // The same and a sync in this process, for tests that begin after them: a program of its own takes half a second.
  standing(changed?: object): Promise<void>
  synced(): Promise<void>
  /** As `history` answers them. */
  documents(): readonly HistoryDocument[]
  /** As `status` answers it. */
  state(): AppState | null
  /** Order CAR-25 is received: 60 Item1 and 50 Item2. Answers its id. */
  receiveCar25(): string
  close(): Promise<void>
}

export type SetupValue = Readonly<Record<string, unknown>> & {
  readonly vend: Readonly<Record<string, unknown>>
  readonly warehouse: Readonly<Record<string, unknown>>
}

export const tokens = { vend: 'vend-token', warehouse: 'warehouse-token' }

export async function openBackOffice(
  options: { readonly tokens?: typeof tokens; readonly clientSecret?: string } = {},
): Promise<BackOffice> {
  const { tokens: given = tokens, clientSecret } = options
  const folder = mkdtempSync(join(tmpdir(), 'stocktray-office-'))
  const dataDir = join(folder, 'shop')
  const secret = clientSecret === undefined ? {} : { clientSecret }
  const shopTime = { behind: 0 }
  const clock = { now: () => Date.now() - shopTime.behind }
  const shop = await openSampleShop({ clock, random: randomFrom(25).next, token: given.vend, ...secret })
  const warehouse = await openSampleWarehouse({ token: given.warehouse })
  const good: SetupValue = {
    vend: { store: shop.url, token: given.vend, ...secret },
    warehouse: { kind: 'http', url: warehouse.url, token: given.warehouse, settleAfterSeconds: 0 },
    outlets: sampleMapping,
    sendStockAdjustments: true,
    // What the test does in the shop is ours, whenever the first sync comes.
    from: new Date(Date.now() - 3_600_000).toISOString(),
  }
  const inProcess = {
    ...{ dataDir, json: false, signal: new AbortController().signal },
    output: { out: () => undefined, err: () => undefined },
  }
  const look = <Seen>(at: (readings: Readings) => Seen): Seen | null => {
    const read = readShop({ dataDir, keys: keysInFiles })
    const opened = read.ok ? openToRead(read.shop) : read
    if (!opened.ok) return null
    const seen = at(opened.readings)
    opened.close()
    return seen
  }
  let files = 0
  const started: Started[] = []
  const office: BackOffice = {
    ...{ shop, warehouse, shopTime, dataDir, good },
    write: (content) => {
      files += 1
      const path = join(folder, `set-up-${files.toString()}.json`)
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
      return path
    },
    stocktray: (...[command = '', ...rest]) => runProgram([command, '--data', dataDir, ...rest]),
    start: (...words) => office.startWith({}, ...words),
    startWith: (options, ...words) => {
      const program = startProgram([...words, '--data', dataDir], options)
      started.push(program)
      return program
    },
    setUp: (changed = {}) => office.stocktray('setup', '--file', office.write({ ...good, ...changed })),
    standing: async (changed = {}) => {
      const code = await setup(inProcess, { file: office.write({ ...good, ...changed }), test: true })
      if (code !== 0) throw new Error(`The set-up ended with ${code.toString()}.`)
    },
    synced: async () => {
      await sync(inProcess)
    },
    documents: () => look((readings) => readings.history()) ?? [],
    state: () => look((readings) => readings.state()),
    receiveCar25: () =>
      shop.receiveOrder({
        outlet: mainOutlet,
        reference: 'CAR-25',
        lines: [
          { sku: 'Item1', count: '60' },
          { sku: 'Item2', count: '50' },
        ],
      }),
    close: async () => {
      for (const program of started) await program.kill()
      await shop.close()
      await warehouse.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return office
}

/** What a data folder keeps: SQLite's own notes beside its files come and go. */
export function keptIn(folder: string): Map<string, Buffer> {
  return new Map([...filesIn(folder)].filter(([name]) => !/-(wal|shm)$/.test(name)))
}

/** Every file below a folder, by its path from there, with its bytes. */
export function filesIn(folder: string, below = ''): Map<string, Buffer> {
  const found = new Map<string, Buffer>()
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const name = join(below, entry.name)
    if (entry.isDirectory()) for (const [path, bytes] of filesIn(folder, name)) found.set(path, bytes)
    else found.set(name, readFileSync(join(folder, name)))
  }
  return found
}
