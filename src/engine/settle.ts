import type { Next } from '../core/after-attempt'
import type { EffectLine } from '../core/document'
import { groupBy } from '../core/group'
import type { RefusalProblem } from '../core/outcome'
import type { Settled } from '../core/ports/log'
import type { LedgerDocument } from '../core/ledger-document'
import { decideAgain, endUndo, lookAgain } from './decide-again'
import type { Line } from './line'
import { naming } from './log-document'
import { renameUndo } from './make-undo'

/** Writes what an attempt came to, in one commit. `send-again` is not an end and writes nothing. */
export function settle(line: Line, document: LedgerDocument, next: Next): void {
  const { ledger, clock, warehouse, log } = line
  const at = clock.now()
  const name = warehouse.capabilities.name
  const tell = (text: string) =>
    ledger.history.tell({ at, consignmentId: document.consignmentId, documentId: document.id, text })
  ledger.transaction(() => {
    switch (next.kind) {
      case 'send-again':
        return
      case 'delivered':
        ledger.documents.markDelivered(document.seq, { number: next.number, note: noteOf(next.warnings), at })
        tell(`${name} booked ${document.reference ?? ''} as ${next.number}.`)
        for (const warning of next.warnings ?? []) tell(warning)
        if (document.undoes !== null) lookAgain(line, document)
        return
      case 'partly':
        settlePart(line, document, next)
        tell(`${name} booked ${document.reference ?? ''} as ${next.number}, but not all of it.`)
        for (const { message } of next.problems) tell(message)
        if (document.undoes !== null) lookAgain(line, document)
        for (const warning of next.warnings ?? []) tell(warning)
        return
      case 'later':
        ledger.documents.markTrouble(document.seq, {
          status: next.status,
          at,
          dueAt: at + next.afterMs,
          trouble: next.text,
          // Sending counted itself; a look-up that found nobody counts here.
          counts: !next.answered && document.status === 'unsure',
        })
        if (document.failingSince === null) tell(next.text)
        return
      case 'told-before':
        settleToldBefore(line, document, next)
        tell(
          `${name} had it already, under ${next.as.reference} as ${next.number}: it was sent in a time that this data folder has forgotten.`,
        )
        return
      case 'ask': {
        if (next.as) ledger.documents.rename(document.seq, next.as)
        const text = askingText(name, document, next)
        ledger.documents.markTrouble(document.seq, { status: 'needs-you', at, dueAt: at, trouble: text, counts: false })
        ledger.documents.writeHolds(document.seq, [{ code: 'taken', text }])
        if (next.number !== null) ledger.documents.keepNumber(document.seq, next.number)
        tell(text)
        return
      }
      case 'not-ours':
        tell(
          `${name} has a document of somebody else under ${document.reference ?? ''} (${next.number}); ours takes another reference.`,
        )
        if (document.undoes === null) decideAgain(line, document, 'The reference was taken.')
        else if (!renameUndo(line, document)) endUndo(line, document, 'All its references are taken.')
        return
      case 'refused':
        if (document.undoes !== null) {
          endUndo(line, document, `${name} refused it: ${said(next.problems)} Nothing was taken back.`)
          return
        }
        keepRefusals(line, document, next.problems)
        tell(`${name} refused it: ${said(next.problems)}`)
        decideAgain(line, document, 'The warehouse refused it; nothing was booked.')
        return
    }
  })
  const as = settledAs(next)
  if (as === null) return
  log.tell({
    ...{ step: 'settled', ...naming(document), as },
    ...('number' in next && next.number !== null && { number: next.number }),
    ...(next.kind === 'later' && { dueAt: new Date(at + next.afterMs).toISOString() }),
  })
}

/** null: nothing was written down. */
function settledAs(next: Next): Settled | null {
  switch (next.kind) {
    case 'send-again':
      return null
    case 'later':
      return next.status
    case 'ask':
      return 'taken'
    case 'told-before':
      return 'delivered'
    case 'delivered':
    case 'partly':
    case 'not-ours':
    case 'refused':
      return next.kind
  }
}

function askingText(name: string, { reference }: LedgerDocument, next: Extract<Next, { kind: 'ask' }>): string {
  const { number, as, nameless, beside } = next
  const ours = as?.reference ?? reference ?? ''
  if (nameless)
    return `${name} already has ${ours} as ${number ?? ''}, with the same lines, and does not say whose it is. Look at it there, then say whether ours arrived.`
  if (!beside)
    return `${name} already has ${ours} as ${number ?? ''}, with other lines. Compare both, then say whether ours arrived.`
  const there = number === null ? `does not have ${ours}, but` : `already has ${ours} as ${number}, and`
  return `${name} ${there} ${beside.reference} of the same consignment as ${beside.number}, which this data folder does not remember. Compare them with ours, then say whether ours arrived.`
}

/** Delivered with exactly the lines that were told in the forgotten time; the others are decided again. */
function settleToldBefore(line: Line, document: LedgerDocument, next: Extract<Next, { kind: 'told-before' }>): void {
  const { ledger, clock } = line
  const rest = new Set<string | null>(next.rest)
  const behind = ledger.documents.draftsBehind(document)
  ledger.documents.rename(document.seq, next.as)
  ledger.documents.markDelivered(document.seq, { number: next.number, note: null, at: clock.now() })
  if (document.undoes !== null) lookAgain(line, document)
  if (rest.size === 0) return
  for (const seq of behind) ledger.documents.withdraw(seq, null)
  const told = document.lines.filter(({ item }) => !rest.has(item))
  ledger.documents.writeLines(document.seq, document.consignmentId, told)
  lookAgain(line, document)
}

/** Delivered with exactly the lines that are booked; the rest, in a withdrawn document of its own, is decided again. */
function settlePart(line: Line, document: LedgerDocument, next: Extract<Next, { kind: 'partly' }>): void {
  const { ledger, clock, ids } = line
  const at = clock.now()
  const left = new Set<string | null>(next.rest)
  const booked = document.lines.filter(({ item }) => !left.has(item))
  const rest = document.lines.filter(({ item }) => left.has(item))
  ledger.documents.markDelivered(document.seq, { number: next.number, note: noteOf(next.warnings), at })
  if (rest.length === 0) return
  // Those behind what was booked too: they are decided again together with the rest.
  for (const seq of ledger.documents.draftsBehind(document)) ledger.documents.withdraw(seq, null)
  if (document.undoes === null) keepRefusals(line, { ...document, lines: rest }, next.problems)
  const { place, cause, undoes, warehouse, transferOn, consignmentId, vendReference, vendName, vendType, vendStatus } =
    document
  const id = ids.fresh()
  ledger.documents.make(
    { place, lines: rest, holds: [] },
    {
      ...{ id, cause, undoes, warehouse, transferOn, at, dueAt: at },
      consignment: { id: consignmentId, reference: vendReference, name: vendName, vendType, status: vendStatus },
    },
  )
  ledger.documents.writeLines(document.seq, consignmentId, booked)
  const made = ledger.documents.byId(id)
  const text = `The rest of ${document.reference ?? ''} was refused; nothing of it was booked.`
  if (made?.undoes) endUndo(line, made, `${text} ${said(next.problems)}`)
  else if (made) decideAgain(line, made, text)
}

function said(problems: readonly RefusalProblem[]): string {
  return problems.length === 0 ? 'no reason given.' : problems.map(({ message }) => message).join(' ')
}

function noteOf(warnings: readonly string[] | undefined): string | null {
  return warnings && warnings.length > 0 ? warnings.join(' ') : null
}

function keepRefusals(
  { ledger, warehouse }: Line,
  document: LedgerDocument,
  problems: readonly RefusalProblem[],
): void {
  for (const { effect, text } of refusedLines(document.lines, problems))
    ledger.holds.keepRefusal(document.consignmentId, {
      ...{ leg: effect.leg, outletId: effect.outletId, productId: effect.productId, quantity: effect.quantity },
      text: `${warehouse.capabilities.name} refused ${document.reference ?? ''}: ${effect.sku}: ${text} Nothing was booked for it. Correct it, then press Retry.`,
    })
}

/** The lines that problems speak of; a problem without an item, or with one that is not ours, speaks of all. */
function refusedLines(
  lines: readonly EffectLine[],
  problems: readonly RefusalProblem[],
): { effect: EffectLine; text: string }[] {
  const byItem = groupBy(problems, ({ item }) => item)
  const ours = new Set<string | null | undefined>(lines.map(({ item }) => item))
  const byLine = problems.length > 0 && problems.every(({ item }) => item !== undefined && ours.has(item))
  return lines.flatMap((effect) => {
    const own = byLine ? (byItem.get(effect.item ?? undefined) ?? []) : problems
    if (own.length === 0) return byLine ? [] : [{ effect, text: 'no reason given.' }]
    return [{ effect, text: own.map(({ message }) => message).join(' ') }]
  })
}
