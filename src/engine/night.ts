import { z } from 'zod'
import type { VendProblem } from '../core/ports/vend'
import type { Line } from './line'

const day = 86_400_000
const walkBack = 7 * day
/** How far back what was told is read again, in ms. */
export const readBack = 30 * day
/** At three in the morning, by this PC's clock: nights lie a little more or less than a day apart. */
const atHour = 3
const nightsDiffer = 7_200_000

/** So many consignments are read again in one piece; whatever else is due comes before the next one. */
const piece = 25
/** Where others use up Vend's budget, a piece goes this often all the same. */
const patience = 300_000

const nightsSchema = z.array(z.object({ at: z.number(), cursor: z.string() }))
const readingsSchema = z.object({ since: z.number(), after: z.string(), at: z.number() })

/**
 * The nightly second look: walks from where the scan stood seven days ago, and begins to have every consignment that was
 * told in the last thirty days, or still waits, read again with its lines. Vend documents neither whether a line edit
 * gives the consignment a new version nor whether a deletion is listed; a return may be edited after it was sent.
 */
export async function lookAtNight(line: Line, signal: AbortSignal): Promise<VendProblem | null> {
  const { ledger, clock, vend, log } = line
  // Outlets are renamed too; holds name them.
  const outlets = await vend.outlets(signal)
  if (outlets.ok) ledger.products.keepOutlets(outlets.value)
  const nights = nightsOf(line)
  const weekAgo = nights.findLast(({ at }) => at < clock.now() - walkBack + nightsDiffer) ?? nights[0]
  for (let cursor = weekAgo ? BigInt(weekAgo.cursor) : null; cursor !== null;) {
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
    // What is left of the night before comes to its end first.
    if (readingsOf(line) === null) keepReadings(line, { since: now - readBack, after: '', at: 0 })
    const kept = [...nights, { at: now, cursor: ledger.facts.get('scan-cursor') ?? '0' }]
    ledger.facts.keep('nights', JSON.stringify(kept.filter(({ at }) => at > now - walkBack - day)))
    ledger.facts.keep('next-night', nextNight(now).toString())
  })
  log.tell({ step: 'night-begun', since: new Date(now - readBack).toISOString() })
  return null
}

/**
 * When the next piece of what is to be read again may go, ms since 1970; null: nothing is left of it. It comes last in
 * Vend's budget: half of that stays free for what happens meanwhile.
 */
export function nightReadingAt(line: Line): number | null {
  const readings = readingsOf(line)
  if (readings === null) return null
  const now = line.clock.now()
  const { limit, used } = line.vend.budget()
  // A time ahead comes from a clock that was set back since.
  return limit === null || used * 2 < limit || readings.at > now ? now : readings.at + patience
}

/** Has the next piece looked at. */
export function beginNightReading(line: Line): void {
  const { ledger, clock, log } = line
  const readings = readingsOf(line)
  if (readings === null) return
  const at = clock.now()
  const read = ledger.transaction(() => {
    const ids = ledger.consignments.toReadAgain({ ...readings, atMost: piece })
    for (const consignmentId of ids) ledger.triggers.keep({ consignmentId, cause: 'scan', at, dueAt: at, fresh: false })
    const last = ids.length < piece ? undefined : ids.at(-1)
    keepReadings(line, last === undefined ? null : { ...readings, after: last, at })
    return { again: ids.length, done: last === undefined }
  })
  log.tell({ step: 'night-read', ...read })
}

/** When the next nightly look is due; the first night after the first scan. ms since 1970. */
export function nightDueAt({ ledger, clock }: Line): number {
  const known = Number(ledger.facts.get('next-night') ?? Infinity)
  if (known === Infinity && ledger.facts.get('scan-cursor') === null) return Infinity
  const next = nextNight(clock.now())
  if (known <= next) return known
  // The first night, or one that a clock set back since has put out of reach.
  ledger.facts.keep('next-night', next.toString())
  return next
}

function nextNight(now: number): number {
  const night = new Date(now)
  night.setHours(atHour, 0, 0, 0)
  if (night.getTime() <= now) night.setDate(night.getDate() + 1)
  return night.getTime()
}

/** `after`: the last one that was read; `at`: when. */
function readingsOf({ ledger }: Line): z.infer<typeof readingsSchema> | null {
  const value = ledger.facts.get('night-readings')
  return value === null ? null : readingsSchema.parse(JSON.parse(value))
}

function keepReadings({ ledger }: Line, readings: z.infer<typeof readingsSchema> | null): void {
  ledger.facts.keep('night-readings', readings && JSON.stringify(readings))
}

function nightsOf({ ledger }: Line): z.infer<typeof nightsSchema> {
  const value = ledger.facts.get('nights')
  return value === null ? [] : nightsSchema.parse(JSON.parse(value))
}
