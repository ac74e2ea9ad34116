import type { z } from 'zod'
import { answered, trouble, type Answer } from './answer'
import type { Arguments, Odoo } from './transport'

/** Whom to ask, and until when. */
export type Asking = {
  readonly odoo: Odoo
  readonly signal: AbortSignal
  /** So many lines of a document in one call. */
  readonly linesAtOnce: number
}

/** A call whose answer is read by `schema`; one that does not fit counts as never come. */
export async function ask<T>(
  { odoo, signal }: Asking,
  model: string,
  method: string,
  args: Arguments,
  schema: z.ZodType<T>,
): Promise<Answer<T>> {
  const answer = await odoo.call(model, method, args, signal)
  if (!answer.ok) return answer
  const read = schema.safeParse(answer.value)
  if (read.success) return answered(read.data)
  return trouble({ kind: 'lost', what: `answered with data that cannot be read (${model}, ${method})` })
}
