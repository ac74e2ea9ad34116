import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from '../app'
import { openSampleShop, type SampleShop } from '../sample/sample-shop'
import { sampleDay } from '../sample/sample-day'
import { sampleItems, sampleLocations, sampleMapping } from '../sample/sample-catalogue'
import { openSampleWarehouse, type SampleWarehouse } from '../sample/sample-warehouse'
import { placeNames } from '../core/place-names'
import { compare } from './demo-comparison'
import { exitCodes, type ExitCode } from './exit-codes'
import { freePort } from '../host/free-port'
import { apiOf } from './office'
import { say, terminal } from './output'
import { realClock } from '../host/real-world'
import { rollingSecrets } from '../host/rolling-secrets'
import { runEngine, type Running } from '../host/run-engine'
import { serveApi } from './serve-api'
import { setup } from './setup'
import { showDocuments } from './show-documents'
import { hearingOf, listeningActs } from '../host/listening-acts'
import { openListener } from '../host/open-listener'
import { openShop, readShop } from '../host/shop-folder'

const vendToken = 'demo-vend-token'
const warehouseToken = 'demo-warehouse-token'

/** `npm run demo`: a shop day between a simulated Vend and a sample warehouse, both over HTTP on this PC. */
async function demo(keep: boolean): Promise<ExitCode> {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stop.abort())
  const dataDir = mkdtempSync(join(tmpdir(), 'stocktray-demo-'))
  const shop = await openSampleShop({ clock: realClock, random: () => Math.random(), token: vendToken })
  const warehouse = await openSampleWarehouse({ token: warehouseToken, items: sampleItems, locations: sampleLocations })
  terminal.out(`Sample shop (Vend) at ${shop.url}, sample warehouse at ${warehouse.url}.`)
  try {
    return await between(shop, warehouse, dataDir, keep, stop.signal)
  } finally {
    await shop.close()
    await warehouse.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function between(
  shop: SampleShop,
  warehouse: SampleWarehouse,
  dataDir: string,
  keep: boolean,
  signal: AbortSignal,
): Promise<ExitCode> {
  const port = await freePort()
  const file = join(dataDir, 'shop.json')
  writeFileSync(
    file,
    JSON.stringify({
      vend: { store: shop.url, token: vendToken },
      warehouse: { kind: 'http', url: warehouse.url, token: warehouseToken },
      outlets: sampleMapping,
      sendStockAdjustments: true,
      realTime: { via: 'own-address', publicUrl: `http://127.0.0.1:${port.toString()}`, port },
    }),
  )
  terminal.out('\nSetting Stocktray up between them:')
  const code = await setup({ dataDir, json: false, output: indented, signal }, { file, test: true })
  const read = readShop(dataDir)
  if (code !== exitCodes.done || !read.ok) return code
  const opened = openShop(read.shop)
  if (!opened.ok) return exitCodes.needsYou
  const { app, close } = opened.open
  await app.sync(signal)
  const running = runEngine(app, (text) => terminal.err(text))
  const secrets = rollingSecrets(read.shop)
  const hearing = hearingOf(app, { wake: () => running.wake() })
  const heard = await openListener(read.shop, hearing, () => secrets.now())
  const acts = listeningActs({ shop: read.shop, app, opened: heard, secrets }, signal)
  const api = await serveApi(apiOf(app, read.shop, signal, acts), { dataDir, port: 0, changed: () => running.wake() })
  try {
    const webhook = heard.ok ? heard.listening.webhook : null
    if (webhook === null || !api.ok) return exitCodes.needsYou
    const problem = await app.register(signal)
    if (problem !== null) {
      terminal.err(problem)
      return exitCodes.unreachable
    }
    await playDay(shop, app, running, signal)
    terminal.out('\nWhat Stocktray told the warehouse')
    say(
      terminal,
      showDocuments(
        app.history().filter(({ status }) => status !== 'withdrawn'),
        placeNames(read.shop.settings.outlets),
      ),
    )
    const compared = compare(shop, warehouse, app, read.shop.settings)
    say(terminal, ['', ...compared.lines])
    if (keep && !signal.aborted) await stay(shop, warehouse, dataDir, webhook, signal)
    return compared.agrees ? exitCodes.done : exitCodes.needsYou
  } finally {
    if (api.ok) await api.served.close()
    if (heard.ok) await heard.listening.close()
    await running.stop()
    close()
  }
}

const indented = { out: (line: string) => terminal.out(`  ${line}`), err: (line: string) => terminal.err(`  ${line}`) }

async function playDay(shop: SampleShop, app: App, running: Running, signal: AbortSignal): Promise<void> {
  terminal.out('\nThe sample day')
  for (const step of sampleDay()) {
    if (signal.aborted) return
    terminal.out(`  ${step.say}`)
    await step.do(shop)
    await shop.settled()
    if (step.then === 'scan') await app.sync(signal)
    else await quiet(app, running, signal)
  }
}

/** Until everything that was heard has been read and told; what cannot go now does not count. */
async function quiet(app: App, running: Running, signal: AbortSignal): Promise<void> {
  const isQuiet = () => {
    const { toRead, counts } = app.state()
    return toRead === 0 && counts.sending === 0 && counts.waiting === 0
  }
  for (const deadline = realClock.now() + 30_000; realClock.now() < deadline && !signal.aborted;) {
    if (isQuiet()) return
    await realClock.sleep(50, signal)
    running.wake()
  }
}

async function stay(
  shop: SampleShop,
  warehouse: SampleWarehouse,
  dataDir: string,
  webhook: string,
  signal: AbortSignal,
): Promise<void> {
  say(terminal, [
    '',
    'All of it goes on running until Ctrl-C:',
    `  the sample shop's Vend API   ${shop.url}/api/2026-07/consignments   (Authorization: Bearer ${vendToken})`,
    `  the sample warehouse         ${warehouse.url}/on-hand?location=${sampleLocations[0].id}   (Authorization: Bearer ${warehouseToken})`,
    `  Stocktray's webhook          ${webhook}`,
    `  look at it, and decide       npm run --silent stocktray -- status --data ${dataDir}`,
  ])
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve())
  })
}

demo(process.argv.includes('--keep')).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    terminal.err(`The demo met a fault: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = exitCodes.needsYou
  },
)
