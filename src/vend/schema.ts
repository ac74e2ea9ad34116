import { z } from 'zod'
import { parseQuantity } from '../core/quantity'

/**
 * What Vend sends, read from JSON whose numbers are still text (read-json.ts). Older answers carry explicit nulls where
 * newer ones leave the key out, so missing and null are one thing. What we cannot do without is strict; the rest is
 * null where it cannot be read. Fields and samples: https://x-series-api.lightspeedhq.com/reference
 */

/** Ids are UUIDs; the pattern also keeps them safe inside a path. */
export const vendId = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?$/)

const largestVersion = 2n ** 63n - 1n
const version = z
  .string()
  .regex(/^\d{1,19}$/)
  .transform((digits) => BigInt(digits))
  .refine((number) => number <= largestVersion)

const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => (value?.trim() ? value : null))

const quantity = text.transform((value) => (value === null ? null : parseQuantity(value)))

const flag = z
  .union([z.boolean(), z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null)

export const consignmentRow = z.object({
  id: vendId,
  outlet_id: vendId,
  source_outlet_id: vendId.nullish(),
  type: text,
  status: text,
  reference: text,
  name: text,
  created_at: text,
  updated_at: text,
  received_at: text,
  deleted_at: text,
  /** Of completed counts, as JSON numbers: https://x-series-api.lightspeedhq.com/reference/getconsignmentbyid */
  total_count_gain: quantity,
  total_count_loss: quantity,
  version,
})
export type ConsignmentRow = z.output<typeof consignmentRow>

/** Lines have no id of their own, and one product may stand on several. */
export const lineRow = z.object({
  product_id: vendId,
  count: quantity,
  received: quantity,
  status: text,
  is_included: flag,
  deleted_at: text,
  version: version.nullish(),
})
export type LineRow = z.output<typeof lineRow>

/** The fields that version 2.0 and the dated versions share. */
export const productRow = z.object({
  id: vendId,
  sku: text,
  name: text,
  variant_name: text,
  /** Barcodes and the like; what is not read as such must not cost us the product. */
  product_codes: z
    .array(z.looseObject({ code: text }).nullish().catch(null))
    .nullish()
    .catch(null),
  has_inventory: flag,
  is_composite: flag,
  version: version.nullish(),
})
export type ProductRow = z.output<typeof productRow>

export const outletRow = z.object({
  id: vendId,
  name: text,
  deleted_at: text,
  version: version.nullish(),
})
export type OutletRow = z.output<typeof outletRow>

/** `data` null is seen instead of an empty list beyond the end; then there is no version either. */
const envelope = z
  .object({
    data: z.array(z.unknown()).nullable(),
    version: z.object({ max: version.nullish() }).nullish(),
  })
  .refine(({ data, version: range }) => data !== null || (range?.max ?? null) === null)

export type Wire<Row> = { readonly ok: true; readonly value: Row } | { readonly ok: false; readonly where: string }
export type WirePage<Row> = { readonly rows: readonly Row[]; readonly max: bigint | null }

/** `where` names the first place that could not be read, never what stood there. */
export function parseOne<Row>(row: z.ZodType<Row>, body: unknown): Wire<Row> {
  const parsed = z.object({ data: row }).safeParse(body)
  return parsed.success ? { ok: true, value: parsed.data.data } : { ok: false, where: whereOf(parsed.error) }
}

/** One row that cannot be read spoils the page: leaving it out would lose stock in silence. */
export function parsePage<Row>(row: z.ZodType<Row>, body: unknown): Wire<WirePage<Row>> {
  const outer = envelope.safeParse(body)
  if (!outer.success) return { ok: false, where: whereOf(outer.error) }
  const rows = z.object({ data: z.array(row) }).safeParse({ data: outer.data.data ?? [] })
  if (!rows.success) return { ok: false, where: whereOf(rows.error) }
  return { ok: true, value: { rows: rows.data.data, max: outer.data.version?.max ?? null } }
}

function whereOf(error: z.ZodError): string {
  const path = error.issues[0]?.path ?? []
  return path.length === 0 ? 'the whole answer' : path.map(String).join('.')
}
