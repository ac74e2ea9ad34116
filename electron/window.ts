import type { BrowserWindowConstructorOptions } from 'electron'
import type { Bounds, DesktopSettings } from './desktop-settings'
import type { PageWindow, Parts } from './parts'
import { screensOrigin } from './scheme'

/** The one window, which is there only while somebody looks at it. */
export type ScreensWindow = {
  /** Opens it, or brings it to the front; `place`: a path of the screens, "/history/…". */
  show(place?: string): void
  /** Aborts when the window that stands now is closed. */
  closed(): AbortSignal
  close(): void
}

const smallest = { width: 900, height: 600 }
const atFirst = { width: 1100, height: 740 }

/** What a page may not do is said here once, whatever Electron's own defaults come to be. */
export const pagePreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  spellcheck: false,
} as const satisfies BrowserWindowConstructorOptions['webPreferences']

export function screensWindow(
  { app, BrowserWindow, screen }: Pick<Parts, 'app' | 'BrowserWindow' | 'screen'>,
  settings: Pick<DesktopSettings, 'bounds' | 'keepBounds'>,
): ScreensWindow {
  let window: PageWindow | null = null
  let closing = new AbortController()
  const open = (): PageWindow => {
    const opened = new BrowserWindow({
      ...{ title: 'Stocktray', show: false, minWidth: smallest.width, minHeight: smallest.height },
      ...(visible(settings.bounds(), screen.getAllDisplays()) ?? atFirst),
      webPreferences: { ...pagePreferences, devTools: !app.isPackaged },
    })
    const ending = (closing = new AbortController())
    opened.removeMenu()
    opened.on('ready-to-show', () => opened.show())
    opened.on('close', () => settings.keepBounds(opened.getNormalBounds()))
    opened.on('closed', () => {
      ending.abort()
      if (window === opened) window = null
    })
    // Windows ends the session: https://www.electronjs.org/docs/latest/api/browser-window#event-query-session-end-windows
    opened.on('query-session-end', () => app.quit())
    return opened
  }
  return {
    show: (place = '/') => {
      const isNew = window === null || window.isDestroyed()
      window = window === null || window.isDestroyed() ? open() : window
      if (isNew || place !== '/') void window.loadURL(`${screensOrigin}/#${place}`).catch(() => undefined)
      if (isNew) return
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    closed: () => closing.signal,
    close: () => {
      if (window && !window.isDestroyed()) window.destroy()
    },
  }
}

/** null: nobody moved it yet, or the screen where it stood is gone. */
function visible(bounds: Bounds | null, displays: readonly { readonly workArea: Bounds }[]): Bounds | null {
  if (bounds === null) return null
  const { x, y, width } = bounds
  const isSeen = displays.some(
    ({ workArea }) =>
      x < workArea.x + workArea.width - 100 &&
      x + width > workArea.x + 100 &&
      y >= workArea.y - 10 &&
      y < workArea.y + workArea.height - 50,
  )
  return isSeen ? bounds : null
}
