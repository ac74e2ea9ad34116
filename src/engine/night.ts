import { z } from 'zod'
import type { VendProblem } from '../core/ports/vend'
import type { Line } from './line'

const day = 86_400_000
const walkBack = 7 * day
const readBack = 30 * day
/** At three in the morning, by this PC's clock. */
const atHour = 3

const nightsSchema = z.array(z.object({ at: z.number(), cursor: z.string() }))

/**
 * The nightly second look: walks from where the scan stood seven days ago, and has every consignment that was told in
 * the last thirty days, or still waits, read again with its lines. Vend documents neither whether a line edit gives the
 * consignment a new version nor whether a deletion is listed; a return may be edited after it was sent.
 */
export async function lookAtNight(line: Line, signal: AbortSignal): Promise<VendProblem | null> {
  const { ledger, clock, vend } = line
  const nights = nightsOf(line)
  const [oldest] = nights
  for (let cursor = oldest ? BigInt(oldest.cursor) : null; cursor !== null;) {
    const answer = await vend.consignments(cursor, signal)
    if (!answer.ok) return answer.problem
    const { rows, next } = answer.value
    const at = clock.now()
    ledger.transaction(() => {
      for (const { id: consignmentId, version } of rows)
        if ((ledger.consignments.decidedVersion(consignmentId) ?? -1n) < version)
          ledger.triggers.keep({ consignmentId, cause: 'scan', at, dueAt: at, fresh: false })
    })
    cursor = next
  }
  const now = clock.now()
  ledger.transaction(() => {
    for (const consignmentId of ledger.consignments.toReadAgain(now - readBack))
      ledger.triggers.keep({ consignmentId, cause: 'scan', at: now, dueAt: now, fresh: false })
    const kept = [...nights, { at: now, cursor: ledger.facts.get('scan-cursor') ?? '0' }]
    ledger.facts.keep('nights', JSON.stringify(kept.filter(({ at }) => at > now - walkBack - day)))
    ledger.facts.keep('next-night', nextNight(now).toString())
  })
  return null
}

/** When the next nightly look is due; the first night after the first scan. ms since 1970. */
export function nightDueAt({ ledger, clock }: Line): number {
  const known = ledger.facts.get('next-night')
  if (known !== null) return Number(known)
  if (ledger.facts.get('scan-cursor') === null) return Infinity
  const first = nextNight(clock.now())
  ledger.facts.keep('next-night', first.toString())
  return first
}

function nextNight(now: number): number {
  const night = new Date(now)
  night.setHours(atHour, 0, 0, 0)
  if (night.getTime() <= now) night.setDate(night.getDate() + 1)
  return night.getTime()
}

function nightsOf({ ledger }: Line): z.infer<typeof nightsSchema> {
  const value = ledger.facts.get('nights')
  return value === null ? [] : nightsSchema.parse(JSON.parse(value))
}
