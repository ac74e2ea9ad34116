import { join } from 'node:path'
import { openHost } from '../src/host/host'
import { realClock } from '../src/host/real-world'
import { screensFolder } from '../src/host/screens-folder'
import { screensIn } from '../src/host/serve-screens'
import { desktopActs } from './desktop-acts'
import { openDesktopSettings } from './desktop-settings'
import { openKeyring } from './keyring'
import { loginItem } from './login-item'
import { watchToasts } from './notifications'
import type { Parts } from './parts'
import { closeBeforeQuit } from './quit'
import { denyPermissions, watchOverPages } from './safety'
import { registerScheme, serveScheme } from './scheme'
import { scanAfterAbsence } from './sleep-and-network'
import { showTray } from './tray'
import { watchUpdates } from './updates'
import { screensWindow } from './window'

/** As the installer registers it: without it Windows shows no notification (https://www.electronjs.org/docs/latest/tutorial/notifications). */
export const appId = 'app.stocktray.desktop'

/** Given by the login item: whoever logs in did not ask for a window. */
const inTheBackground = '--background'

/** The desktop app, from its start to its end. It runs on without a window. */
export async function openDesktop<Image, BuiltMenu>(parts: Parts<Image, BuiltMenu>): Promise<void> {
  const { app } = parts
  // The one that runs hears of this start, and shows its window.
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.setAppUserModelId(appId)
  registerScheme(parts.protocol)
  watchOverPages(parts)
  await app.whenReady()
  denyPermissions(parts)
  parts.Menu.setApplicationMenu(null)

  const built = screensFolder()
  if (built === null) {
    cannotStart(parts, 'Its screens are missing. Install Stocktray again.')
    return
  }
  const userData = app.getPath('userData')
  const settings = openDesktopSettings(userData)
  const dataDir = join(userData, 'shop')
  const keyring = await openKeyring(parts.safeStorage, dataDir, process.platform)
  if (!keyring.ok) {
    cannotStart(parts, keyring.text)
    return
  }
  const updates = watchUpdates(app, realClock)
  const acts = desktopActs({ settings, login: loginItem(app, inTheBackground), updates, version: app.getVersion() })
  const host = await openHost({ dataDir, keys: keyring.keys }, complain, acts)
  const window = screensWindow(parts, settings)
  const screens = screensIn(built)
  serveScheme(parts.protocol, {
    ...{ api: host.api.fetch, screens },
    changed: () => host.wake(),
    closed: () => window.closed(),
  })
  const quit = closeBeforeQuit(parts, host, () => {
    toasts.close()
    tray.close()
    absence.close()
    window.close()
  })
  const tray = showTray(parts, {
    host,
    updates,
    window,
    quit,
    icons: join(built, '..', '..', 'build', 'icons', 'tray'),
  })
  const toasts = watchToasts(parts, { host, settings, open: (place) => window.show(place) })
  const absence = scanAfterAbsence(parts, host)
  app.on('second-instance', () => window.show())
  app.on('activate', () => window.show())
  // A tray app: what it is for goes on.
  app.on('window-all-closed', () => undefined)
  if (!process.argv.includes(inTheBackground) || host.missing() !== null) window.show()
}

function cannotStart({ dialog, app }: Pick<Parts, 'dialog' | 'app'>, why: string): void {
  dialog.showErrorBox('Stocktray cannot start', why)
  app.exit(1)
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`)
}
