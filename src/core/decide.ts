import { applicableRule } from './applicable-rule'
import { documentsOf, lineOf, movements, type Movement } from './arrange'
import type { Decision, Situation } from './decision'
import { warehouseLines, type EffectLine } from './document'
import { differences, reversals, type Difference } from './differences'
import { readEffects, speaks, type Target } from './effects'
import { groupBy } from './group'
import type { Hold, HoldCode, Ignore } from './hold'
import { effectKey } from './lines-key'
import { placeProblem } from './place-problem'
import type { Quantity } from './quantity'
import { rankOf, type EffectRule } from './rules'
import { againstStanding } from './standing'
import { changedAfterStart, startNotes } from './start-notes'
import { deletedUntold, holdFor, takenBack } from './taken-back'
import { totalsHold } from './totals'
import { behindHold, limitHold, zeroingHold } from './tripwire'
import { nothingSent, titleOf } from './words'

/**
 * What is to be told about one consignment, given what Vend says and what was told: documents, holds and ignores as
 * values. Pure and total: it reads no clock, makes no id and never throws.
 */
export function decide(situation: Situation): Decision {
  const { consignment, settings, told } = situation
  const title = titleOf(consignment)
  const silent = (one: { ignore?: Ignore; hold?: Hold }, reached = true): Decision =>
    compose(situation, [], [], {
      holds: one.hold ? [one.hold] : [],
      ignores: one.ignore ? [one.ignore] : [],
      lookAgain: false,
      reached,
    })

  if (!settings.sending)
    return silent({
      ignore: {
        code: 'sending-off',
        text: `${title} is left out: sending stock adjustments is switched off.`,
      },
    })
  const anythingTold = told.some(({ quantity }) => quantity !== 0n)
  if (!consignment.kind && consignment.deleted && !anythingTold) return silent({ ignore: deletedUntold(situation) })
  if (!consignment.kind)
    return silent({
      hold: {
        code: 'unknown-kind',
        text: `Vend has a new kind of movement, “${consignment.vendType}” (${title}). ${nothingSent(told)} Look for a newer Stocktray.`,
      },
    })
  const elsewhere = placeProblem(situation)
  if (elsewhere && 'ignore' in elsewhere) return silent(elsewhere)
  const rule = applicableRule(situation)
  if (rule.does === 'hold' && !consignment.deleted)
    return silent({
      hold: {
        code: 'unknown-status',
        text: `${title} stands at “${consignment.vendStatus}” in Vend, which Stocktray does not know for it. ${rule.why} ${nothingSent(told)}`,
      },
    })
  const taken = takenBack(situation, rule)
  if (taken && !anythingTold) {
    const ignore = changedAfterStart(situation) ?? taken.ignore
    return silent({ ignore }, rule.does !== 'wait' || consignment.deleted)
  }
  if (elsewhere) return silent(elsewhere)
  if (taken) {
    const { differing, agreed } = parted(reversals(situation, told))
    return compose(situation, whole(differing, situation, [taken.hold]), agreed, { ...quiet, reached: true })
  }
  if (rule.does !== 'book' && rule.does !== 'keep') return silent({})
  return speaking(situation, rule.effects, rule.does === 'keep')
}

const quiet = { holds: [], ignores: [], lookAgain: false } as const

/** A status that counts, or a closed one: the legs speak. */
function speaking(situation: Situation, effects: readonly EffectRule[], closed: boolean): Decision {
  const { consignment, told, toldAs } = situation
  const reading = readEffects(situation, effects, !closed)
  const start = startNotes(situation, effects)
  const silent = !effects.some((effect) => speaks(effect, situation.marks))
  const differ = closed || silent ? null : totalsHold(situation)
  // Closed changes nothing that was told; a change that stands drafted still waits, for a person now.
  const drafted = new Set(situation.drafts.flatMap(({ lines }) => lines.map(effectKey)))
  const settledKeys = new Set(told.map(effectKey).filter((key) => !drafted.has(key)))
  const targets = closed ? reading.targets.filter((target) => !settledKeys.has(effectKey(target))) : reading.targets
  const vanished = closed ? [] : reading.vanished
  const { differing, agreed } = parted([...differences(situation, targets), ...reversals(situation, vanished)])
  const title = titleOf(consignment)
  const holds: Hold[] = differ ? [differ] : []
  if (closed)
    holds.push({
      code: 'closed',
      text: told.some(({ quantity }) => quantity !== 0n)
        ? `${title} was closed in Vend before all of it had been sent. Send the rest, or leave it out.`
        : `${title} was closed in Vend without being finished. Nothing was sent. Send what it says, or leave it out.`,
    })
  const missed = vanished.filter((effect) => differing.some((one) => effectKey(one) === effectKey(effect)))
  if (missed.length > 0)
    holds.push({
      code: 'product-vanished',
      text: `${title}: Vend no longer lists ${[...new Set(missed.map(({ sku }) => sku))].join(', ')}, which the warehouse was told of. Look in Vend, then send the change or leave it out.`,
    })
  const setBack =
    toldAs !== null &&
    consignment.kind !== null &&
    consignment.status !== null &&
    !closed &&
    rankOf(consignment.kind, consignment.status) < rankOf(consignment.kind, toldAs.status)
  if (setBack) holds.push(holdFor('set-back', situation))
  const moved = whole(differing, situation, holds, { targets, unsendable: reading.unsendable })
  // Nothing to send, and Vend says otherwise: that waits by itself, unless a person has sent what the lines say.
  const alone = differ && moved.length === 0 && !situation.approvals.some(({ code }) => code === differ.code)
  return compose(situation, moved, differ ? [] : agreed, {
    holds: [...start.holds, ...reading.holds, ...(alone ? [differ] : [])],
    ignores: [...start.ignores, ...reading.ignores],
    lookAgain: (reading.lookAgain && !closed) || (differ !== null && (moved.length > 0 || alone === true)),
    reached: true,
  })
}

/** What is to be sent, and the undone effects of which the warehouse has already what Vend says now. */
function parted(all: readonly Difference[]): { differing: readonly Difference[]; agreed: readonly EffectLine[] } {
  return {
    differing: all.filter(({ quantity }) => quantity !== 0n),
    agreed: all.filter(({ quantity }) => quantity === 0n).map((one) => lineOf(one, 0n)),
  }
}

/** The documents for all differences of a consignment, with what holds the consignment as a whole. */
function whole(
  all: readonly Difference[],
  situation: Situation,
  given: readonly Hold[],
  reading: { targets: readonly Target[]; unsendable: readonly Target[] } | null = null,
): readonly Movement[] {
  const { settings } = situation
  if (all.length === 0) return []
  const moved = withRefusals(movements(all, settings.warehouse.transfers), situation)
  const differing = new Set(all.map(({ productId }) => productId))
  const read = new Set(reading?.targets.map(({ productId }) => productId))
  const zeroing = reading && situation.consignment.kind === 'count' ? zeroingHold(situation, { read, differing }) : null
  const holds = [
    ...given,
    zeroing,
    limitHold(situation, () => sizesAsSent(situation, [...all, ...differences(situation, reading?.unsendable ?? [])])),
    behindHold(situation),
  ].filter((hold) => hold !== null)
  return moved.map((movement) => ({
    ...movement,
    holds: [...holds, ...movement.holds],
  }))
}

/** The quantities of the lines as they would be sent: a transferred piece counts once, one location for both outlets nets. */
function sizesAsSent({ settings }: Situation, all: readonly Difference[]): Quantity[] {
  const documents = documentsOf(movements(all, settings.warehouse.transfers), false)
  return documents.flatMap(({ place, lines }) => warehouseLines(place, lines)).map(({ quantity }) => quantity)
}

/** What the warehouse refused of these very lines rests until a person retries. */
function withRefusals(moved: readonly Movement[], { refusals }: Situation): readonly Movement[] {
  if (refusals.length === 0) return moved
  const byEffect = groupBy(refusals, effectKey)
  return moved.map((movement) => {
    const refused = movement.lines.flatMap((line) =>
      (byEffect.get(effectKey(line)) ?? []).filter(({ quantity }) => quantity === line.quantity),
    )
    const holds = refused.map(({ text, productId }): Hold => ({ code: 'refused', text, productId }))
    return { ...movement, holds: [...movement.holds, ...holds] }
  })
}

const ofWhole: ReadonlySet<HoldCode> = new Set<HoldCode>([
  'product-vanished',
  'totals-differ',
  'count-zeroes',
  'over-limit',
  'behind-count',
  'cancelled',
  'deleted',
  'set-back',
  'closed',
])

function compose(
  situation: Situation,
  moved: readonly Movement[],
  agreed: readonly EffectLine[],
  notes: Pick<Decision, 'holds' | 'ignores' | 'lookAgain' | 'reached'>,
): Decision {
  const held = moved.some(({ holds }) => holds.some(({ code }) => ofWhole.has(code)))
  const wanted = documentsOf(moved, !held && splitsByItem(situation, moved))
  return {
    ...againstStanding(wanted, situation.drafts, situation.approvals),
    agreed,
    ...notes,
  }
}

/** One Stocktake per item where Vend called once per item: orders and counts that came by webhook, up to a number. */
function splitsByItem({ cause, consignment, settings }: Situation, moved: readonly Movement[]): boolean {
  if (cause !== 'webhook' || settings.stocktakes !== 'per-item') return false
  if (consignment.kind !== 'order' && consignment.kind !== 'count') return false
  return new Set(moved.flatMap(({ lines }) => lines.map(({ productId }) => productId))).size <= settings.perItemUpTo
}
