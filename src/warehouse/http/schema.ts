import { z } from 'zod'
import { parseQuantity } from '../../core/quantity'
import { documentKinds } from '../../core/document'

/** Words and numbers alike, for `readJson` gives both as text. */
const name = z.string().trim().min(1)

const quantity = z.string().transform((text, context) => {
  const read = parseQuantity(text)
  if (read !== null) return read
  context.addIssue({ code: 'custom', message: 'not a quantity' })
  return z.NEVER
})

export const bookedAnswer = z.object({ number: name })

/**
 * Whose document it is decides between "delivered" and "send ours under another reference": so `source` must be there,
 * and null is said, not left out.
 */
export const documentAnswer = z.object({
  number: name,
  kind: z.enum(documentKinds).optional(),
  source: z.object({ consignmentId: z.string().nullable() }).nullable(),
  lines: z.array(z.object({ sku: z.string(), quantity })),
})

const said = z.string().nullish()

export const problemsAnswer = z.object({
  problems: z.array(z.object({ sku: said, location: said, code: said, message: said })),
})

export const locationsAnswer = z.array(z.object({ id: name, name: said }))

/** What a warehouse says about an item beyond its name is its own choice: what cannot be read is as if it were not said. */
export const itemsAnswer = z.array(
  z.object({
    sku: z.string(),
    item: name,
    name: said,
    barcode: said.catch(null),
    step: quantity
      .refine((step) => step > 0n)
      .nullable()
      .catch(null),
    unfit: z.enum(['archived', 'lot-tracked', 'service', 'untracked']).nullable().catch(null),
  }),
)

/** Other rows than those that were asked for are left aside; a figure that cannot be read is as if it were not said. */
export const onHandAnswer = z.array(
  z.object({ location: z.string(), sku: z.string(), onHand: quantity.nullable().catch(null) }),
)

export type DocumentAnswer = z.output<typeof documentAnswer>
export type ProblemsAnswer = z.output<typeof problemsAnswer>
export type LocationsAnswer = z.output<typeof locationsAnswer>
export type ItemsAnswer = z.output<typeof itemsAnswer>
export type OnHandAnswer = z.output<typeof onHandAnswer>
