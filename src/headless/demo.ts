import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createApi } from '../api/api'
import { placeNames } from '../core/place-names'
import { actingOf } from '../host/acting-of'
import { realClock } from '../host/real-world'
import { runShop, type RunningShop } from '../host/run-shop'
import { openSamplePlace, sampleTokens, type SamplePlace } from '../host/sample-place'
import { readShop } from '../host/shop-folder'
import { sampleDay } from '../sample/sample-day'
import { sampleLocations } from '../sample/sample-catalogue'
import type { SampleShop } from '../sample/sample-shop'
import { compare } from './demo-comparison'
import { exitCodes, type ExitCode } from './exit-codes'
import { outliveReaders, say, terminal } from './output'
import { serveApi } from './serve-api'
import { setup } from './setup'
import { showDocuments } from './show-documents'
import { keysInFiles } from '../settings/sealing'

/** `npm run demo`: a shop day between a simulated Vend and a sample warehouse, both over HTTP on this PC. */
async function demo(keep: boolean): Promise<ExitCode> {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stop.abort())
  const place = await openSamplePlace()
  terminal.out(`Sample shop (Vend) at ${place.shop.url}, sample warehouse at ${place.warehouse.url}.`)
  try {
    return await between(place, keep, stop.signal)
  } finally {
    await place.close()
  }
}

async function between(place: SamplePlace, keep: boolean, signal: AbortSignal): Promise<ExitCode> {
  const { shop, warehouse, dataDir } = place
  const file = join(dataDir, 'shop.json')
  writeFileSync(file, JSON.stringify(place.setup))
  terminal.out('\nSetting Stocktray up between them:')
  const code = await setup({ dataDir, json: false, output: indented, signal }, { file, test: true })
  const read = readShop({ dataDir, keys: keysInFiles })
  if (code !== exitCodes.done || !read.ok) return code
  const { settings } = read.shop
  const opened = await runShop(read.shop, { changed: () => undefined, complain: (text) => terminal.err(text) })
  if (!opened.ok) return exitCodes.needsYou
  const { running } = opened
  const { app, listening } = running
  const { fetch } = createApi(
    actingOf(() => running, signal),
    () => settings.outlets,
  )
  const api = await serveApi(fetch, { dataDir, port: 0, changed: () => running.wake() })
  try {
    if (listening.webhook === null || !api.ok) return exitCodes.needsYou
    await app.sync(signal)
    const problem = await app.register(signal)
    if (problem !== null) {
      terminal.err(problem)
      return exitCodes.unreachable
    }
    await playDay(shop, running, signal)
    terminal.out('\nWhat Stocktray told the warehouse')
    const told = app.history().filter(({ status }) => status !== 'withdrawn')
    say(terminal, showDocuments(told, placeNames(settings.outlets)))
    const compared = compare(shop, warehouse, app, settings)
    say(terminal, ['', ...compared.lines])
    if (keep && !signal.aborted) await stay(place, listening.webhook, signal)
    return compared.agrees ? exitCodes.done : exitCodes.needsYou
  } finally {
    if (api.ok) await api.served.close()
    await running.stop()
  }
}

const indented = { out: (line: string) => terminal.out(`  ${line}`), err: (line: string) => terminal.err(`  ${line}`) }

async function playDay(shop: SampleShop, running: RunningShop, signal: AbortSignal): Promise<void> {
  terminal.out('\nThe sample day')
  for (const step of sampleDay()) {
    if (signal.aborted) return
    terminal.out(`  ${step.say}`)
    await step.do(shop)
    await shop.settled()
    if (step.then === 'scan') await running.app.sync(signal)
    else await quiet(running, signal)
  }
}

/** Until everything that was heard has been read and told; what cannot go now does not count. */
async function quiet(running: RunningShop, signal: AbortSignal): Promise<void> {
  const isQuiet = () => {
    const { toRead, counts } = running.app.state()
    return toRead === 0 && counts.sending === 0 && counts.waiting === 0
  }
  for (const deadline = realClock.now() + 30_000; realClock.now() < deadline && !signal.aborted;) {
    if (isQuiet()) return
    await realClock.sleep(50, signal)
    running.wake()
  }
}

async function stay({ shop, warehouse, dataDir }: SamplePlace, webhook: string, signal: AbortSignal): Promise<void> {
  say(terminal, [
    '',
    'All of it goes on running until Ctrl-C:',
    `  the sample shop's Vend API   ${shop.url}/api/2026-07/consignments   (Authorization: Bearer ${sampleTokens.vend})`,
    `  the sample warehouse         ${warehouse.url}/on-hand?location=${sampleLocations[0].id}   (Authorization: Bearer ${sampleTokens.warehouse})`,
    `  Stocktray's webhook          ${webhook}`,
    `  look at it, and decide       npm run --silent stocktray -- status --data ${dataDir}`,
  ])
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve())
  })
}

outliveReaders()
demo(process.argv.includes('--keep')).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    terminal.err(`The demo met a fault: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = exitCodes.needsYou
  },
)
