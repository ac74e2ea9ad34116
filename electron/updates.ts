import type { Clock } from '../src/core/ports/world'
import type { Parts } from './parts'

/** A newer version that was fetched, and waits for a restart. */
export type Updates = {
  /** null: there is none. */
  ready(): string | null
  watch(listener: () => void): void
  /** Installs it. Only when everything is closed: an engine that sends is never cut off for it. */
  install(): void
}

/** As electron-updater gives them: https://www.electron.build/auto-update. */
export type Updater = {
  autoDownload: boolean
  autoInstallOnAppQuit: boolean
  on(event: 'update-downloaded', listener: (found: { readonly version: string }) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  checkForUpdates(): Promise<unknown>
  quitAndInstall(isSilent?: boolean, isForceRunAfter?: boolean): void
}

const firstLookMs = 30_000
const lookEveryMs = 24 * 3_600_000

const none: Updates = { ready: () => null, watch: () => undefined, install: () => undefined }

/** Looks for a newer version once a day, and fetches it; only an app that was installed can be updated. */
export function watchUpdates(app: Pick<Parts['app'], 'isPackaged'>, clock: Clock): Updates {
  if (!app.isPackaged) return none
  return updatesBy(async () => (await import('electron-updater')).default.autoUpdater, clock)
}

/** `load`: is called for the first look, so that the app starts without it. */
export function updatesBy(load: () => Promise<Updater>, clock: Clock): Updates {
  const listeners: (() => void)[] = []
  let found: { readonly updater: Updater; readonly version: string } | null = null
  const loaded = async () => {
    const updater = await load()
    updater.autoDownload = true
    // What was fetched is installed when the app ends anyway, which it does only when everything is closed.
    updater.autoInstallOnAppQuit = true
    updater.on('update-downloaded', ({ version }) => {
      found = { updater, version }
      for (const listener of listeners) listener()
    })
    // Without a network there is no update today, and nothing else is the matter.
    updater.on('error', () => undefined)
    return updater
  }
  const lookDaily = async () => {
    const never = new AbortController().signal
    await clock.sleep(firstLookMs, never)
    const updater = await loaded()
    for (;;) {
      await updater.checkForUpdates().catch(() => undefined)
      await clock.sleep(lookEveryMs, never)
    }
  }
  // What cannot be loaded brings no updates, and the shop's stock is not held up for it.
  lookDaily().catch(() => undefined)
  return {
    ready: () => found?.version ?? null,
    watch: (listener) => void listeners.push(listener),
    install: () => found?.updater.quitAndInstall(true, true),
  }
}
