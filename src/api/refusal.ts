import type { Context } from 'hono'

/**
 * Why something was not done, for people. `wrong`: what was asked for makes no sense; `obstacle`: something stands in the
 * way; `unreachable`: Vend or the warehouse does not answer, or refuses us. Nothing was changed.
 */
export type Refusal = { readonly kind: 'wrong' | 'obstacle' | 'unreachable'; readonly text: string }

const statuses = { wrong: 400, obstacle: 409, unreachable: 502 } as const

export function refuse(context: Context, { kind, text }: Refusal) {
  const refusal: Refusal = { kind, text }
  return context.json(refusal, statuses[kind])
}
