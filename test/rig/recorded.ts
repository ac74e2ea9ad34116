import * as electron from 'electron'
import { click, itemsOf, type Template } from './menu'
import { given, type Said, type Told } from './messages'

/**
 * The start of the app in a real Electron, for `npm run e2e:electron`: what the app does with it is written down in the
 * words of messages.ts, and what the test says its user does is done.
 */

type Emitter = { emit(event: string, ...all: unknown[]): boolean }

const said: Said[] = []
const say = (one: Said) => void said.push(one)
const toasts: Emitter[] = []
let template: Template = []
let tray: Emitter | null = null
let isOnline: boolean | null = null

const { app, BrowserWindow, dialog, Menu, nativeImage, net, Notification, powerMonitor, shell, Tray } = electron

/** Has `before` hear of each call of a method, on the object or on what all of its kind have. */
function hear(object: object, method: string, before: (self: unknown, given: readonly unknown[]) => unknown): void {
  const real = Reflect.get(object, method) as (...all: unknown[]) => unknown
  Reflect.set(object, method, function (this: unknown, ...all: unknown[]) {
    const answer = before(this, all)
    return answer === undefined ? Reflect.apply(real, this, all) : answer
  })
}

hear(Menu, 'buildFromTemplate', (_, [items]) => {
  template = items as Template
})
hear(nativeImage, 'createFromPath', (_, [path]) => {
  if (String(path).includes('tray')) say({ say: 'icon', path: String(path) })
})
hear(Tray.prototype, 'setToolTip', (self, [text]) => {
  tray = self as Emitter
  say({ say: 'tooltip', text: String(text) })
})
hear(Tray.prototype, 'setContextMenu', () => say({ say: 'menu', items: itemsOf(template) }))
hear(Notification.prototype, 'show', (self) => {
  toasts.push(self as Emitter)
  say({ say: 'toast', toast: toasts.length, text: (self as Electron.Notification).body })
})
hear(Notification.prototype, 'close', (self) => {
  say({ say: 'toast-gone', toast: toasts.indexOf(self as Emitter) + 1 })
})
hear(app, 'showAboutPanel', () => {
  say({ say: 'about', version: app.getVersion() })
  return null
})
hear(dialog, 'showErrorBox', (_, [title, text]) => {
  say({ say: 'error-box', title: String(title), text: String(text) })
  return null
})
hear(shell, 'openExternal', (_, [url]) => {
  say({ say: 'external', url: String(url) })
  return Promise.resolve()
})
hear(net, 'isOnline', () => isOnline ?? undefined)
app.on('browser-window-created', (_, window) => {
  say({ say: 'open', window: window.id, options: { ...window.getNormalBounds() } })
})

function tell(told: Told): void {
  switch (told.do) {
    case 'click':
      click(template, told.path)
      return
    case 'click-tray':
      tray?.emit('click')
      return
    case 'click-toast':
      toasts[told.toast - 1]?.emit('click')
      return
    case 'resume':
    case 'shut-down':
      ;(powerMonitor as Emitter).emit(told.do === 'resume' ? 'resume' : 'shutdown')
      return
    case 'online':
      isOnline = told.is
      return
    case 'move':
      BrowserWindow.fromId(told.window)?.setBounds(told.bounds)
      return
    case 'closed':
      BrowserWindow.fromId(told.window)?.close()
  }
}

app.setPath('userData', process.env[given.userData] ?? '')
Object.assign(globalThis, { rig: { said, tell } })

await import(new URL('../electron/main.js', import.meta.url).href)
