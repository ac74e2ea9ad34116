import axios, { type AxiosInstance } from 'axios'
import type { VendProblem } from '../core/ports/vend'
import type { Clock } from '../core/ports/world'
import type { Link } from './ask'
import { freshBudget } from './rate-budget'
import { settingsProblem } from './settings-problem'
import { readStoreAddress } from './store-address'

export type LinkSettings = {
  /** Anything `readStoreAddress` takes. */
  readonly store: string
  /** "2026-07" or "2.0". */
  readonly apiVersion: string
  readonly token: string
  readonly clock: Clock
  readonly http?: AxiosInstance
  /** For one whole answer; 30 s unless given. */
  readonly timeoutMs?: number
  /** Vend wants to know who calls: "Stocktray/1.2.3". */
  readonly userAgent: string
}

/** `store`: its name, as far as it is known. */
export type Linked =
  | { readonly ok: true; readonly store: string; readonly link: Link }
  | { readonly ok: false; readonly store: string; readonly problem: VendProblem }

/** The line to one store; a mistake in the settings keeps there from being one. */
export function linkTo(settings: LinkSettings): Linked {
  const address = readStoreAddress(settings.store)
  if (!address.ok) return { ok: false, store: settings.store, problem: { kind: 'unreachable', text: address.text } }
  const { origin } = address
  const mistake = settingsProblem(settings)
  if (mistake) return { ok: false, store: origin, problem: mistake }
  const link: Link = {
    clock: settings.clock,
    http: settings.http ?? axios.create(),
    base: `${origin}/api/${settings.apiVersion}`,
    oldBase: `${origin}/api`,
    host: new URL(origin).host,
    headers: {
      Accept: 'application/json',
      Authorization: `Bearer ${settings.token.trim()}`,
      'User-Agent': settings.userAgent,
    },
    timeoutMs: settings.timeoutMs ?? 30_000,
    budget: freshBudget,
  }
  return { ok: true, store: origin, link }
}
