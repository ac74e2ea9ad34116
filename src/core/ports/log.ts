import type { TriggerCause } from '../document'
import type { HoldCode, IgnoreCode } from '../hold'
import type { LookUp, Outcome } from '../outcome'

/**
 * The log: one line per step of the line, for whoever has to find out later what happened. `tell` never throws and
 * never waits; where the log cannot be written, the line goes on without it.
 */
export type LogPort = {
  tell(entry: LogEntry): void
}

/**
 * A step, with the Vend id of the consignment and our id of the document that it is about. A step that writes to the
 * ledger is told once that is on disk. No HTTP header or body is ever part of one.
 */
export type LogEntry = AboutTheLine | AboutAConsignment | AboutADraft | AboutADocument

type AboutTheLine =
  | { readonly step: 'started'; readonly version: string; readonly store: string; readonly warehouse: string }
  | { readonly step: 'stopped' }
  /** One page of the first walk through Vend's headers; `seen` since its beginning. */
  | { readonly step: 'walked'; readonly seen: number; readonly done: boolean }
  /** A whole scan: how many changed, up to which moment of Vend's clock (ISO 8601). */
  | { readonly step: 'scan-done'; readonly changed: number; readonly upTo: string }
  /** So many ids that webhooks named, and that neither Vend nor this scan knows, are not looked up. */
  | { readonly step: 'let-go'; readonly count: number }
  /** What was told since then (ISO 8601) is to be read again, piece by piece. */
  | { readonly step: 'night-begun'; readonly since: string }
  | { readonly step: 'night-read'; readonly again: number; readonly done: boolean }
  /** A side cannot be used; told when it begins, when its cause changes, and when it is over. */
  | { readonly step: 'trouble'; readonly side: Side; readonly text: string }
  | { readonly step: 'trouble-over'; readonly side: Side }
  /** What Vend calls was put right: how many of its webhooks were made, switched on and removed. */
  | { readonly step: 'registered'; readonly made: number; readonly switchedOn: number; readonly removed: number }
  /** `on`: the id of what was acted on, or the SKU. `obstacle`: why it was not done. */
  | { readonly step: 'person'; readonly did: string; readonly on: string; readonly obstacle?: string }
  /** A pause has come to its end by itself. */
  | { readonly step: 'pause-over' }
  /** A mistake of our own. */
  | { readonly step: 'fault'; readonly text: string }

/** `real-time`: the way of Vend's webhooks to this PC; `webhooks`: that Vend knows of it. */
type Side = 'vend' | 'warehouse' | 'real-time' | 'webhooks'

type AboutAConsignment = { readonly consignment: string } & (
  | { readonly step: 'heard' }
  /** A scan found it, and the webhook that it must have had did not come. */
  | { readonly step: 'not-called' }
  | ({ readonly step: 'scanned' } & Header)
  | ({ readonly step: 'read'; readonly lines: number } & Header)
  /** Vend has none of that id. */
  | { readonly step: 'not-in-vend' }
  | { readonly step: 'not-read'; readonly text: string }
  /** Webhooks have asked for it too often; `text` says how. */
  | { readonly step: 'put-off'; readonly text: string }
  | {
      readonly step: 'decided'
      readonly cause: TriggerCause
      readonly version: string
      /** The ids of the documents that were made, kept as they stand, and withdrawn. */
      readonly documents: readonly string[]
      readonly kept: readonly string[]
      readonly withdrawn: readonly string[]
      readonly holds: readonly HoldCode[]
      readonly ignores: readonly IgnoreCode[]
    }
)

/** As Vend gives it: its version and the spelling of its status. */
type Header = { readonly version: string; readonly status: string }

type AboutADraft = {
  readonly step: 'held'
  readonly consignment: string
  readonly document: string
  readonly holds: readonly HoldCode[]
}

type AboutADocument = { readonly consignment: string; readonly document: string; readonly reference: string } & (
  | { readonly step: 'frozen'; readonly lines: number }
  /** The request goes out now; `attempt` begins with 1. */
  | { readonly step: 'sent'; readonly attempt: number }
  | { readonly step: 'looked-up'; readonly found: LookUp['kind']; readonly text?: string }
  | { readonly step: 'outcome'; readonly outcome: Outcome['kind']; readonly text?: string }
  /** What the ledger says from now on. */
  | { readonly step: 'settled'; readonly as: Settled; readonly number?: string; readonly dueAt?: string }
)

/** How an attempt was written down; `taken` and `not-ours` speak of the reference. */
export type Settled = 'delivered' | 'partly' | 'waiting' | 'unsure' | 'taken' | 'not-ours' | 'refused'

/** Where nobody wants to read it: a simulation, a look that changes nothing. */
export const silentLog: LogPort = { tell: () => undefined }
