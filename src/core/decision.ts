import type { Consignment, ConsignmentLine, ConsignmentStatus, Leg, Product } from './consignment'
import type { Draft, EffectLine, StandingDraft, TriggerCause } from './document'
import type { Hold, HoldCode, Ignore } from './hold'
import type { Quantity } from './quantity'
import type { VendTotals } from './totals'

/** The sum of an effect's lines over the documents that were tried or dismissed, and where the newest of them went. */
export type Told = {
  readonly leg: Leg
  readonly outletId: string
  readonly productId: string
  readonly quantity: Quantity
  readonly location: string
  readonly sku: string
  readonly name: string
  /** How the warehouse names the item; null: only a draft was ever dismissed. */
  readonly item: string | null
  readonly warehouse: string
  /** A person took some of it upon themselves. */
  readonly dismissed: boolean
  /** Some of it was undone in the warehouse, and the whole was not sent since. */
  readonly undone: boolean
  /** An undo of it has not arrived yet, so what the warehouse has is not certain. */
  readonly undoing: boolean
  /** The sum less what the warehouse has of it: what was undone, as it was told; 0n where nothing was. */
  readonly lacking: Quantity
}

/** How a consignment was told so far: the highest status and the choice of `transferOn` behind it. */
export type ToldAs = {
  readonly status: ConsignmentStatus
  readonly transferOn: TransferOn
}

/** "Send it anyway", said once for these lines and no others; see `linesKey`. */
export type Approval = { readonly code: HoldCode; readonly lines: string }

/** What the first walk said of a leg that had reached its status at first sight. A leg without a mark is ours. */
export type Mark = {
  readonly leg: Leg
  readonly mark: 'before' | 'unclear'
  /** The consignment's version when the mark was made; a higher one changed after the start. */
  readonly version: bigint
}

/** A count of the same outlet that waits for a person. `completedAt` in ms since 1970. */
export type HeldCount = {
  readonly consignmentId: string
  readonly reference: string
  readonly completedAt: number
}

/** What the warehouse refused, by effect; it rests until a person retries. */
export type Refusal = {
  readonly leg: Leg
  readonly outletId: string
  readonly productId: string
  readonly quantity: Quantity
  readonly text: string
}

export type TransferOn = 'sent' | 'received'

export type DecideSettings = {
  /** "Send stock adjustments to the warehouse". */
  readonly sending: boolean
  /** Outlet id → warehouse location id. */
  readonly locations: ReadonlyMap<string, string>
  /** Outlet id → name, for sentences. */
  readonly outletNames: ReadonlyMap<string, string>
  readonly transferOn: TransferOn
  /** The shop's own tripwire; null: none. `units` is a quantity, not a number of pieces. */
  readonly limits: {
    readonly units: Quantity | null
    readonly lines: number | null
  }
  readonly stocktakes: 'per-item' | 'whole'
  readonly perItemUpTo: number
  readonly warehouse: {
    readonly id: string
    readonly name: string
    readonly transfers: boolean
  }
}

/** Everything that a decision may depend on: no clock, no id, no I/O. */
export type Situation = {
  readonly consignment: Consignment
  readonly lines: readonly ConsignmentLine[]
  /** Products by id; one that Vend does not know is missing. */
  readonly products: ReadonlyMap<string, Product>
  readonly told: readonly Told[]
  readonly toldAs: ToldAs | null
  readonly drafts: readonly StandingDraft[]
  readonly approvals: readonly Approval[]
  readonly marks: readonly Mark[]
  /** Counts of this outlet held by the tripwire or a limit, this consignment's own left out. */
  readonly heldCounts: readonly HeldCount[]
  readonly refusals: readonly Refusal[]
  /** It was watched only, and left out when Stocktray went live; absent: it was not. */
  readonly leftOut?: boolean
  readonly cause: TriggerCause
  /** What Vend says the lines add up to; absent or null: it was not asked, or does not say. */
  readonly totals?: VendTotals | null
  readonly settings: DecideSettings
}

export type Decision = {
  /** Documents to be made. */
  readonly documents: readonly Draft[]
  /** Ids of standing drafts to be withdrawn. */
  readonly withdraw: readonly string[]
  /** Standing drafts that stay, with the holds that this decision gives them. */
  readonly keep: readonly {
    readonly id: string
    readonly holds: readonly Hold[]
  }[]
  /** Undone effects of which Vend now says what the warehouse has: recorded as told, and nothing is sent. */
  readonly agreed: readonly EffectLine[]
  /** Reasons to wait that belong to no document. */
  readonly holds: readonly Hold[]
  readonly ignores: readonly Ignore[]
  /** Lines are not settled in Vend: every scan looks again. */
  readonly lookAgain: boolean
  /** False: the status that counts is not reached yet, so an early webhook asks again soon. */
  readonly reached: boolean
}
