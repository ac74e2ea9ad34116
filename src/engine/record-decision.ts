import type { Consignment, ConsignmentLine, Product } from '../core/consignment'
import { decide } from '../core/decide'
import type { Decision } from '../core/decision'
import type { Draft, EffectLine } from '../core/document'
import { groupBy } from '../core/group'
import type { Hold } from '../core/hold'
import type { Trigger } from '../core/ports/triggers'
import type { LogEntry } from '../core/ports/log'
import { placeNames } from '../core/place-names'
import { formatChange, formatQuantity } from '../core/quantity'
import type { Settings } from '../core/settings'
import type { VendTotals } from '../core/totals'
import { counting, titleOf } from '../core/words'
import { decideSettings } from './decide-settings'
import type { Line } from './line'
import { noteRead } from './webhook-health'

export type Read = {
  readonly consignment: Consignment
  readonly lines: readonly ConsignmentLine[]
  readonly products: ReadonlyMap<string, Product>
  readonly totals?: VendTotals | null
}

/** How long an early webhook waits before Vend is asked again, the first and the second time. */
const askAgainMs = [10_000, 60_000]

/**
 * Decides on what was read and writes everything that follows in one commit: documents, withdrawals, holds, history,
 * the header, and the end of the trigger. An answer older than the last decision changes nothing. Answers whether Vend had
 * something new: another version, or figures that made or withdrew a document.
 */
export function recordDecision(line: Line, trigger: Trigger, read: Read): boolean {
  const { ledger } = line
  const { consignment } = read
  const decided = ledger.consignments.decidedVersion(consignment.id)
  const entry = ledger.transaction((): Extract<LogEntry, { step: 'decided' }> | null => {
    if (decided !== null && consignment.version < decided) {
      ledger.triggers.end(trigger, line.clock.now())
      return null
    }
    ledger.consignments.keep(consignment)
    noteRead(line, consignment.id)
    const isCount = consignment.kind === 'count'
    const heldBefore = isCount ? ledger.holds.heldCountsOf(consignment.outletId) : []
    const drafts = ledger.documents.draftsOf(consignment.id)
    const foreign = drafts.filter(({ warehouse }) => warehouse !== line.warehouse.id)
    for (const { seq } of foreign) ledger.documents.withdraw(seq, 'It was meant for another warehouse system.')
    const decision = decide({
      ...read,
      told: ledger.told.of(consignment.id),
      toldAs: ledger.told.as(consignment.id, consignment.kind),
      drafts: drafts.filter(({ warehouse }) => warehouse === line.warehouse.id),
      approvals: ledger.holds.approvalsOf(consignment.id),
      marks: ledger.starts.marksOf(consignment.id),
      heldCounts: heldBefore.filter(({ consignmentId }) => consignmentId !== consignment.id),
      refusals: ledger.holds.refusalsOf(consignment.id),
      leftOut: ledger.leftOut.has(consignment.id),
      cause: trigger.cause,
      settings: decideSettings(line),
    })
    const documents = write(line, trigger, read, decision)
    if (isCount)
      releaseCounts(
        line,
        consignment.outletId,
        heldBefore.map(({ consignmentId }) => consignmentId),
      )
    const early = !decision.reached || isUnderWay(consignment)
    const wait = trigger.cause === 'webhook' && early ? askAgainMs[trigger.askedEarly] : undefined
    if (wait === undefined) ledger.triggers.end(trigger, line.clock.now())
    else ledger.triggers.postpone(trigger, line.clock.now() + wait, trigger.askedEarly + 1)
    return {
      ...{ step: 'decided' as const, consignment: consignment.id, version: consignment.version.toString() },
      cause: trigger.cause,
      ...{ documents, kept: idsOf(decision.keep), withdrawn: [...idsOf(foreign), ...decision.withdraw] },
      holds: codesOf([...decision.holds, ...decision.documents.flatMap(({ holds }) => holds)]),
      ignores: codesOf(decision.ignores),
    }
  })
  if (entry === null) return false
  line.log.tell(entry)
  return decided !== consignment.version || entry.documents.length + entry.withdrawn.length > 0
}

function idsOf(ones: readonly { readonly id: string }[]): string[] {
  return ones.map(({ id }) => id)
}

/** Each code once. */
function codesOf<Code>(ones: readonly { readonly code: Code }[]): Code[] {
  return [...new Set(ones.map(({ code }) => code))]
}

/** A transfer that is on its way: the webhook may have spoken of its arrival, and have come before it. */
function isUnderWay({ kind, status }: Consignment): boolean {
  return kind === 'transfer' && (status === 'sent' || status === 'dispatched')
}

/** When an outlet's held counts are others than before, the counts that wait behind are decided again. */
export function releaseCounts({ ledger, clock }: Line, outletId: string, before: readonly string[]): void {
  const after = new Set(ledger.holds.heldCountsOf(outletId).map(({ consignmentId }) => consignmentId))
  if (before.every((id) => after.has(id))) return
  const now = clock.now()
  for (const consignmentId of ledger.holds.countsBehind(outletId))
    ledger.triggers.keep({ consignmentId, cause: 'scan', at: now, dueAt: now, fresh: false })
}

/** Answers the ids of the documents that were made. */
function write(line: Line, trigger: Trigger, { consignment, lines }: Read, decision: Decision): string[] {
  const { ledger, clock, ids, warehouse } = line
  const at = clock.now()
  const tell = (text: string, documentId: string | null = null) =>
    ledger.history.tell({ at, consignmentId: consignment.id, documentId, text })
  const changes = decision.documents.length + decision.withdraw.length
  if (changes > 0)
    tell(
      `${heardBy[trigger.cause]} ${titleOf(consignment)}: ${consignment.vendStatus}, ${counting(lines.length, 'line')}.`,
    )

  for (const id of decision.withdraw) {
    const standing = ledger.documents.byId(id)
    if (!standing) continue
    ledger.documents.withdraw(standing.seq, null)
    tell('Withdrawn before it was sent: Vend says something else now.', id)
  }
  for (const { id, holds } of decision.keep) {
    const standing = ledger.documents.byId(id)
    if (standing && !sameHolds(standing.holds, holds)) ledger.documents.hold(standing.seq, holds, at)
  }
  const made = decision.documents.map((draft) => {
    const id = ids.fresh()
    const transferOn = ledger.told.as(consignment.id, consignment.kind)?.transferOn ?? line.settings.transferOn
    ledger.documents.make(draft, {
      id,
      consignment,
      cause: trigger.cause,
      warehouse: warehouse.id,
      transferOn,
      at,
      dueAt: at,
    })
    tell(describe(draft, line.settings), id)
    for (const hold of draft.holds) tell(hold.text, id)
    return id
  })
  const agreed = recordAgreed(line, trigger, consignment, decision.agreed)
  const byProduct = groupBy(lines, ({ productId }) => productId)
  ledger.holds.keep(consignment.id, decision.holds, {
    at,
    fresh: () => ids.fresh(),
    figuresOf: (hold) => figuresOf(hold, consignment, byProduct),
  })
  ledger.holds.keepIgnores(consignment.id, decision.ignores, at)
  ledger.consignments.markDecided(consignment.id, {
    version: consignment.version,
    lookAgain: decision.lookAgain,
    at,
  })
  return [...made, ...agreed]
}

/** Vend says now what the warehouse has since a person undid it: recorded as told, and nothing is sent. Answers the ids. */
function recordAgreed(
  line: Line,
  { cause }: Trigger,
  consignment: Consignment,
  agreed: readonly EffectLine[],
): string[] {
  const { ledger, clock, ids, warehouse, settings } = line
  const at = clock.now()
  return [...groupBy(agreed, (one) => one.location)].map(([location, lines]) => {
    const id = ids.fresh()
    const transferOn = ledger.told.as(consignment.id, consignment.kind)?.transferOn ?? settings.transferOn
    const about = { id, consignment, cause, warehouse: warehouse.id, transferOn, at, dueAt: at }
    ledger.documents.make({ place: { kind: 'stocktake', location }, lines, holds: [] }, about)
    const made = ledger.documents.byId(id)
    if (made) ledger.documents.markDelivered(made.seq, { number: null, note: null, at })
    const what = lines.map(({ sku }) => sku).join(', ')
    const text = `Vend says now what the warehouse has since you undid it: ${what}. Nothing to send.`
    ledger.history.tell({ at, consignmentId: consignment.id, documentId: id, text })
    return id
  })
}

const heardBy = { webhook: 'Vend called.', scan: 'The scan found it.', person: 'Looked at it again.' } as const

function describe({ place, lines }: Draft, { outlets }: Settings): string {
  const names = placeNames(outlets)
  const nameOf = (location: string) => names.get(location) ?? location
  const shown = lines.slice(0, 5).map(({ sku, quantity, counted }) => {
    const count = counted === null ? '' : ` (counted ${formatQuantity(counted)})`
    return `${sku} ${formatChange(quantity)}${count}`
  })
  const more = lines.length > 5 ? ` and ${(lines.length - 5).toString()} more` : ''
  const where =
    place.kind === 'stocktake'
      ? `a Stocktake at ${nameOf(place.location)}`
      : `a Stock Transfer from ${nameOf(place.from)} to ${nameOf(place.to)}`
  return `To send: ${where}: ${shown.join(', ')}${more}.`
}

/** What Vend says about what is held: a dismissal ends when this changes. */
function figuresOf(
  { productId }: Hold,
  { version }: Consignment,
  byProduct: ReadonlyMap<string, readonly ConsignmentLine[]>,
): string {
  if (productId === undefined) return version.toString()
  const own = byProduct.get(productId) ?? []
  return JSON.stringify(
    own.map(({ count, received, vendStatus }) => [count?.toString(), received?.toString(), vendStatus]),
  )
}

function sameHolds(a: readonly Hold[], b: readonly Hold[]): boolean {
  const key = (holds: readonly Hold[]) =>
    JSON.stringify(holds.map(({ code, productId, text }) => [code, productId, text]).sort())
  return key(a) === key(b)
}
