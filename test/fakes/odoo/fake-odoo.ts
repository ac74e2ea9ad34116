import type { Held, ServerRoom } from './server-room'
import type { Place } from './shop'
import type { OdooVersion } from './version'
import type { Role } from './session'

/** One call that got past the door. */
export type OdooCall = {
  readonly transport: 'json-rpc' | 'json-2'
  readonly model: string
  readonly method: string
  readonly given: Readonly<Record<string, unknown>>
}

export type NewProduct = {
  readonly sku: string
  readonly name?: string
  readonly barcode?: string
  /** 'untracked': goods whose stock Odoo does not count. Default: stored. */
  readonly kind?: 'stored' | 'untracked' | 'service'
  readonly tracking?: 'none' | 'lot' | 'serial'
  readonly active?: boolean
  readonly unit?: number
  /** Default: of every company. */
  readonly company?: number
  /** Default: that of the company. */
  readonly lossLocation?: number
}

export type NewUser = {
  readonly login: string
  readonly password?: string
  /** Default: inventory. */
  readonly role?: Role
  readonly companies?: readonly number[]
}

export type NewPicking = {
  readonly name: string
  readonly note?: string
  readonly origin?: string
  readonly from: number
  readonly to: number
  readonly lines: readonly { readonly product: number; readonly quantity: number }[]
  /** Default: done, and its stock moved. */
  readonly state?: 'draft' | 'done' | 'cancel'
}

export type Picking = {
  readonly id: number
  readonly name: string
  readonly state: string
  readonly note: string
  readonly origin: string
  readonly company: number
  readonly from: number
  readonly to: number
  readonly lines: readonly {
    readonly product: number
    readonly sku: string
    readonly demanded: number
    readonly done: number
    readonly state: string
    readonly from: number
    readonly to: number
  }[]
}

export type FakeOdoo = {
  readonly url: string
  readonly version: OdooVersion
  readonly database: string
  /** Of the administrator; over JSON-2 only the key opens. */
  readonly login: string
  readonly password: string
  readonly apiKey: string
  readonly company: number
  readonly unit: number
  readonly main: Place
  /** Of the first company. */
  readonly lossLocation: number
  readonly calls: readonly OdooCall[]
  /** How a plan without API access answers at both transports; the rest of the server is there. */
  planWithoutApi: 403 | 404 | null
  readonly addProduct: (product: NewProduct) => number
  /** Versions up to 18 keep a rounding for each unit. */
  readonly addUnit: (name: string, rounding: number) => number
  /** With a key of its own, which does not end. */
  readonly addUser: (user: NewUser) => { readonly uid: number; readonly key: string }
  /** `ends`: the moment after which it is refused. */
  readonly addKey: (login: string, name: string, ends?: Date) => string
  readonly removeKey: (key: string) => void
  readonly addLocation: (location: {
    readonly name: string
    /** Default: internal. */
    readonly usage?: string
    /** Default: the main warehouse's stock. */
    readonly parent?: number
    readonly company?: number
  }) => number
  readonly archiveLocation: (location: number) => void
  readonly addWarehouse: (name: string, code: string, company?: number) => Place
  /** The users named by login work in it too. */
  readonly addCompany: (name: string, ...logins: readonly string[]) => number
  readonly lossLocationOf: (company: number) => number
  /** What a person made. */
  readonly addPicking: (picking: NewPicking) => number
  readonly picking: (name: string) => Picking | null
  readonly pickings: () => readonly Picking[]
  /** What a person changes by hand; `note: ''` takes it out. */
  readonly edit: (
    name: string,
    change: { readonly name?: string; readonly note?: string; readonly state?: 'draft' | 'done' | 'cancel' },
  ) => void
  readonly editProduct: (
    product: number,
    change: { readonly sku?: string; readonly active?: boolean; readonly tracking?: 'none' | 'lot' | 'serial' },
  ) => void
  /** At this location and below it. */
  readonly onHand: (location: number, product: number) => number
  readonly setOnHand: (location: number, product: number, quantity: number) => void
  readonly setStockDigits: (digits: number) => void
  /** Every call of the method waits so long before it does anything. */
  readonly delay: ServerRoom['delay']
  /** Stops the next call of the method before or after its effect, until released. */
  readonly hold: (method: string, when?: 'before' | 'after') => Held
  /** The next calls of the method end in this error; by default a serialisation failure of the database. */
  readonly fail: (method: string, times: number, error?: Parameters<ServerRoom['fail']>[2]) => void
  /** Resolves when no write is under way. */
  readonly quiet: () => Promise<void>
  readonly close: () => Promise<void>
}
