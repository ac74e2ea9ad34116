import type { Page } from 'playwright'
import { z } from 'zod'
import { readShop } from '../../src/host/shop-folder'
import { keysInFiles } from '../../src/settings/sealing'
import { authorizedKeyLine } from '../../src/listener/tunnels/ssh-key'
import { openBackOffice, type BackOffice } from '../headless/back-office'
import type { ProgramOptions, Started } from '../headless/program'
import { isAccessible } from './accessible'
import { inBrowser } from './in-browser'

/** A back office with a real Chromium on its PC. */
export type Screens = {
  readonly office: BackOffice
  readonly page: Page
  /** Starts the headless host, and opens its screens by the address that it prints. */
  open(options?: ProgramOptions): Promise<Started>
  /** Starts the host again after it ended, at the same port, and answers its new address. */
  startAgain(): Promise<string>
  /** No rule of axe is broken on what is shown now. */
  isAccessible(): Promise<void>
  /** What `status --json` says. */
  status(): Promise<{ readonly shape: string; readonly sentence: string }>
}

const addresses = z.object({ api: z.url(), screens: z.url() })
const statusSchema = z.object({ shape: z.string(), sentence: z.string() })

/** `it` with a back office, its host and a page of its own. */
export const it = inBrowser({ width: 900, height: 600 }).extend<{ screens: Screens }>({
  screens: async ({ context }, use) => {
    const office = await openBackOffice()
    const page = await context.newPage()
    let port = 0
    const start = async (options: ProgramOptions = {}) => {
      const host = office.startWith(options, 'run', '--json', '--port', port.toString())
      const { api, screens } = addresses.parse(JSON.parse(firstObject(await host.says(/^\}$/m))))
      port = Number(new URL(api).port)
      return { host, address: screens }
    }
    await use({
      ...{ office, page },
      open: async (options) => {
        const { host, address } = await start(options)
        await page.goto(address)
        return host
      },
      startAgain: async () => (await start()).address,
      isAccessible: () => isAccessible(page),
      status: async () => statusSchema.parse(JSON.parse((await office.stocktray('status', '--json')).out)),
    })
    // Before its host goes, of which it would complain.
    await context.close()
    await office.close()
  },
})

/** The JSON that a command printed first. */
function firstObject(text: string): string {
  return text.slice(text.indexOf('{'), text.indexOf('\n}') + 2)
}

/** The line that belongs into `authorized_keys` of the SSH server, by what this PC keeps. */
export async function authorizedKey({ dataDir }: BackOffice): Promise<string> {
  const read = readShop({ dataDir, keys: keysInFiles })
  const [key, ssh] = read.ok ? [read.shop.secrets.sshKey, read.shop.settings.realTime.ssh] : [null, null]
  if (key === null || ssh === null) throw new Error('No SSH server was set up.')
  return authorizedKeyLine(key, ssh)
}
