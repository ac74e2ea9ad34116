import { z } from 'zod'
import { announcedBy } from '../core/announced'
import type { Consignment } from '../core/consignment'
import type { TunnelStatus } from '../core/ports/tunnel'
import { titleOf } from '../core/words'
import { lastScanOf } from './last-scan'
import type { Line } from './line'

/** A webhook that has not come so long before or after the scan found what it is about, does not come. */
export const patienceMs = 15 * 60_000
/** More would be waited for only while none comes at all. */
const mostExpected = 50
const day = 86_400_000
const week = 7

const gap = z.object({ since: z.number(), title: z.string() })
const schema = z.object({
  /** Since when Vend can reach us; null: it cannot, or no engine runs. */
  listeningSince: z.number().nullable(),
  /** When the last webhook came that named a consignment which Vend really has. */
  lastAt: z.number().nullable(),
  /** What a scan found, and no webhook has named yet. */
  expected: z.array(gap.extend({ id: z.string(), dueAt: z.number() })),
  /** The first gap since the last webhook; null: one has come since. */
  silent: gap.nullable(),
  lastMissed: gap.nullable(),
  /** By number of the day since 1970. */
  days: z.array(z.object({ day: z.number(), calls: z.number(), repeats: z.number(), missed: z.number() })),
})
export type WebhookHealth = z.infer<typeof schema>

const unheard: WebhookHealth = {
  ...{ listeningSince: null, lastAt: null, expected: [], silent: null, lastMissed: null, days: [] },
}

export function webhookHealth({ ledger }: Pick<Line, 'ledger'>): WebhookHealth {
  const kept = ledger.facts.get('webhook-health')
  const parsed = schema.safeParse(kept === null ? unheard : JSON.parse(kept))
  return parsed.success ? parsed.data : unheard
}

function keep({ ledger }: Pick<Line, 'ledger'>, health: WebhookHealth): void {
  ledger.facts.keep('webhook-health', JSON.stringify(health))
}

/** Notes from when on Vend can reach us, or that it cannot. `null`: no listener any more, or none yet. */
export function noteWay(line: Pick<Line, 'ledger' | 'clock'>, way: TunnelStatus | null): void {
  const health = webhookHealth(line)
  const now = line.clock.now()
  const open = way !== null && way.state !== 'down'
  if (open === (health.listeningSince !== null)) return
  const expected = health.expected.map((one) => ({ ...one, dueAt: Math.max(one.dueAt, now + patienceMs) }))
  keep(line, { ...health, expected, listeningSince: open ? now : null })
}

/** Webhooks named these consignments, so many of them in the very words of an earlier one. Part of the caller's commit. */
export function noteCalls(line: Line, consignmentIds: readonly string[], repeats: number): void {
  const { ledger, clock, heard } = line
  const now = clock.now()
  for (const id of consignmentIds) heard.keep(id, now)
  const named = new Set(consignmentIds)
  const health = webhookHealth(line)
  const noted = {
    ...health,
    expected: health.expected.filter(({ id }) => !named.has(id)),
    days: counted(health.days, now, { calls: consignmentIds.length, repeats, missed: 0 }),
  }
  // An id that Vend does not know proves nothing: that one is real shows when it is read.
  const real = consignmentIds.some((id) => ledger.consignments.byId(id) !== null)
  keep(line, real ? proved(noted, now) : noted)
}

/** A consignment was read from Vend: if a webhook named it, that one was real. Part of the caller's commit. */
export function noteRead(line: Line, consignmentId: string): void {
  const at = line.heard.at(consignmentId)
  if (at === null) return
  const health = webhookHealth(line)
  if ((health.lastAt ?? 0) < at) keep(line, proved(health, at))
}

function proved(health: WebhookHealth, at: number): WebhookHealth {
  return { ...health, lastAt: at, silent: health.silent && health.silent.since > at ? health.silent : null }
}

/**
 * A scan found these, and the ledger has them as they stood before: what a webhook must have announced while Vend could
 * reach us is waited for. Part of the caller's commit.
 */
export function expectCalls(line: Line, found: readonly Consignment[]): void {
  const { ledger, clock, heard } = line
  const health = webhookHealth(line)
  const { listeningSince } = health
  const lastScan = lastScanOf(line)
  // What the last scan did not see yet happened after it.
  if (listeningSince === null || lastScan === null || lastScan.at < listeningSince) return
  const at = clock.now()
  const expected = found.flatMap((now) => {
    if (announcedBy(now, ledger.consignments.byId(now.id)) === null) return []
    const vendTime = (now.updatedAt ?? lastScan.upTo) - (lastScan.upTo - lastScan.at)
    const since = Math.min(Math.max(vendTime, lastScan.at), at)
    if ((heard.at(now.id) ?? -Infinity) >= since - patienceMs) return []
    return [{ id: now.id, title: titleOf(now), since, dueAt: at + patienceMs }]
  })
  if (expected.length > 0) keep(line, { ...health, expected: [...health.expected, ...expected].slice(0, mostExpected) })
}

/** When the next webhook that is waited for is given up; ms since 1970, null: none is waited for. */
export function givenUpAt(line: Pick<Line, 'ledger' | 'clock'>): number | null {
  const { expected } = webhookHealth(line)
  if (expected.length === 0) return null
  const [at, now] = [Math.min(...expected.map(({ dueAt }) => dueAt)), line.clock.now()]
  // A time further ahead than any that is ever set comes from a clock that was set back since.
  return at > now + patienceMs ? now : at
}

/** Gives up what has not come in time, and tells of each once. Answers whether something was given up. */
export function giveUpMissing(line: Pick<Line, 'ledger' | 'clock' | 'log'>): boolean {
  const { ledger, clock, log } = line
  const now = clock.now()
  const health = webhookHealth(line)
  const missing = health.expected.filter(({ dueAt }) => dueAt <= now || dueAt > now + patienceMs)
  if (missing.length === 0) return false
  const last = health.lastAt ?? -Infinity
  const gaps = missing.map(({ since, title }) => ({ since, title })).sort((a, b) => a.since - b.since)
  ledger.transaction(() => {
    keep(line, {
      ...health,
      expected: health.expected.filter((one) => !missing.includes(one)),
      silent: health.silent ?? gaps.find(({ since }) => since > last) ?? null,
      lastMissed: gaps.at(-1) ?? null,
      days: counted(health.days, now, { calls: 0, repeats: 0, missed: missing.length }),
    })
    for (const { id, title } of missing)
      ledger.history.tell({ at: now, consignmentId: id, documentId: null, text: missedText(title) })
  })
  for (const { id } of missing) log.tell({ step: 'not-called', consignment: id })
  return true
}

function missedText(title: string): string {
  return `Vend did not call about ${title}; the scan found it, and nothing is lost.`
}

type Counts = { readonly calls: number; readonly repeats: number; readonly missed: number }

function counted(days: WebhookHealth['days'], now: number, more: Counts): WebhookHealth['days'] {
  const today = Math.floor(now / day)
  const old = days.find((one) => one.day === today) ?? { day: today, calls: 0, repeats: 0, missed: 0 }
  const sum = { day: today, ...added(old, more) }
  return [...days.filter((one) => one.day > today - week && one.day < today), sum]
}

/** The sum of the last seven days. */
export function lastWeek({ days }: WebhookHealth, now: number): Counts {
  const today = Math.floor(now / day)
  const recent = days.filter((one) => one.day > today - week && one.day <= today)
  return recent.reduce<Counts>(added, { calls: 0, repeats: 0, missed: 0 })
}

function added(a: Counts, b: Counts): Counts {
  return { calls: a.calls + b.calls, repeats: a.repeats + b.repeats, missed: a.missed + b.missed }
}
