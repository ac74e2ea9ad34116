import type { TriggerCause } from '../document'

/** "Look at this consignment." One stands per consignment; hearing of it again only moves it. */
export type Trigger = {
  readonly consignmentId: string
  readonly cause: TriggerCause
  readonly firstAt: number
  readonly dueAt: number
  /** How often Vend was asked before the status that counts was reached. */
  readonly askedEarly: number
  /** The header that stands in the ledger is the one to decide on. */
  readonly fresh: boolean
  /** Nobody but webhooks asked: with nothing new in Vend there is nothing to decide. */
  readonly onlyHeard: boolean
  /** Nobody but webhooks ever named this id. */
  readonly unseen: boolean
  /** A person waits for it. */
  readonly byPerson: boolean
  readonly revision: number
}

/** Who stands behind a trigger: a scan or a person; webhooks, about an id that Vend has shown; webhooks alone. The best first. */
export const backings = ['asked', 'heard', 'unseen'] as const
export type Backing = (typeof backings)[number]

/** `latestAfterFirst`: due at most so many ms after it was first heard of; `notBefore` (a moment) goes before that. */
export type TriggerTimes = { readonly latestAfterFirst?: number; readonly notBefore?: number }

/** `calls`: how many it took of Vend. */
export type Look = { readonly at: number; readonly calls: number }

export type NewTrigger = Pick<Trigger, 'consignmentId' | 'cause' | 'dueAt' | 'fresh'> & {
  readonly at: number
  /** A webhook itself, not something decided again in its shape. */
  readonly heard?: true
  /** Its id was never seen. */
  readonly unseen?: boolean
}

/** The triggers on disk: one for each consignment that is to be looked at. */
export type TriggersPort = {
  keep(trigger: NewTrigger, times?: TriggerTimes): void
  /** Ends it; one that was heard of again since it was read begins anew at `at`. */
  end(trigger: Trigger, at: number): void
  postpone(trigger: Trigger, dueAt: number, askedEarly: number): void
  /** A person's first, then webhooks, then the scan's; among these the oldest. Those of a `backing`, or of a better one. */
  due(now: number, backing: Backing): readonly Trigger[]
  /** Whether something that goes before this one has become due after `since`. */
  isOutranked(trigger: Trigger, span: { readonly since: number; readonly now: number }, backing: Backing): boolean
  /** When the next one of just this backing is due. */
  nextAt(backing: Backing, now: number): number | null
  count(): number
  /** How many of them name an id that was never seen. */
  unseen(): number
  /** Ends those that name an id that was never seen, and that were due by then; answers how many. */
  endUnseen(dueBy: number): number
}

/** Looks that a webhook asked for and that found nothing new, of the last five minutes; oldest first. */
export type LooksPort = {
  /** `missing`: Vend has none of that id. */
  keep(look: Look & { readonly consignmentId: string; readonly missing: boolean }): void
  at(consignmentId: string): readonly Look[]
  /** `missing`: only those at ids that Vend did not have. */
  all(which?: 'missing'): readonly Look[]
}
