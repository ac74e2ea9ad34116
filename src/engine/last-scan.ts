import { z } from 'zod'
import type { Line } from './line'

const schema = z.object({ at: z.number(), upTo: z.number() })

/** Our clock and Vend's at the last complete scan, ms since 1970; null: there was none yet. */
export function lastScanOf({ ledger }: Pick<Line, 'ledger'>): z.infer<typeof schema> | null {
  const kept = ledger.facts.get('last-scan')
  return kept === null ? null : schema.parse(JSON.parse(kept))
}
