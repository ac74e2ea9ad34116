import { z } from 'zod'
import { formatQuantity, parseQuantity } from '../core/quantity'
import type { BookedDocument, BookedLine, BookedPlace } from './warehouse-books'

/** What the plain JSON warehouse takes and says. Quantities may come as text or number, and go out as text. */
const quantity = z
  .string()
  .transform(parseQuantity)
  .refine((read) => read !== null)

const line = z
  .object({ sku: z.string().min(1), quantity, counted: quantity.nullish() })
  .transform(({ sku, quantity: change, counted }): BookedLine => ({ sku, quantity: change, counted: counted ?? null }))

const body = z.object({
  reference: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/),
  lines: z.array(line),
  source: z.record(z.string(), z.unknown()),
})

export const stocktakeBody = body
  .extend({ location: z.string() })
  .transform(({ location, ...rest }) => ({ ...rest, place: { kind: 'stocktake', location } satisfies BookedPlace }))

export const transferBody = body.extend({ from: z.string(), to: z.string() }).transform(({ from, to, ...rest }) => ({
  ...rest,
  place: { kind: 'stock-transfer', from, to } satisfies BookedPlace,
}))

const place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stocktake'), location: z.string() }),
  z.object({ kind: z.literal('stock-transfer'), from: z.string(), to: z.string() }),
])

/** A line of the file that keeps booked documents. */
export const keptDocument = body
  .extend({ number: z.string(), key: z.string(), at: z.iso.datetime().transform((text) => Date.parse(text)) })
  .and(place)
  .transform(({ number, key, at, reference, lines, source, ...where }): BookedDocument => {
    return { number, key, at, reference, lines, source, place: where }
  })

export function keptWire({ place: where, number, key, at, ...document }: BookedDocument): object {
  return {
    number,
    at: new Date(at).toISOString(),
    key,
    reference: document.reference,
    ...where,
    lines: document.lines.map(lineWire),
    source: document.source,
  }
}

/** What a look-up and a conflict tell of a document. */
export function foundWire({ number, place: where, source, lines }: BookedDocument): object {
  return { number, kind: where.kind, source, lines: lines.map(lineWire) }
}

function lineWire({ sku, quantity: change, counted }: BookedLine): object {
  return { sku, quantity: formatQuantity(change), ...(counted !== null && { counted: formatQuantity(counted) }) }
}
