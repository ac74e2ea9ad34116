import type { OutgoingDocument, WarehouseLine } from '../../core/document'
import type { FoundDocument, RefusalProblem } from '../../core/outcome'
import type { Item, Location } from '../../core/ports/warehouse'
import { formatQuantity } from '../../core/quantity'
import type { Call } from '../wire/client'
import type { DocumentAnswer, ItemsAnswer, LocationsAnswer, ProblemsAnswer } from './schema'

/** The request that books a document. Quantities go as decimal strings: a JSON number would end as a binary float. */
export function toCall({ place, reference, key, lines, source }: OutgoingDocument): Call {
  const where = place.kind === 'stocktake' ? { location: place.location } : { from: place.from, to: place.to }
  return {
    method: 'POST',
    path: place.kind === 'stocktake' ? '/stocktakes' : '/stock-transfers',
    headers: { 'Idempotency-Key': key },
    body: { reference, ...where, lines: lines.map(toLine), source: { ...source } },
  }
}

function toLine({ item, quantity, counted }: WarehouseLine): Readonly<Record<string, string>> {
  const line = { sku: item, quantity: formatQuantity(quantity) }
  return counted === null ? line : { ...line, counted: formatQuantity(counted) }
}

export function toFound({ number, kind, source, lines }: DocumentAnswer): FoundDocument {
  return {
    number,
    ...(kind && { kind }),
    consignmentId: source?.consignmentId ?? null,
    lines: lines.map(({ sku, quantity }) => ({ item: sku, quantity })),
  }
}

/** `clean` takes out of the warehouse's own words what must not be shown. */
export function toProblems({ problems }: ProblemsAnswer, clean: (text: string) => string): RefusalProblem[] {
  return problems.map(({ sku, location, code, message }) => {
    const reason = clean(firstOf(message, code) ?? 'The warehouse gave no reason.')
    return {
      ...(typeof sku === 'string' ? { item: sku } : {}),
      ...(typeof location === 'string' ? { location } : {}),
      code: clean(firstOf(code) ?? 'refused'),
      message: reason,
    }
  })
}

export function toLocations(rows: LocationsAnswer): Location[] {
  return rows.map(({ id, name }) => ({ id, name: firstOf(name) ?? id }))
}

/**
 * The items of the SKUs that were asked for, letter by letter: a warehouse that trims or ignores case would otherwise
 * have us book on a neighbour. A SKU with two different items has both, though a document could not tell them apart.
 */
export function toItems(asked: readonly string[], rows: ItemsAnswer): Map<string, readonly Item[]> {
  const wanted = new Set(asked)
  const found = new Map<string, Map<string, Item>>()
  for (const { sku, item, name, barcode, step, unfit } of rows) {
    if (!wanted.has(sku)) continue
    const items = found.get(sku) ?? new Map<string, Item>()
    items.set(item, {
      item: sku,
      code: sku,
      name: firstOf(name) ?? sku,
      barcode: firstOf(barcode) ?? null,
      step,
      unfit,
    })
    found.set(sku, items)
  }
  return new Map([...found].map(([sku, items]) => [sku, [...items.values()]]))
}

/** The first text with anything in it. */
function firstOf(...texts: readonly (string | null | undefined)[]): string | undefined {
  return texts.map((text) => text?.trim()).find((text) => text !== undefined && text !== '')
}
