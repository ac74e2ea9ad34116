import type { BrowserContext, Page } from 'playwright'
import { openBackOffice, type BackOffice } from '../headless/back-office'
import { startDesktop, type Desktop } from '../rig/desktop'
import type { ForkOptions } from '../rig/fork-app'
import { startRealDesktop } from '../rig/real-desktop'
import { inBrowser } from './in-browser'

/** `npm run e2e:electron` drives the Electron that is installed. */
const isReal = process.env.MODE === 'electron'

/** A back office on whose PC the desktop app runs. */
export type DesktopOffice = {
  readonly office: BackOffice
  /** Starts the app as its user does; what it opens are pages of a real Chromium. */
  start(options?: ForkOptions): Promise<Desktop>
  readonly context: BrowserContext
}

/** `it` with a back office and the built desktop app over what stands in for Electron. */
export const it = inBrowser({ width: 1100, height: 740 }).extend<{ desk: DesktopOffice }>({
  desk: async ({ context }, use) => {
    const office = await openBackOffice()
    const started: Desktop[] = []
    await use({
      ...{ office, context },
      start: async (options = {}) => {
        const desktop = await (isReal ? startRealDesktop(office, options) : startDesktop(context, office, options))
        started.push(desktop)
        return desktop
      },
    })
    for (const desktop of started) await desktop.kill()
    await office.close()
  },
})

/** A button of the page by its name. */
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
