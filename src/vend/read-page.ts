import type { VendPage } from '../core/ports/vend'
import type { Wire, WirePage } from './schema'

type Versioned = { readonly version?: bigint | null | undefined }

/** `beyond`: this page is empty, and yet says that the list goes on after here. */
export type ReadPage<Row> = VendPage<Row> & { readonly beyond: bigint | null }

/**
 * The rows and the cursor after them. Vend ends a list with an empty page and nothing else; a page that would bring us
 * back to where we are is refused, since following it would never end.
 */
export function readPage<Row extends Versioned>(wire: Wire<WirePage<Row>>, after: bigint): Wire<ReadPage<Row>> {
  if (!wire.ok) return wire
  const { rows, max } = wire.value
  if (rows.length === 0)
    return { ok: true, value: { rows, next: null, beyond: max !== null && max > after ? max : null } }
  const next = max ?? highest(rows)
  if (next === null || next <= after) return { ok: false, where: 'version.max, which does not move on' }
  return { ok: true, value: { rows, next, beyond: null } }
}

/** A row that is edited while we page may come twice; its latest version counts. */
export function latestById<Row extends Versioned & { readonly id: string }>(rows: readonly Row[]): Row[] {
  const latest = new Map<string, Row>()
  for (const row of rows) {
    const before = latest.get(row.id)
    if (before && (before.version ?? 0n) > (row.version ?? 0n)) continue
    latest.delete(row.id)
    latest.set(row.id, row)
  }
  return [...latest.values()]
}

function highest(rows: readonly Versioned[]): bigint | null {
  let most: bigint | null = null
  for (const row of rows) {
    const version = row.version ?? null
    if (version !== null && (most === null || version > most)) most = version
  }
  return most
}
