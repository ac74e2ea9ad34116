import { join } from 'node:path'
import { _electron, type ElectronApplication } from 'playwright'
import { expect } from 'vitest'
import type { BackOffice } from '../headless/back-office'
import { seenBy, userDataOf, type Desktop } from './desktop'
import type { ForkOptions } from './fork-app'
import { given, type Said, type Told } from './messages'

const root = join(import.meta.dirname, '..', '..')

/** What recorded.ts leaves for whoever drives the app. */
type Rigged = { readonly rig: { readonly said: readonly Said[]; tell(told: Told): void } }

/** Starts the built app in the Electron that is installed. Resolves when its tray stands, or it ended. */
export async function startRealDesktop(
  office: Pick<BackOffice, 'dataDir'>,
  { backend, background = false }: ForkOptions,
): Promise<Desktop> {
  const store = backend === 'basic_text' ? ['--password-store=basic'] : []
  const app: ElectronApplication = await _electron.launch({
    args: [join(root, 'dist', 'rig', 'recorded.js'), ...store, ...(background ? ['--background'] : [])],
    cwd: root,
    env: { ...process.env, [given.userData]: userDataOf(office) },
  })
  const said: Said[] = []
  let [isOver, written] = [false, '']
  app
    .process()
    .stderr?.setEncoding('utf8')
    .on('data', (text: string) => (written += text))
  const ended = new Promise<number | null>((resolve) => app.process().once('close', resolve)).then((code) => {
    isOver = true
    return code
  })
  const follow = async () => {
    while (!isOver) {
      const all = await app.evaluate(() => (globalThis as unknown as Rigged).rig.said).catch(() => said)
      said.push(...all.slice(said.length))
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  void follow()
  const tell = (told: Told) => {
    void app.evaluate((_, one) => (globalThis as unknown as Rigged).rig.tell(one), told).catch(() => undefined)
  }
  const seen = seenBy(said, tell)
  await expect.poll(() => isOver || seen.menu().length > 0, { timeout: 30_000 }).toBe(true)
  return {
    ...seen,
    ...{ said, tell, ended },
    page: () => app.firstWindow(),
    windows: () => app.windows().length,
    streams: () => null,
    moveWindow: (bounds) => tell({ do: 'move', window: lastWindow(said), bounds }),
    closeWindow: async () => {
      tell({ do: 'closed', window: lastWindow(said) })
      await expect.poll(() => app.windows().length).toBe(0)
    },
    complained: () => written,
    kill: async () => {
      app.process().kill('SIGKILL')
      await ended
    },
  }
}

function lastWindow(said: readonly Said[]): number {
  return said.findLast((one) => one.say === 'open')?.window ?? 0
}
