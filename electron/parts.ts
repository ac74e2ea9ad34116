import type * as Electron from 'electron'

/** A listener's event that can be kept from having its effect. */
export type Preventable = { preventDefault(): void }

/** Tells what happens to whoever listens: one of the events that it has. */
type Hears<Event, Listener = () => void> = { on(event: Event, listener: Listener): unknown }

/** What a page is shown in, as far as we watch over it. */
export type PageContents = Pick<Electron.WebContents, 'setWindowOpenHandler'> &
  Hears<'will-frame-navigate', (details: Preventable & { readonly url: string }) => void> &
  Hears<'will-redirect', (details: Preventable) => void> &
  Hears<'will-attach-webview', (event: Preventable) => void>

export type PageWindow = Pick<
  Electron.BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'restore'
  | 'isMinimized'
  | 'isDestroyed'
  | 'destroy'
  | 'getNormalBounds'
  | 'removeMenu'
> &
  Hears<'ready-to-show'> &
  Hears<'close'> &
  Hears<'closed'> &
  Hears<'query-session-end'>

export type TrayPlace<Image, BuiltMenu> = Hears<'click'> &
  Hears<'double-click'> & {
    setImage(image: Image): void
    setToolTip(text: string): void
    setContextMenu(menu: BuiltMenu): void
  }

export type Shown = Pick<Electron.Notification, 'show' | 'close'> & Hears<'click'> & Hears<'close'>

/**
 * The members of Electron that the desktop app uses, and no others: https://www.electronjs.org/docs/latest/api/app and
 * its neighbours. `main.ts` alone takes them from Electron, so what stands in for Electron in tests answers these.
 */
export type Parts<Image = Electron.NativeImage, BuiltMenu = Electron.Menu> = {
  readonly app: Pick<
    Electron.App,
    | 'whenReady'
    | 'requestSingleInstanceLock'
    | 'quit'
    | 'exit'
    | 'getPath'
    | 'getVersion'
    | 'isPackaged'
    | 'setAppUserModelId'
    | 'setLoginItemSettings'
    | 'getLoginItemSettings'
    | 'setAboutPanelOptions'
    | 'showAboutPanel'
  > &
    Hears<'second-instance'> &
    Hears<'window-all-closed'> &
    Hears<'activate'> &
    Hears<'before-quit', (event: Preventable) => void> &
    Hears<'web-contents-created', (event: unknown, contents: PageContents) => void>
  readonly BrowserWindow: new (options: Electron.BrowserWindowConstructorOptions) => PageWindow
  readonly dialog: Pick<Electron.Dialog, 'showErrorBox'>
  readonly Menu: {
    buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): BuiltMenu
    setApplicationMenu(menu: BuiltMenu | null): void
  }
  readonly nativeImage: { createFromPath(path: string): Image }
  readonly net: Pick<Electron.Net, 'isOnline'>
  readonly Notification: {
    new (options: Electron.NotificationConstructorOptions): Shown
    isSupported(): boolean
  }
  readonly powerMonitor: Hears<'resume'> & Hears<'shutdown'>
  readonly protocol: Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>
  readonly safeStorage: Pick<
    Electron.SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >
  readonly screen: { getAllDisplays(): readonly { readonly workArea: Electron.Rectangle }[] }
  readonly session: {
    readonly defaultSession: Pick<
      Electron.Session,
      'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
    >
  }
  readonly shell: Pick<Electron.Shell, 'openExternal'>
  readonly Tray: new (image: Image) => TrayPlace<Image, BuiltMenu>
}
