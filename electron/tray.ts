import { join } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'
import { clockTime } from '../src/core/clock-time'
import { tomorrowMorning } from '../src/core/pause'
import { trayView, type TrayAct, type TrayIcon, type TrayLine } from '../src/core/tray-view'
import type { Host } from '../src/host/host'
import { realClock } from '../src/host/real-world'
import type { Parts, TrayPlace } from './parts'
import type { Quit } from './quit'
import type { Updates } from './updates'
import type { ScreensWindow } from './window'

export type TrayGiven = {
  readonly host: Pick<Host, 'state' | 'watch' | 'api' | 'wake'>
  readonly updates: Updates
  readonly window: Pick<ScreensWindow, 'show'>
  readonly quit: Quit
  /** The folder of the tray's icons. */
  readonly icons: string
}

/** Work that is over sooner is not shown: the tray would flicker, ms. */
const shownAfterMs = 2_000
/** Times pass in its sentences, ms. */
const lookEveryMs = 30_000
const hourMs = 3_600_000

/** Draws the tray from the state, and does what its menu is asked for. */
export function showTray<Image, BuiltMenu>(
  { app, Menu, nativeImage, Tray }: Pick<Parts<Image, BuiltMenu>, 'app' | 'Menu' | 'nativeImage' | 'Tray'>,
  { host, updates, window, quit, icons }: TrayGiven,
): { close(): void } {
  const imageOf = (icon: TrayIcon) => nativeImage.createFromPath(iconFile(icons, icon, process.platform))
  const about = () => {
    app.setAboutPanelOptions({ applicationName: 'Stocktray', applicationVersion: app.getVersion() })
    app.showAboutPanel()
  }
  const deedOf = (wanted: TrayAct): (() => void) => {
    switch (wanted.do) {
      case 'open':
        return () => window.show(wanted.place)
      case 'sync':
        return () => ask('/api/sync')
      case 'pause':
        return () => ask('/api/pause', { until: pauseEnd(wanted.for) })
      case 'resume':
        return () => ask('/api/resume')
      case 'about':
        return about
      case 'update':
        return () => quit(() => updates.install())
      case 'quit':
        return () => quit()
    }
  }
  const ask = (path: string, body: unknown = {}) => {
    const request = new Request(`http://stocktray${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    // Why it could not be done stands in the state.
    const after = () => host.wake()
    void Promise.resolve(host.api.fetch(request)).then(after, after)
  }

  let tray: TrayPlace<Image, BuiltMenu> | null = null
  let [icon, said, workedSince] = [null as TrayIcon | null, '', null as number | null]
  let timer: NodeJS.Timeout | null = null
  let isClosed = false
  const draw = () => {
    // An update may still come in while the engine is closed.
    if (isClosed) return
    const now = realClock.now()
    const view = trayView(host.state(), (ms) => clockTime(ms, now), updates.ready())
    workedSince = view.icon === 'working' ? (workedSince ?? now) : null
    const soon = icon !== null && workedSince !== null && now - workedSince < shownAfterMs
    const shown = soon ? (icon ?? view.icon) : view.icon
    const image = shown === icon ? null : imageOf(shown)
    icon = shown
    if (tray === null && image) {
      tray = new Tray(image)
      // On macOS a click opens the menu, whose first line does the same.
      if (process.platform !== 'darwin') tray.on('click', () => window.show())
      if (process.platform !== 'darwin') tray.on('double-click', () => window.show())
    } else if (image) tray?.setImage(image)
    if (timer) clearTimeout(timer)
    timer = setTimeout(draw, soon ? shownAfterMs : lookEveryMs)
    const text = JSON.stringify({ ...view, icon: shown })
    if (text === said) return
    said = text
    tray?.setToolTip(view.tooltip)
    // Linux shows a menu as it was when it was set: https://www.electronjs.org/docs/latest/api/tray.
    tray?.setContextMenu(Menu.buildFromTemplate(view.menu.map((line) => itemOf(line, deedOf))))
  }
  draw()
  const unwatched = host.watch(draw)
  updates.watch(draw)
  return {
    close: () => {
      unwatched()
      if (timer) clearTimeout(timer)
      tray?.setToolTip('Stocktray: stopping. What is being sent is finished first.')
      isClosed = true
    },
  }
}

function itemOf(line: TrayLine, deedOf: (wanted: TrayAct) => () => void): MenuItemConstructorOptions {
  switch (line.kind) {
    case 'between':
      return { type: 'separator' }
    case 'said':
      return { label: label(line.text), enabled: false }
    case 'menu':
      return { label: label(line.text), submenu: line.lines.map((one) => itemOf(one, deedOf)) }
    case 'act':
      return { label: label(line.text), click: deedOf(line.act) }
  }
}

/** A lone & would mark the letter after it. */
function label(text: string): string {
  return text.replaceAll('&', '&&')
}

/** ms since 1970; null: until somebody resumes. */
function pauseEnd(length: Extract<TrayAct, { do: 'pause' }>['for']): number | null {
  const now = realClock.now()
  switch (length) {
    case 'an-hour':
      return now + hourMs
    case 'until-tomorrow':
      return tomorrowMorning(now)
    case 'until-resumed':
      return null
  }
}

/** Windows wants an ICO, macOS an image of black and nothing that it colours itself. */
export function iconFile(folder: string, icon: TrayIcon, platform: NodeJS.Platform): string {
  const ending = platform === 'win32' ? '.ico' : platform === 'darwin' ? 'Template.png' : '.png'
  return join(folder, `${icon}${ending}`)
}
