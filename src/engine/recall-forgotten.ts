import { afterLookUp, type Next } from '../core/after-attempt'
import { warehouseLines } from '../core/document'
import type { LedgerDocument } from '../core/ledger-document'
import type { LookUp } from '../core/outcome'
import { recall, type Forgotten, type Recalled } from '../core/recall'
import { linesOf } from './known-items'
import type { Line } from './line'
import { logLookUp } from './log-document'
import { isFree, nameOfPart } from './name-document'
import { attempted, outgoing } from './outgoing'

/** So many names in a row are absent beyond the last that may have been used, and one for each line. */
const absentInARow = 10

/**
 * Where the ledger is an older one that was put back, our own name is not all that the warehouse must be asked about: it
 * may have refused that one in the forgotten time and booked the goods under a later part. So the other parts of the
 * consignment are looked up too, but for those that are known to be delivered, whatever `own` said. Answers what follows
 * from them; null: nothing speaks against what follows from `own`.
 */
export async function recallForgotten(
  line: Line,
  document: LedgerDocument,
  own: LookUp,
  signal: AbortSignal,
): Promise<Next | null> {
  const ownPart = document.part ?? 1
  if (own.kind === 'unauthorised' || own.kind === 'inconclusive') return null
  if (own.kind === 'found' && own.found.consignmentId !== document.consignmentId) return null
  const forgotten: Forgotten[] = own.kind === 'found' ? [{ part: ownPart, found: own.found }] : []
  const { last, delivered } = partsOf(line, document)
  let absent = 0
  for (let part = 1; part <= last || absent < mostAbsent(line, document); part += 1) {
    if (part === ownPart || delivered.has(part)) continue
    const name = nameOfPart(line, document, part)
    const answer = await line.warehouse.find(outgoing(document, name), signal)
    logLookUp(line, { ...document, reference: name.reference }, answer)
    switch (answer.kind) {
      case 'absent':
        if (part > last) absent += 1
        continue
      case 'found': {
        absent = 0
        const { consignmentId } = answer.found
        if (consignmentId === document.consignmentId) forgotten.push({ part, found: answer.found })
        // Nobody says whose it is: it is ours only where it is what we would have sent.
        if (consignmentId === null && part > last && isToldBy(document, answer.found))
          return ask(line, document, { part, found: answer.found }, own)
        continue
      }
      case 'begun':
        return ask(line, document, { part, found: { number: name.reference, consignmentId: null, lines: [] } }, own)
      case 'unauthorised':
      case 'inconclusive':
        return afterLookUp(attempted(document), answer, 0, line.clock.now(), line.random())
    }
  }
  return nextOf(line, document, own, recall(loadOf(document, ownPart), othersOf(line, document), forgotten))
}

function nextOf(line: Line, document: LedgerDocument, own: LookUp, recalled: Recalled): Next | null {
  switch (recalled.kind) {
    case 'untold':
      return null
    case 'told': {
      const { as, rest } = recalled
      if (own.kind === 'begun') return ask(line, document, as, own)
      if (as.part === document.part && rest.length === 0) return null
      const name = nameOfPart(line, document, as.part)
      if (as.part !== document.part && !isFree(line, document, name)) return ask(line, document, as, own)
      return { kind: 'told-before', as: name, number: as.found.number, rest }
    }
    case 'unclear': {
      const { taken, rival } = recalled
      const { number } = taken.found
      const name = nameOfPart(line, document, taken.part)
      if (own.kind === 'begun' || (taken.part !== document.part && !isFree(line, document, name)))
        return ask(line, document, rival, own)
      const beside = { reference: nameOfPart(line, document, rival.part).reference, number: rival.found.number }
      return { kind: 'ask', number, as: name, ...(rival !== taken && { beside }) }
    }
  }
}

/** Asks about one whose name ours cannot bear. */
function ask(line: Line, document: LedgerDocument, { part, found }: Forgotten, own: LookUp): Next {
  const beside = { reference: nameOfPart(line, document, part).reference, number: found.number }
  return { kind: 'ask', number: own.kind === 'found' ? own.found.number : null, beside }
}

function loadOf({ place, lines, undoes }: LedgerDocument, ownPart: number) {
  return { kind: place.kind, lines: warehouseLines(place, lines), ownPart, divisible: undoes === null }
}

function isToldBy(document: LedgerDocument, found: Forgotten['found']): boolean {
  return recall(loadOf(document, 0), [], [{ part: 0, found }]).kind === 'told'
}

/** The consignment's other open documents, each with the items that are known of its products. */
function othersOf(line: Line, { id, consignmentId, lines }: LedgerDocument) {
  const items = new Map(lines.map(({ productId, item }) => [productId, item]))
  const others = line.ledger.documents
    .ofConsignment(consignmentId)
    .filter((one) => one.id !== id && ['waiting', 'sending', 'unsure', 'needs-you'].includes(one.status))
  return others.map((other) => {
    const named = linesOf(line, other).map((one) => ({ ...one, item: one.item ?? items.get(one.productId) ?? null }))
    return { kind: other.place.kind, lines: warehouseLines(other.place, named) }
  })
}

function partsOf({ ledger }: Line, { consignmentId }: LedgerDocument) {
  const used = ledger.documents
    .ofConsignment(consignmentId)
    .flatMap(({ part, status }) => (part ? [{ part, status }] : []))
  return {
    last: Math.max(0, ...used.map(({ part }) => part)),
    delivered: new Set(used.filter(({ status }) => status === 'delivered').map(({ part }) => part)),
  }
}

/** A refusal uses up a part, and each item may have been refused in a Stocktake of its own. */
function mostAbsent({ settings }: Line, { lines }: LedgerDocument): number {
  return absentInARow + Math.min(lines.length, settings.realTime.perItemUpTo)
}
