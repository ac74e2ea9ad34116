import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as Electron from 'electron'
import type { Parts } from '../../electron/parts'
import { click, itemsOf, type Template } from './menu'
import { given, type Said, type Told } from './messages'
import { serveScheme } from './serve-scheme'

/**
 * Stands in for Electron where the built app runs in plain Node: windows are pages that the test opens in a real
 * Chromium, and what the PC does is told by the test. It answers the parts that the app uses (electron/parts.ts), and no
 * others.
 */

const say = (said: Said) => void process.send?.(said)
const env = (name: string): string => process.env[name] ?? ''
const userData = env(given.userData)

/** What a PC does. */
const pc = new EventEmitter()
let isOnline = true
const toasts = new Map<number, EventEmitter>()
const windows = new Map<number, EventEmitter>()
const bounds = new Map<number, Electron.Rectangle>()
let menu: Template = []
const tray = new EventEmitter()

process.on('message', (told: Told) => {
  switch (told.do) {
    case 'click':
      click(menu, told.path)
      return
    case 'click-tray':
      return void tray.emit('click')
    case 'click-toast':
      return void toasts.get(told.toast)?.emit('click')
    case 'resume':
      return void pc.emit('resume')
    case 'shut-down':
      return void pc.emit('shutdown')
    case 'online':
      isOnline = told.is
      return
    case 'move':
      bounds.set(told.window, told.bounds)
      return
    case 'closed':
      windows.get(told.window)?.emit('close')
      windows.get(told.window)?.emit('closed')
      windows.delete(told.window)
      // As Electron does: an app that does not listen ends with its last window.
      if (windows.size === 0 && !events.emit('window-all-closed')) quit()
  }
})

/** As Electron does: once nobody prevents it, the app is gone. */
const quit = () => {
  const event = { prevented: false, preventDefault: () => (event.prevented = true) }
  events.emit('before-quit', event)
  if (!event.prevented) process.exit(0)
}

const events = new EventEmitter()
const on = (emitter: EventEmitter) => (event: string, listener: (...all: never[]) => void) =>
  emitter.on(event, listener as (...all: unknown[]) => void)

type RigImage = { readonly path: string }

const lockFile = join(userData, 'rig.lock')
const secondStarts = join(userData, 'rig.starts')

function holdsLock(): boolean {
  mkdirSync(userData, { recursive: true })
  if (existsSync(lockFile) && isAlive(Number(readFileSync(lockFile, 'utf8')))) {
    appendFileSync(secondStarts, 'again\n')
    return false
  }
  writeFileSync(lockFile, process.pid.toString())
  writeFileSync(secondStarts, '')
  watch(secondStarts, () => events.emit('second-instance')).unref()
  process.on('exit', () => rmSync(lockFile, { force: true }))
  return true
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

let aboutVersion = ''

export const app: Parts<RigImage, Template>['app'] = {
  whenReady: () => Promise.resolve(),
  requestSingleInstanceLock: holdsLock,
  quit,
  exit: (code) => process.exit(code),
  getPath: () => userData,
  getVersion: () => '0.0.0-rig',
  isPackaged: false,
  setAppUserModelId: () => undefined,
  setLoginItemSettings: () => undefined,
  getLoginItemSettings: () => {
    throw new Error('An app that was not installed has no login item.')
  },
  setAboutPanelOptions: ({ applicationVersion }) => {
    aboutVersion = applicationVersion ?? ''
  },
  showAboutPanel: () => say({ say: 'about', version: aboutVersion }),
  on: on(events),
}

let windowsOpened = 0

// eslint-disable-next-line no-restricted-syntax -- The app makes one with `new`, as of Electron's class.
export class BrowserWindow {
  private readonly id = (windowsOpened += 1)
  private readonly emitter = new EventEmitter()
  private hasLoaded = false
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    windows.set(this.id, this.emitter)
    const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: () => undefined })
    events.emit('web-contents-created', {}, contents)
    if (contents.listenerCount('will-frame-navigate') === 0 || permissionsAnswered.size < 3)
      throw new Error('A window is opened, and nobody watches over its pages.')
    say({ say: 'open', window: this.id, options: JSON.parse(JSON.stringify(options)) as Record<string, unknown> })
  }
  readonly on = on(this.emitter)
  loadURL(url: string): Promise<void> {
    say({ say: 'load', window: this.id, url })
    if (!this.hasLoaded) this.emitter.emit('ready-to-show')
    this.hasLoaded = true
    return Promise.resolve()
  }
  show(): void {
    say({ say: 'show', window: this.id })
  }
  focus(): void {
    say({ say: 'focus', window: this.id })
  }
  restore(): void {
    say({ say: 'show', window: this.id })
  }
  isMinimized(): boolean {
    return false
  }
  isDestroyed(): boolean {
    return !windows.has(this.id)
  }
  destroy(): void {
    if (!windows.delete(this.id)) return
    say({ say: 'destroy', window: this.id })
    this.emitter.emit('closed')
  }
  getNormalBounds(): Electron.Rectangle {
    return bounds.get(this.id) ?? { x: 0, y: 0, width: 1100, height: 740 }
  }
  removeMenu(): void {
    return
  }
}

export const dialog: Parts['dialog'] = {
  showErrorBox: (title, text) => say({ say: 'error-box', title, text }),
}

export const Menu: Parts<RigImage, Template>['Menu'] = {
  buildFromTemplate: (template) => template,
  setApplicationMenu: () => undefined,
}

export const nativeImage: Parts<RigImage>['nativeImage'] = {
  createFromPath: (path) => ({ path }),
}

export const net: Parts['net'] = { isOnline: () => isOnline }

let toastsShown = 0

// eslint-disable-next-line no-restricted-syntax -- The app makes one with `new`, as of Electron's class.
export class Notification {
  static isSupported(): boolean {
    return true
  }
  private readonly id = (toastsShown += 1)
  private readonly emitter = new EventEmitter()
  private readonly text: string
  constructor({ body = '' }: Electron.NotificationConstructorOptions) {
    this.text = body
  }
  readonly on = on(this.emitter)
  show(): void {
    toasts.set(this.id, this.emitter)
    say({ say: 'toast', toast: this.id, text: this.text })
  }
  close(): void {
    if (!toasts.delete(this.id)) return
    say({ say: 'toast-gone', toast: this.id })
    this.emitter.emit('close')
  }
}

export const powerMonitor: Parts['powerMonitor'] = { on: on(pc) }

export const protocol: Parts['protocol'] = {
  registerSchemesAsPrivileged: (schemes) =>
    schemes.forEach(({ scheme, privileges }) => say({ say: 'scheme', privileges: { scheme, ...privileges } })),
  handle: (scheme, handler) => {
    const streams = (run: number) => say({ say: 'streams', run })
    void serveScheme(scheme, handler as (request: Request) => Promise<Response>, streams).then((origin) =>
      say({ say: 'screens', origin }),
    )
  },
}

/** A keyring as of a PC's user: its key stands outside of the app's folders. */
function keyringKey(): Buffer {
  const file = env(given.keyring)
  if (!existsSync(file)) writeFileSync(file, randomBytes(32))
  return readFileSync(file)
}

export const safeStorage: Parts['safeStorage'] = {
  isAsyncEncryptionAvailable: () => Promise.resolve(env(given.keyring) !== ''),
  getSelectedStorageBackend: () =>
    (process.env[given.backend] ?? 'gnome_libsecret') as ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>,
  encryptStringAsync: (text) => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', keyringKey(), nonce)
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), sealed]))
  },
  decryptStringAsync: async (sealed) => {
    const decipher = createDecipheriv('aes-256-gcm', keyringKey(), sealed.subarray(0, 12), { authTagLength: 16 })
    decipher.setAuthTag(sealed.subarray(12, 28))
    const result = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
    return Promise.resolve({ result, shouldReEncrypt: false })
  },
}

export const screen: Parts['screen'] = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
}

/** Which of the questions for a permission the app answers. */
const permissionsAnswered = new Set<'request' | 'check' | 'device'>()

export const session: Parts['session'] = {
  defaultSession: {
    setPermissionRequestHandler: () => void permissionsAnswered.add('request'),
    setPermissionCheckHandler: () => void permissionsAnswered.add('check'),
    setDevicePermissionHandler: () => void permissionsAnswered.add('device'),
  },
}

export const shell: Parts['shell'] = {
  openExternal: (url) => {
    say({ say: 'external', url })
    return Promise.resolve()
  },
}

// eslint-disable-next-line no-restricted-syntax -- The app makes one with `new`, as of Electron's class.
export class Tray {
  constructor(image: RigImage) {
    this.setImage(image)
  }
  readonly on = on(tray)
  setImage({ path }: RigImage): void {
    say({ say: 'icon', path })
  }
  setToolTip(text: string): void {
    say({ say: 'tooltip', text })
  }
  setContextMenu(built: Template): void {
    menu = built
    say({ say: 'menu', items: itemsOf(built) })
  }
}

/** What electron-store asks beside that. */
export const ipcMain = { on: () => undefined }

const everything = {
  ...{ app, BrowserWindow, dialog, Menu, nativeImage, net, Notification, powerMonitor, protocol, safeStorage, screen },
  ...{ session, shell, Tray },
} satisfies Parts<RigImage, Template>

// eslint-disable-next-line no-restricted-syntax -- electron-store imports the default.
export default { ...everything, ipcMain }
