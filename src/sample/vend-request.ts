import type { Context } from 'hono'
import { z } from 'zod'
import { parseQuantity } from '../core/quantity'
import type { NewConsignment } from './create-consignment'
import { readExactJson } from './exact-json'
import { vendStatuses, vendTypes } from './shop-record'
import type { VendRefusal } from './vend-refusal'

/** What the API takes. Numbers arrive as text (exact-json.ts); fields that it does not know are passed over. */
const time = z
  .string()
  .transform((text) => Date.parse(text))
  .refine((ms) => !Number.isNaN(ms))

export const newConsignment = z
  .object({
    name: z.string().min(1),
    outlet_id: z.string(),
    type: z.enum(vendTypes),
    status: z.enum(vendStatuses).nullish(),
    source_outlet_id: z.string().nullish(),
    reference: z.string().nullish(),
    supplier_invoice: z.string().nullish(),
    due_at: time.nullish(),
    filters: z
      .array(z.object({ type: z.literal('product'), value: z.string() }))
      .max(25)
      .nullish(),
  })
  .transform((body): NewConsignment => ({
    type: body.type,
    name: body.name,
    outletId: body.outlet_id,
    sourceOutletId: body.source_outlet_id ?? null,
    status: body.status ?? null,
    reference: body.reference ?? null,
    supplierInvoice: body.supplier_invoice ?? null,
    dueAt: body.due_at ?? null,
    products: (body.filters ?? []).map(({ value }) => value),
  }))

export const changedConsignment = z.object({
  name: z.string().min(1).optional(),
  type: z.enum(vendTypes).optional(),
  status: z.enum(vendStatuses).optional(),
  reference: z.string().nullable().optional(),
  supplier_invoice: z.string().optional(),
  due_at: time.nullable().optional(),
})
export type ChangedConsignment = z.output<typeof changedConsignment>

const quantity = z
  .string()
  .transform(parseQuantity)
  .refine((read) => read !== null)
  .nullish()
  .transform((read) => read ?? null)

export const lineFigures = z.object({ count: quantity, received: quantity, cost: quantity })
export const lineRequest = lineFigures
  .extend({ product_id: z.string() })
  .transform(({ product_id: productId, ...figures }) => ({ productId, ...figures }))

type Read<Body> = { readonly ok: true; readonly value: Body } | { readonly ok: false; readonly refusal: VendRefusal }

export async function readBody<Body>(context: Context, schema: z.ZodType<Body>): Promise<Read<Body>> {
  const parsed = schema.safeParse(readExactJson(await context.req.text()))
  if (parsed.success) return { ok: true, value: parsed.data }
  const where = parsed.error.issues[0]?.path.join('.') ?? ''
  return { ok: false, refusal: { status: 400, message: `${where || 'The body'} is missing or not valid` } }
}
