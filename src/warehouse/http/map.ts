import type { OutgoingDocument, WarehouseLine } from '../../core/document'
import type { FoundDocument, RefusalProblem } from '../../core/outcome'
import type { Item, Location } from '../../core/ports/warehouse'
import { formatQuantity } from '../../core/quantity'
import type { Call } from './client'
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

function toLine({ sku, quantity, counted }: WarehouseLine): Readonly<Record<string, string>> {
  const line = { sku, quantity: formatQuantity(quantity) }
  return counted === null ? line : { ...line, counted: formatQuantity(counted) }
}

export function toFound({ number, source, lines }: DocumentAnswer): FoundDocument {
  return { number, consignmentId: source?.consignmentId ?? null, lines }
}

/** `clean` takes out of the warehouse's own words what must not be shown. */
export function toProblems({ problems }: ProblemsAnswer, clean: (text: string) => string): RefusalProblem[] {
  return problems.map(({ sku, location, code, message }) => {
    const reason = clean(firstOf(message, code) ?? 'The warehouse gave no reason.')
    return {
      ...(typeof sku === 'string' ? { sku } : {}),
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
 * have us book on a neighbour. A SKU with two different items is nobody's.
 */
export function toItems(asked: readonly string[], rows: ItemsAnswer): Map<string, Item> {
  const wanted = new Set(asked)
  const found = new Map<string, Item>()
  const ambiguous = new Set<string>()
  for (const { sku, item, name } of rows) {
    if (!wanted.has(sku)) continue
    if (found.has(sku) && found.get(sku)?.item !== item) ambiguous.add(sku)
    found.set(sku, { item, name: firstOf(name) ?? sku })
  }
  return new Map([...found].filter(([sku]) => !ambiguous.has(sku)))
}

/** The first text with anything in it. */
function firstOf(...texts: readonly (string | null | undefined)[]): string | undefined {
  return texts.map((text) => text?.trim()).find((text) => text !== undefined && text !== '')
}
