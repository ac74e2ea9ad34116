import { classOf, type AccountCause, type AccountClass, type AccountGroup } from './account'

/** One of Vend's stock movements as the account has it. */
export type Movement = {
  readonly consignmentId: string
  /** "Order Stock CAR-25". */
  readonly title: string
  /** Vend's spelling: "RECEIVED". */
  readonly vendStatus: string
  readonly outletId: string
  /** Where a transfer comes from. */
  readonly sourceOutletId: string | null
  /** When Vend last changed it; ms since 1970, null: Vend does not say. */
  readonly at: number | null
  readonly class: AccountClass
  readonly cause: AccountCause | null
  /** Why it waits, or was left out, in a sentence; null: its class says all. */
  readonly why: string | null
}

/** A movement as the ledger has it. */
export type MovementFigures = Omit<Movement, 'class' | 'cause'> & {
  readonly version: bigint
  readonly group: Omit<AccountGroup, 'count'>
}

/** Those in one class of the account, and there of one cause, where it is given; newest first. */
export type MovementQuery = {
  readonly class: AccountClass
  readonly cause?: string | undefined
  /** The `next` of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

export type MovementPage = { readonly rows: readonly Movement[]; readonly next: string | null }

/** Whether a movement is in that part of the account; `sending`: as the account is made. */
export function inPart(
  movement: MovementFigures,
  { class: wanted, cause }: Pick<MovementQuery, 'class' | 'cause'>,
  sending: boolean,
): Movement | null {
  const [which, code] = classOf({ ...movement.group, count: 1 }, sending)
  if (which !== wanted || (cause !== undefined && code !== cause)) return null
  const { consignmentId, title, vendStatus, outletId, sourceOutletId, at, why } = movement
  return { consignmentId, title, vendStatus, outletId, sourceOutletId, at, why, class: which, cause: code }
}
