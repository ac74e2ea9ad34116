/** What came of one call, as a value. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble }

export type Trouble =
  /** Certainly no byte of it reached Odoo. */
  | { readonly kind: 'not-sent'; readonly code: string }
  /** It left, and what came of it nobody knows. `what`: "did not answer in time". */
  | { readonly kind: 'lost'; readonly what: string }
  /** Nothing was done, and it may go well later. */
  | { readonly kind: 'busy'; readonly afterMs?: number }
  /** Whatever answers there, it is not Odoo's API, so nothing was done. */
  | { readonly kind: 'elsewhere'; readonly status: number }
  /** Nothing was done, nor will be before a person did something about the account. `plan`: the API itself is closed; `app`: it keeps no stock. */
  | { readonly kind: 'denied'; readonly reason: 'key' | 'database' | 'plan' | 'app' }
  | Refusal
  /** Odoo broke over it, which says nothing about the document: an upgrade under way, an add-on with a defect. All was taken back. */
  | { readonly kind: 'failed'; readonly name: string; readonly said: string }

/** Odoo said no, and took back all that the call had done. `name`: its exception class; `said`: its own words, cleaned. */
export type Refusal = { readonly kind: 'refused'; readonly name: string; readonly said: string }

export function answered<T>(value: T): Answer<T> {
  return { ok: true, value }
}

export function trouble(what: Trouble): { readonly ok: false; readonly trouble: Trouble } {
  return { ok: false, trouble: what }
}

/** The user lacks a right: Odoo's name for it on all versions. */
export function isMissingRight(what: Trouble): boolean {
  return what.kind === 'refused' && what.name.endsWith('.AccessError')
}
