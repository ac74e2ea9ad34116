import type { ValidationTargets } from 'hono'
import { validator } from 'hono/validator'
import { z } from 'zod'
import { refuse } from './refusal'

/** Lets a part of a request in only as its schema says; what does not fit is answered with what is wrong, and where. */
export function checked<Target extends 'json' | 'query' | 'param', Schema extends z.ZodType>(
  target: Target,
  schema: Schema,
) {
  return validator(target, (value: ValidationTargets[Target], context) => {
    const read = schema.safeParse(value)
    if (read.success) return read.data
    const problems = read.error.issues.map(({ path, message }) => `${path.join('.') || 'the request'}: ${message}`)
    return refuse(context, { kind: 'wrong', text: problems.join(' · ') })
  })
}

/** An id of a document or hold, or the beginning of one. */
export const idSchema = z.object({ id: z.string().min(1).max(100) })

/** As Vend writes it. */
export const skuSchema = z.string().min(1).max(1_000)
