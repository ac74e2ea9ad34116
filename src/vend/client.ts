import axios, { type AxiosInstance } from 'axios'
import type { VendAnswer, VendPage, VendPort, VendProblem } from '../core/ports/vend'
import type { Clock } from '../core/ports/world'
import type { Link } from './ask'
import { toConsignment, toLine, toOutlet, toProduct } from './map'
import { budgetOf, freshBudget } from './rate-budget'
import { createReader, type Reader } from './reader'
import { latestById } from './read-page'
import { consignmentRow, lineRow, outletRow, productRow, type OutletRow } from './schema'
import { settingsProblem } from './settings-problem'
import { readStoreAddress } from './store-address'

export type VendClientSettings = {
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

/** Talks to one Vend store. Answers are values; a mistake in the settings is the answer to every call. */
export function createVendClient(settings: VendClientSettings): VendPort {
  const { clock, store } = settings
  const address = readStoreAddress(store)
  if (!address.ok) return silent(store, { kind: 'unreachable', text: address.text })
  const mistake = settingsProblem(settings)
  if (mistake) return silent(address.origin, mistake)
  const link: Link = {
    clock,
    http: settings.http ?? axios.create(),
    base: `${address.origin}/api/${settings.apiVersion}`,
    host: new URL(address.origin).host,
    headers: {
      Accept: 'application/json',
      Authorization: `Bearer ${settings.token.trim()}`,
      'User-Agent': settings.userAgent,
    },
    timeoutMs: settings.timeoutMs ?? 30_000,
    budget: freshBudget,
  }
  const reader = createReader(link)
  return {
    store: address.origin,
    consignments: async (after, signal) =>
      mapped(await reader.list(consignmentRow, 'consignments', after, signal), rowsBy(toConsignment)),
    consignment: async (id, signal) =>
      mapped(await reader.one(consignmentRow, 'consignments', id, signal), orNull(toConsignment)),
    lines: async (id, after, signal) =>
      mapped(await reader.under(lineRow, id, 'products', after, signal), orNull(rowsBy(toLine))),
    products: async (after, signal) =>
      mapped(await reader.list(productRow, 'products', after, signal), rowsBy(toProduct)),
    product: async (id, signal) => mapped(await reader.one(productRow, 'products', id, signal), orNull(toProduct)),
    outlets: async (signal) =>
      mapped(await allOutlets(reader, signal), (rows) => rows.map(toOutlet).filter((outlet) => outlet !== null)),
    budget: () => budgetOf(link.budget, clock.now()),
  }
}

async function allOutlets(reader: Reader, signal: AbortSignal): Promise<VendAnswer<readonly OutletRow[]>> {
  const rows: OutletRow[] = []
  for (let cursor = 0n; ;) {
    const answer = await reader.list(outletRow, 'outlets', cursor, signal)
    if (!answer.ok) return answer
    rows.push(...answer.value.rows)
    if (answer.value.next === null) return { ...answer, value: latestById(rows) }
    cursor = answer.value.next
  }
}

function mapped<From, To>(answer: VendAnswer<From>, to: (value: From) => To): VendAnswer<To> {
  return answer.ok ? { ...answer, value: to(answer.value) } : answer
}

function orNull<From, To>(to: (value: From) => To): (value: From | null) => To | null {
  return (value) => (value === null ? null : to(value))
}

function rowsBy<From, To>(to: (row: From) => To): (page: VendPage<From>) => VendPage<To> {
  return ({ rows, next }) => ({ rows: rows.map(to), next })
}

/** A port that calls nobody and says why. */
function silent(store: string, problem: VendProblem): VendPort {
  const answer = () => Promise.resolve({ ok: false, problem } as const)
  return {
    store,
    consignments: answer,
    consignment: answer,
    lines: answer,
    products: answer,
    product: answer,
    outlets: answer,
    budget: () => ({ limit: null, used: 0, waitingUntil: null, made: 0, oldestAt: null }),
  }
}
