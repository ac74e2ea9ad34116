import { dirname } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { expect } from 'vitest'
import type { BackOffice } from '../headless/back-office'
import { forkApp, type ForkOptions } from './fork-app'
import type { Bounds, MenuItem, Said, Told } from './messages'

/** The app that runs, as its user sees it. */
export type Desktop = {
  /** All that it did so far, oldest first. */
  readonly said: readonly Said[]
  /** Resolves with the window's page once one is open. */
  page(): Promise<Page>
  /** How many windows are open. */
  windows(): number
  /** How many streams of events run to its windows; null: nobody can tell. */
  streams(): number | null
  /** The last that the tray was given. */
  tray(): { readonly icon: string; readonly tooltip: string; readonly menu: readonly MenuItem[] }
  /** The texts of the menu's first level. */
  menu(): readonly string[]
  /** The texts of all toasts so far, and those that still stand. */
  toasts(): { readonly all: readonly string[]; readonly standing: readonly string[] }
  clickToast(text: string): void
  tell(told: Told): void
  click(...path: readonly string[]): void
  /** Its user moves the window. */
  moveWindow(bounds: Bounds): void
  /** Its user closes the window. */
  closeWindow(): Promise<void>
  /** The exit code, once it ended. */
  readonly ended: Promise<number | null>
  /** What it wrote to stderr. */
  complained(): string
  /** As a power cut does. */
  kill(): Promise<void>
}

/** Where the app keeps what is its own, in a back office. */
export const userDataOf = ({ dataDir }: Pick<BackOffice, 'dataDir'>): string => dirname(dataDir)

/** Starts the built app in plain Node, over what stands in for Electron. Resolves when its tray stands, or it ended. */
export async function startDesktop(
  context: BrowserContext,
  office: Pick<BackOffice, 'dataDir'>,
  options: ForkOptions,
): Promise<Desktop> {
  const child = forkApp(office.dataDir, options)
  const said: Said[] = []
  const pages = new Map<number, Promise<Page>>()
  let [origin, written] = ['', '']
  const onScreens = (url: string) => url.replace('app://stocktray', origin)
  const closedByApp = new Set<number>()
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (written += text))
  child.on('message', (message: Said) => {
    said.push(message)
    if (message.say === 'screens') origin = message.origin
    if (message.say === 'open') pages.set(message.window, context.newPage())
    if (message.say === 'load') {
      const { window, url } = message
      const page = pages.get(window)
      if (page)
        pages.set(
          window,
          page.then(async (opened) => {
            await opened.goto(onScreens(url)).catch(() => undefined)
            return opened
          }),
        )
    }
    if (message.say === 'destroy') {
      closedByApp.add(message.window)
      const page = pages.get(message.window)
      pages.delete(message.window)
      void page?.then((opened) => opened.close())
    }
  })
  let isOver = false
  const ended = new Promise<number | null>((resolve) =>
    child.once('close', (code) => {
      isOver = true
      resolve(code)
    }),
  )
  const tell = (told: Told) => {
    if (!isOver) child.send(told)
  }
  const seen = seenBy(said, tell)
  const desktop: Desktop = {
    ...seen,
    ...{ said, ended, tell },
    page: async () => {
      await expect.poll(() => pages.size, { timeout: 20_000 }).toBeGreaterThan(0)
      return [...pages.values()][0]!
    },
    windows: () => pages.size,
    streams: () => said.findLast((one) => one.say === 'streams')?.run ?? 0,
    moveWindow: (bounds) => tell({ do: 'move', window: [...pages.keys()][0]!, bounds }),
    closeWindow: async () => {
      const [window, page] = [...pages][0]!
      pages.delete(window)
      await (await page).close()
      tell({ do: 'closed', window })
    },
    complained: () => written,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
  await expect.poll(() => isOver || seen.menu().length > 0, { timeout: 30_000 }).toBe(true)
  return desktop
}

/** What its user sees and does, by what it was seen to do. */
export function seenBy(
  said: readonly Said[],
  tell: (told: Told) => void,
): Pick<Desktop, 'tray' | 'menu' | 'toasts' | 'clickToast' | 'click'> {
  const last = <Name extends Said['say']>(name: Name) =>
    said.findLast((one): one is Extract<Said, { say: Name }> => one.say === name)
  return {
    tray: () => ({
      icon: /([\w-]+)\.png$/.exec(last('icon')?.path ?? '')?.[1] ?? '',
      tooltip: last('tooltip')?.text ?? '',
      menu: last('menu')?.items ?? [],
    }),
    menu: () => (last('menu')?.items ?? []).map(({ label }) => label),
    toasts: () => {
      const all = said.filter((one) => one.say === 'toast')
      const gone = new Set(said.flatMap((one) => (one.say === 'toast-gone' ? [one.toast] : [])))
      const texts = (some: typeof all) => some.map(({ text }) => text)
      return { all: texts(all), standing: texts(all.filter(({ toast }) => !gone.has(toast))) }
    },
    clickToast: (text) => {
      const found = said.find((one) => one.say === 'toast' && one.text === text)
      if (found?.say !== 'toast') throw new Error(`There was no toast “${text}”.`)
      tell({ do: 'click-toast', toast: found.toast })
    },
    click: (...path) => tell({ do: 'click', path }),
  }
}
