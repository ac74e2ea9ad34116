import { z } from 'zod'
import type { Line } from './line'

const schema = z.object({ at: z.number(), failed: z.array(z.string()) })

/** When somebody last pressed Test, ms since 1970, and which steps failed; null: nobody did. */
export function lastTestOf({ ledger }: Pick<Line, 'ledger'>): z.infer<typeof schema> | null {
  const kept = ledger.facts.get('last-test')
  const parsed = schema.safeParse(kept === null ? null : JSON.parse(kept))
  return parsed.success ? parsed.data : null
}

/** On disk when it returns. */
export function keepTest({ ledger, clock }: Pick<Line, 'ledger' | 'clock'>, failed: readonly string[]): void {
  ledger.facts.keep('last-test', JSON.stringify({ at: clock.now(), failed }))
}
