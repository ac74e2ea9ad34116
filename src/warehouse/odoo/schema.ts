import { z } from 'zod'
import { readFloat } from './float'

/** What `readJson` makes of a number: its digits. */
export const id = z.string().regex(/^[1-9]\d{0,14}$/)

/** Odoo says false where a field is empty. */
export const text = z.union([z.string(), z.literal(false).transform(() => null), z.null()])

/** A record that another one points to: its id and how people call it. */
export const link = z.union([
  z.tuple([id, z.string()]).transform(([to, name]) => ({ id: to, name })),
  z.literal(false).transform(() => null),
])

export const float = z.string().transform((digits, context) => {
  const read = readFloat(digits)
  if (read !== null) return read
  context.addIssue({ code: 'custom', message: 'not a quantity' })
  return z.NEVER
})

export const ids = z.array(id)

/** `fields_get` with the attributes that we ask for. */
export const fieldsAnswer = z.record(
  z.string(),
  z.object({ type: z.string(), digits: z.tuple([z.string(), z.string()]).nullish().catch(null) }),
)
