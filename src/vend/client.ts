import type { VendAnswer, VendPage, VendPort, VendProblem } from '../core/ports/vend'
import { linkTo, type Linked, type LinkSettings } from './link'
import { toConsignment, toLine, toOutlet, toProduct } from './map'
import { budgetOf } from './rate-budget'
import { createReader, type Reader } from './reader'
import { latestById } from './read-page'
import { consignmentRow, lineRow, outletRow, productRow, type OutletRow } from './schema'
import { readTotals } from './totals'

/**
 * Talks to one Vend store. Answers are values; a mistake in the settings is the answer to every call. `linked`: a line that
 * others use too.
 */
export function createVendClient(settings: LinkSettings, linked: Linked = linkTo(settings)): VendPort {
  const { clock } = settings
  if (!linked.ok) return silent(linked.store, linked.problem)
  const { store, link } = linked
  const reader = createReader(link)
  return {
    store,
    consignments: async (after, signal) =>
      mapped(await reader.list(consignmentRow, 'consignments', after, signal), rowsBy(toConsignment)),
    consignment: async (id, signal) =>
      mapped(await reader.one(consignmentRow, 'consignments', id, signal), orNull(toConsignment)),
    lines: async (id, after, signal) =>
      mapped(await reader.under(lineRow, id, 'products', after, signal), orNull(rowsBy(toLine))),
    totals: (id, signal) => readTotals(link, id, signal),
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
    totals: answer,
    products: answer,
    product: answer,
    outlets: answer,
    budget: () => ({ limit: null, used: 0, waitingUntil: null, made: 0, oldestAt: null }),
  }
}
