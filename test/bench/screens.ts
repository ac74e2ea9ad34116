import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium, type Browser, type Page } from 'playwright'
import { z } from 'zod'
import { counting } from '../../src/core/words'
import { browserOptions } from '../e2e/browser-options'
import { startProgram } from '../headless/program'
import { shown, type Figure } from './figure'

/** Each time in a browser that has nothing of it yet. */
const opened = 9
/** What counts as good in the field (https://web.dev/articles/fcp, https://web.dev/articles/lcp), also for the line of truth. */
const mostFcpMs = 1_800
const mostTruthMs = 2_500
/** Of what stands on this PC already: not for the wire, but for what a small PC has to read and run. */
const mostKb = { js: 700, css: 300 } as const

/** ms since the address was opened. */
const paintsSchema = z.object({ fcp: z.number(), truth: z.number() })
type Paints = z.infer<typeof paintsSchema>

/** How soon the built screens are there, served by the real host to a real Chromium, and how large they are. */
export async function measureScreens(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stocktray-bench-'))
  const host = startProgram(['run', '--json', '--data', dataDir])
  const browser = await chromium.launch(browserOptions)
  try {
    const { screens } = z.object({ screens: z.url() }).parse(JSON.parse(await host.says(/^\}$/m)))
    const begin = await openAgain(browser, screens, () => Promise.resolve())
    const overview = await openAgain(browser, screens, openSampleShop)
    return [...paintFigures('before anything is set up', begin), ...paintFigures('a sample shop', overview), ...sizes()]
  } finally {
    await browser.close()
    host.signal('SIGTERM')
    await host.ended
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** `ready`: what is done in the screens first, once. */
async function openAgain(browser: Browser, address: string, ready: (page: Page) => Promise<void>): Promise<Paints[]> {
  const first = await browser.newPage()
  await first.goto(address)
  await ready(first)
  await first.close()
  const paints: Paints[] = []
  for (let times = 0; times < opened; times += 1) {
    const context = await browser.newContext({ viewport: { width: 900, height: 600 } })
    const page = await context.newPage()
    const painted = new Promise((resolve) => {
      void page.exposeBinding('painted', (_, told: unknown) => resolve(told))
    })
    await page.addInitScript(watchPaints)
    await page.goto(address)
    paints.push(paintsSchema.parse(await painted))
    await context.close()
  }
  return paints
}

/** Runs before the page's own script: tells once when it showed anything, and when the line of truth said how things stand. */
const watchPaints = `
  let [fcp, truth, told] = [0, 0, false]
  const look = () => {
    const says = document.querySelector('.truth [role=status]')?.textContent ?? ''
    if (truth === 0 && says !== '' && !says.startsWith('Asking')) truth = performance.now()
    if (fcp > 0 && truth > 0 && !told) told = !void window.painted({ fcp, truth })
  }
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') fcp = startTime
    look()
  }).observe({ type: 'paint', buffered: true })
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true })
`

async function openSampleShop(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try it with a sample shop' }).click()
  await page.getByRole('status').filter({ hasText: 'Everything Vend recorded' }).waitFor()
}

function paintFigures(what: string, paints: readonly Paints[]): Figure[] {
  const of = (name: keyof Paints, value: number, title: string): Figure => {
    const [quickest = Infinity, ...others] = paints.map((one) => one[name]).sort((a, b) => a - b)
    const middle = shown(others[Math.floor(others.length / 2) - 1] ?? Infinity)
    // Other programs can only make it slower.
    return {
      ...{ what: `${title}, ${what}`, value: quickest, unit: 'ms', bound: { is: 'at most', value } },
      note: `the quickest of ${opened.toString()}; the middle ${middle} ms, the slowest ${shown(others.at(-1) ?? quickest)} ms`,
    }
  }
  return [of('fcp', mostFcpMs, 'first contentful paint'), of('truth', mostTruthMs, 'until the line of truth stands')]
}

function sizes(): Figure[] {
  const folder = join(import.meta.dirname, '..', 'renderer', 'assets')
  return (['js', 'css'] as const).map((kind) => {
    const files = readdirSync(folder).filter((name) => name.endsWith(`.${kind}`))
    const bytes = files.map((name) => readFileSync(join(folder, name)))
    const kb = (all: readonly Uint8Array[]) => all.reduce((sum, { length }) => sum + length, 0) / 1_000
    return {
      ...{ what: `the screens’ ${kind === 'js' ? 'scripts' : 'styles'}`, value: kb(bytes), unit: 'KB' },
      bound: { is: 'at most', value: mostKb[kind] },
      note: `gzipped ${kb(bytes.map((one) => gzipSync(one))).toFixed(0)} KB, in ${counting(files.length, 'file')}`,
    }
  })
}
