import type { Consignment, ConsignmentLine, Outlet, Product } from '../consignment'
import type { VendTotals } from '../totals'

/** Why Vend did not answer, and what a person can do. */
export type VendProblem = {
  readonly kind:
    /** No connection, a time-out, or a server in trouble: try later. */
    | 'unreachable'
    /** Vend asked us to wait; `retryAt` says until when. */
    | 'limited'
    /** 401 or 403: Vend no longer accepts the token, or it lacks a right. Stop and say so. */
    | 'unauthorised'
    /** An answer that is not what Vend documents. */
    | 'bad-answer'
    /** The caller stopped waiting. */
    | 'cancelled'
  readonly text: string
  /** Milliseconds since 1970. */
  readonly retryAt?: number
}

/** `at`: Vend's clock (the Date header) in ms since 1970, null when it gave none. */
export type VendAnswer<T> =
  | { readonly ok: true; readonly value: T; readonly at: number | null }
  | { readonly ok: false; readonly problem: VendProblem }

/**
 * A page of rows in ascending version. `next` is the cursor for the page after; null says that this page was empty,
 * which is the only sign of the end that Vend gives: https://x-series-api.lightspeedhq.com/docs/pagination
 */
export type VendPage<T> = {
  readonly rows: readonly T[]
  readonly next: bigint | null
}

/** What Vend allows and what of it is used in the running five minutes; null until Vend has said it. */
export type RateBudget = {
  readonly limit: number | null
  readonly used: number
  readonly waitingUntil: number | null
  /** Our own calls since the program started, and when the first of those in the running five minutes was made. */
  readonly made: number
  readonly oldestAt: number | null
}

/** The port to Vend. No call throws but for a bug. */
export type VendPort = {
  /** Stable for one store: part of each document's key. */
  readonly store: string
  consignments(after: bigint, signal: AbortSignal): Promise<VendAnswer<VendPage<Consignment>>>
  /** null: Vend has no such consignment (404). */
  consignment(id: string, signal: AbortSignal): Promise<VendAnswer<Consignment | null>>
  lines(
    consignmentId: string,
    after: bigint,
    signal: AbortSignal,
  ): Promise<VendAnswer<VendPage<ConsignmentLine> | null>>
  /** What its lines add up to by Vend's own count; null: Vend gives none. Not of an Inventory Count. */
  totals(consignmentId: string, signal: AbortSignal): Promise<VendAnswer<VendTotals | null>>
  products(after: bigint, signal: AbortSignal): Promise<VendAnswer<VendPage<Product>>>
  product(id: string, signal: AbortSignal): Promise<VendAnswer<Product | null>>
  /** All outlets that are not deleted. */
  outlets(signal: AbortSignal): Promise<VendAnswer<readonly Outlet[]>>
  budget(): RateBudget
}
