import type { AppState, HistoryDocument } from '../core/app-state'
import type { Clock } from '../core/ports/world'
import type { ToastChoice } from '../core/toasts'
import type { PreviewFigures } from '../engine/preview'
import type { Refusal } from './refusal'

/** Why no engine runs: nothing is set up yet, or something keeps it from starting. `text` is a sentence for people. */
export type Missing = { readonly shape: 'not-set-up' | 'stopped'; readonly text: string }

/** What the screens are given beside an engine: it lives longer than any. */
export type Desk = {
  /** null: an engine runs. */
  missing(): Missing | null
  /** Calls back after everything that may have changed the state; answers how to stop. */
  watch(listener: () => void): () => void
  readonly clock: Clock
  readonly setup: SetupActs
  readonly sample: SampleActs
  readonly places: PlaceActs
  /** The app on this PC; null where none but a browser shows the screens. */
  readonly desktop: DesktopActs | null
  /** What support needs, as one JSON text without a secret. */
  supportBundle(): string
  /** What a sync would send now; nothing is sent and nothing is kept. */
  preview(signal: AbortSignal): Promise<{ readonly kind: 'done'; readonly preview: Preview } | Refusal>
}

/** Something was done, or why not. */
export type Acted = { readonly kind: 'done' } | Refusal

/** Where the stock of the shop's outlets lies, of the shop that runs. */
export type PlaceActs = {
  /** The locations that the warehouse has, and how people call it. */
  locations(
    signal: AbortSignal,
  ): Promise<{ readonly kind: 'done'; readonly warehouse: string; readonly locations: readonly Named[] } | Refusal>
  /**
   * Gives an outlet its location, checked as a set-up is, and runs on that. What happened there before `from` (ms since
   * 1970; null: before now, by Vend's clock) is never spoken of.
   */
  map(
    pair: { readonly outletId: string; readonly locationId: string; readonly from: number | null },
    signal: AbortSignal,
  ): Promise<Acted>
}

/** What a sync would send. It stands in a copy that is gone: the ids lead nowhere. */
export type Preview = {
  readonly documents: readonly HistoryDocument[]
  readonly figures: PreviewFigures
} & Pick<AppState, 'holds' | 'vendProblem' | 'warehouseProblem' | 'paused'>

export type Named = { readonly id: string; readonly name: string }

/** Where in a set-up something is wrong ("vend.token"), and what. */
export type FieldProblem = { readonly path: string; readonly text: string }

/** An answer that is wanted, or why there is none: beside a field, or about the other side. */
export type Looked<Found> =
  | ({ readonly kind: 'done' } & Found)
  | { readonly kind: 'wrong'; readonly problems: readonly FieldProblem[] }
  | { readonly kind: 'unreachable' | 'obstacle'; readonly text: string }

/** A set-up as far as it was entered, in the form of a set-up file (design: the command line), without secrets. */
export type SetupGiven = {
  readonly values: Readonly<Record<string, unknown>>
  /** The paths of the secrets that are kept and need not be entered again. */
  readonly kept: readonly string[]
  /** A set-up stands, and this changes it. */
  readonly stands: boolean
  /** Something was entered that is not saved yet. */
  readonly begun: boolean
  /** The step that is next, from 1 on. */
  readonly reached: number
  /** Names of the outlets and locations that `values` knows by their ids. */
  readonly outlets: readonly Named[]
  readonly locations: readonly Named[]
}

export type WarehouseForm = {
  readonly kind: string
  /** As people call it. */
  readonly name: string
  /** JSON Schema of its fields; secret ones say `writeOnly`. */
  readonly form: Readonly<Record<string, unknown>>
}

export type SetupActs = {
  readonly warehouses: readonly WarehouseForm[]
  given(): SetupGiven
  /** The line that belongs into `authorized_keys` of the SSH server, of the set-up that stands; null: it needs none. */
  authorizedKey(): Promise<string | null>
  /**
   * Keeps what was entered so far, section by section, and answers what is wrong with these: it is kept all the same. A
   * secret that is missing stays as it was where it goes to the same place; null takes it out.
   */
  keep(sections: Readonly<Record<string, unknown>>): Looked<unknown>
  /** Asks with what is kept. */
  vend(signal: AbortSignal): Promise<Looked<{ readonly store: string; readonly outlets: readonly Named[] }>>
  warehouse(
    signal: AbortSignal,
  ): Promise<
    Looked<{ readonly name: string; readonly locations: readonly Named[]; readonly notices: readonly string[] }>
  >
  /** Checks all that is kept, and runs on it from now on. */
  save(signal: AbortSignal): Promise<
    Looked<{
      readonly warnings: readonly string[]
      /** For `authorized_keys` of the SSH server. */
      readonly authorizedKey: string | null
    }>
  >
  /** Forgets what was entered and not saved. */
  forget(): void
  /**
   * Has Vend call us no more, and forgets its keys; nothing about stock is deleted. Where Vend does not take it nothing is
   * changed, unless `force`.
   */
  disconnect(force: boolean, signal: AbortSignal): Promise<{ readonly kind: 'done'; readonly said: string } | Refusal>
}

/** What the app on this PC does beside the shop's work. */
export type DesktopActs = {
  given(): DesktopGiven
  /** Answers what stands in the way. */
  change(wanted: {
    readonly toasts?: ToastChoice | undefined
    readonly opensAtLogin?: boolean | undefined
  }): string | null
}

export type DesktopGiven = {
  readonly version: string
  /** Which notifications it shows. */
  readonly toasts: ToastChoice
  /** Whether it starts when the PC's user logs in; null: it cannot, for it was not installed. */
  readonly opensAtLogin: boolean | null
  /** A newer version that waits for a restart; null: none. */
  readonly update: string | null
}

/** A shop and a warehouse to try things with, on this PC alone. */
export type SampleActs = {
  isOpen(): boolean
  /** Answers what stands in the way. */
  open(): Promise<string | null>
  /** The next thing happens in the shop, and is said; null: the day is over. */
  next(): Promise<string | null>
  /** Nothing of it stays. */
  leave(): Promise<void>
}
