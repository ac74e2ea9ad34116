export type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** A line of a menu as it was built: what can be clicked has a path of texts. */
export type MenuItem = {
  readonly label: string
  readonly enabled: boolean
  readonly submenu: readonly MenuItem[]
}

/** What the app did with the parts of Electron. */
export type Said =
  | { readonly say: 'screens'; readonly origin: string }
  | { readonly say: 'streams'; readonly run: number }
  | { readonly say: 'open'; readonly window: number; readonly options: Readonly<Record<string, unknown>> }
  | { readonly say: 'load'; readonly window: number; readonly url: string }
  | { readonly say: 'show' | 'focus' | 'destroy'; readonly window: number }
  | { readonly say: 'icon'; readonly path: string }
  | { readonly say: 'tooltip'; readonly text: string }
  | { readonly say: 'menu'; readonly items: readonly MenuItem[] }
  | { readonly say: 'toast'; readonly toast: number; readonly text: string }
  | { readonly say: 'toast-gone'; readonly toast: number }
  | { readonly say: 'external'; readonly url: string }
  | { readonly say: 'error-box'; readonly title: string; readonly text: string }
  | { readonly say: 'about'; readonly version: string }
  | { readonly say: 'scheme'; readonly privileges: Readonly<Record<string, unknown>> }

/** What the PC and its user do with the app. */
export type Told =
  | { readonly do: 'click'; readonly path: readonly string[] }
  | { readonly do: 'click-tray' | 'resume' | 'shut-down' }
  | { readonly do: 'click-toast'; readonly toast: number }
  | { readonly do: 'online'; readonly is: boolean }
  | { readonly do: 'closed'; readonly window: number }
  | { readonly do: 'move'; readonly window: number; readonly bounds: Bounds }

/** What a start is given, by its environment. */
export const given = {
  /** The folder of the app's user data. */
  userData: 'RIG_USER_DATA',
  /** The file that the PC's keyring keeps its key in. */
  keyring: 'RIG_KEYRING',
  /** What Linux says keeps the passwords. */
  backend: 'RIG_BACKEND',
} as const
