import type { Account, AccountStart } from './account'
import type { DocumentCause, DocumentKind, DocumentStatus } from './document'
import type { Hold } from './hold'
import type { Pause } from './pause'
import type { TunnelStatus } from './ports/tunnel'
import type { RateBudget } from './ports/vend'
import type { Notice } from './ports/warehouse'
import type { Progress } from './progress'
import type { RefusedWebhooks } from './refused-webhooks'
import type { Stoppage } from './stoppage'

/** The one value that feeds status, tray, window and tooltip. Times are ms since 1970. */
export type AppState = {
  /** In order of urgency: the first that holds. `ok` only when a scan proved it. */
  readonly shape:
    | 'not-set-up'
    | 'stopped'
    | 'signed-out'
    | 'paused'
    | 'offline'
    | 'retrying'
    | 'needs-you'
    | 'working'
    | 'off'
    | 'not-scanned'
    | 'ok'
  /** The line of truth. */
  readonly sentence: string
  readonly sending: boolean
  /** Somebody has paused it: Vend is read, and nothing new is sent. null: nobody has, or it is over. */
  readonly paused: Pause | null
  readonly lastScan: { readonly at: number; readonly upTo: number } | null
  readonly nextScanAt: number | null
  /** How far this PC's clock was from Vend's at the last scan, in a sentence; null: they agreed, or nobody knows. */
  readonly clock: string | null
  /** What keeps us from reading Vend, or from writing to the warehouse. */
  readonly vendProblem: Problem | null
  readonly warehouseProblem: Problem | null
  /** What keeps the engine that runs from doing anything: a full disk, say. */
  readonly stoppage: Stoppage | null
  /** How Vend's webhooks come in; null: they do not, or no engine runs that would hear them. */
  readonly realTime: TunnelStatus | null
  /** Whether they come; null: real time is off. Also known of a stopped engine. */
  readonly webhooks: WebhookState | null
  /** When somebody last pressed Test, and the names of the steps that failed; null: nobody did. */
  readonly lastTest: { readonly at: number; readonly failed: readonly string[] } | null
  /** null: none, or no engine runs that would refuse them. */
  readonly refusedWebhooks: RefusedWebhooks | null
  readonly firstWalk: { readonly seen: number; readonly done: boolean } | null
  /** All of Vend's stock control up to a version of Vend's, null before the first look, and what became of each. */
  readonly account: Account & {
    readonly upToVersion: string | null
    /** From when on it counts, the earliest first; none: nothing is sent from any outlet, or Vend was not read yet. */
    readonly since: readonly AccountStart[]
  }
  /** Long work under way, or stopped in the middle. */
  readonly progress: Progress | null
  readonly counts: Readonly<Record<DocumentStatus, number>>
  /** Triggers on disk that have not been read from Vend yet. */
  readonly toRead: number
  readonly holds: readonly StateHold[]
  readonly budget: RateBudget
  /** What will become a problem unless somebody sees to it in time. */
  readonly notices: readonly Notice[]
  readonly lastDelivered: { readonly at: number; readonly documentId: string; readonly text: string } | null
  /** The newest movement in Vend that has moved stock, whether it was ours or not; `at` null: Vend does not say when. */
  readonly lastMovement: { readonly title: string; readonly at: number | null } | null
}

/** How Vend's webhooks stand. Times are ms since 1970. */
export type WebhookState = {
  /** All of it, for a person. */
  readonly text: string
  /** When Vend was last seen to have them, as they should be; null: not yet. */
  readonly registeredAt: number | null
  /** When something about them was last put right in Vend; null: nothing had to be. */
  readonly repairedAt: number | null
  /** Why they cannot be set up in Vend. */
  readonly problem: Problem | null
  /** Why our public address did not lead back here when that was last tried; null: it did, or it was not tried. */
  readonly addressProblem: string | null
  /** When the last one came that named something which Vend has; null: none did yet. */
  readonly lastAt: number | null
  /** When the first thing happened that none announced, with none at all since; null: they come. */
  readonly silentSince: number | null
  /** What none announced, last; the scan found it. */
  readonly lastMissed: { readonly at: number; readonly title: string } | null
  /** In seven days: how many came, how many of them in the words of an earlier one, and how many did not come. */
  readonly lastWeek: { readonly calls: number; readonly repeats: number; readonly missed: number }
}

/** `retryAt`: when we try again by ourselves. */
export type Problem = {
  readonly since: number
  readonly text: string
  readonly unauthorised: boolean
  readonly retryAt: number
}

/** One thing that waits for a person. `documentId` null: a hold without a document, which has an id of its own. */
export type StateHold = Omit<Hold, 'code'> & {
  readonly code: Hold['code'] | 'no-way-in'
  readonly id: string
  readonly documentId: string | null
  /** Empty: it is about the way in for webhooks, and no movement waits. */
  readonly consignmentId: string
  readonly reference: string | null
  /** How people find the consignment again: its reference, its name in quotation marks, or the start of its id. */
  readonly title: string
  /** Absent: it is about this one document or consignment alone. */
  readonly subject?: HoldSubject
}

/** What several things may wait for together. `id`: Vend's id of the outlet, or the SKU itself. */
export type HoldSubject = { readonly kind: 'outlet' | 'sku'; readonly id: string; readonly name: string }

/** A document as `history` shows it (design: the command line). Quantities are decimals without trailing zeros. */
export type HistoryDocument = {
  readonly id: string
  readonly reference: string | null
  readonly kind: DocumentKind
  readonly cause: DocumentCause
  readonly vend: {
    readonly consignmentId: string
    readonly reference: string | null
    readonly type: string
    /** Vend's name of it, for those that have no reference. */
    readonly name: string | null
  }
  readonly location: string | null
  readonly from: string | null
  readonly to: string | null
  readonly lines: readonly {
    readonly sku: string
    readonly quantity: string
    readonly counted?: string
  }[]
  readonly status: DocumentStatus
  readonly warehouseNumber: string | null
  /** Why it has not gone yet, and when it is tried again (ISO 8601, UTC; null: when somebody resumes). null: it has gone, or waits for a person. */
  readonly waits: { readonly text: string; readonly nextTryAt: string | null } | null
  /** What else a person should know about what was booked. */
  readonly note: string | null
  readonly holds: readonly { readonly code: string; readonly text: string }[]
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly deliveredAt: string | null
}
