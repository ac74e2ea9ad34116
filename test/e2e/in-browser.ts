import { chromium, type Browser, type BrowserContext, type ViewportSize } from 'playwright'
import { expect, it } from 'vitest'
import { browserOptions } from './browser-options'
import { complaintsOf } from './complaints'

/**
 * `it` with a real Chromium for the file, and in it a context for each test, with windows of that size. What its pages
 * complain of until it is closed fails the test.
 */
export const inBrowser = (viewport: ViewportSize) =>
  it.extend<{ $test: { context: BrowserContext }; $file: { browser: Browser } }>({
    browser: [
      async ({}, use) => {
        const browser = await chromium.launch(browserOptions)
        await use(browser)
        await browser.close()
      },
      { scope: 'file' },
    ],
    context: async ({ browser }, use) => {
      const context = await browser.newContext({ viewport, reducedMotion: 'reduce' })
      const complaints = await complaintsOf(context)
      await use(context)
      await context.close()
      expect(complaints).toEqual([])
    },
  })
