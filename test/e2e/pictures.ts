import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { z } from 'zod'
import { startProgram } from '../headless/program'
import { browserOptions } from './browser-options'

// `npm run pictures`: a picture of every screen, light and dark, of the sample shop after its day: docs/pictures.

const folder = join(dirname(dirname(import.meta.dirname)), 'docs', 'pictures')
const themes = ['light', 'dark'] as const

/** What is opened, and what of it must be there before the picture is taken. */
const screens: readonly { readonly name: string; readonly path: string; readonly waitFor: string }[] = [
  { name: 'overview', path: '/', waitFor: 'How it hears of Vend' },
  { name: 'needs-you', path: '/needs-you', waitFor: 'GIFT-BOX' },
  { name: 'history', path: '/history', waitFor: 'CAR-25' },
  { name: 'days', path: '/days?last=14', waitFor: 'Most on' },
  { name: 'trace', path: '/trace/Item1', waitFor: 'Item1' },
  { name: 'movements', path: '/movements?class=in-warehouse', waitFor: 'Order Stock' },
  { name: 'help', path: '/help', waitFor: 'A file for support' },
  { name: 'preview', path: '/preview', waitFor: 'Nothing was sent' },
]

const dataDir = mkdtempSync(join(tmpdir(), 'stocktray-pictures-'))
const host = startProgram(['run', '--json', '--data', dataDir])
const browser = await chromium.launch(browserOptions)
try {
  const { screens: address } = z.object({ screens: z.url() }).parse(JSON.parse(await host.says(/^\}$/m)))
  const page = await browser.newPage({ viewport: { width: 1100, height: 720 }, reducedMotion: 'reduce' })
  mkdirSync(folder, { recursive: true })
  await page.goto(address)
  const begin = page.getByRole('button', { name: 'Try it with a sample shop' })
  await takeAll(page, 'begin', () => begin.waitFor())
  await page.getByRole('button', { name: 'Connect my shop' }).click()
  await takeAll(page, 'set-up', () => page.getByRole('button', { name: 'Continue' }).first().waitFor())
  await page.reload()
  await begin.click()
  await watchFirst(page)
  await playDay(page)
  for (const { name, path, waitFor } of screens) {
    await page.goto(`${new URL(address).origin}/#${path}`)
    await takeAll(page, name, () => page.getByText(waitFor).first().waitFor())
  }
  await page.goto(`${new URL(address).origin}/#/history`)
  await page
    .getByRole('link', { name: /CAR-25/ })
    .first()
    .click()
  await takeAll(page, 'story', () => page.getByText('before').first().waitFor())
  await page.goto(`${new URL(address).origin}/#/history?search=JAM-PLUM`)
  await page.getByRole('grid').getByRole('link', { name: 'Shelf' }).first().click()
  await takeAll(page, 'count', () => page.getByText('What the count found').waitFor())
} finally {
  await browser.close()
  host.signal('SIGTERM')
  await host.ended
  rmSync(dataDir, { recursive: true, force: true })
}

/** The first of the day is only watched, and then sent. */
async function watchFirst(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Only watch' }).click()
  await page.getByText('Watched so far').waitFor()
  await letHappen(page, 2)
  await takeAll(page, 'watching', () => page.getByText('would have gone').nth(1).waitFor())
  await page.getByRole('button', { name: 'Go live' }).click()
  await page.getByRole('button', { name: 'send what was watched' }).click()
  await page.getByText('Booked today').waitFor()
}

async function playDay(page: Page): Promise<void> {
  await letHappen(page, 7)
  await page.getByRole('status').filter({ hasText: '3 things need you.' }).waitFor({ timeout: 60_000 })
}

async function letHappen(page: Page, times: number): Promise<void> {
  const next = page.getByRole('button', { name: 'Let something happen' })
  for (let happened = 0; happened < times; happened += 1) await next.click()
}

async function takeAll(page: Page, name: string, isThere: () => Promise<void>): Promise<void> {
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await isThere()
    await page.locator('.turning, [data-loading], .mantine-Loader-root').first().waitFor({ state: 'detached' })
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`), animations: 'disabled' })
    console.log(`docs/pictures/${name}-${theme}.png`)
  }
}
