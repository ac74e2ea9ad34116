import { warehouseLines, type Draft, type EffectLine, type Place } from '../../core/document'
import type { Hold } from '../../core/hold'
import type { LedgerDocument } from '../../core/ledger-document'
import { effectKey } from '../../core/lines-key'
import { skuOf } from '../../core/sku'
import { formatChange } from '../../core/quantity'
import type { Line } from '../line'
import { nameOf, numberOf, withdrawnText } from './sentences'

export type UndoPlan = Draft & { readonly kind: 'plan' }
type Obstacle = { readonly kind: 'obstacle'; readonly text: string }

/**
 * What takes a delivered document back, to the places and items that were told; what its undo took back already is left
 * out. A later document on the same effects has to be undone first.
 */
export function planUndo(line: Line, document: LedgerDocument): UndoPlan | Obstacle {
  const { ledger, warehouse } = line
  const name = nameOf(document)
  const standing = notUndoable(line, document)
  if (standing !== null) return obstacle(standing)
  const undos = ledger.documents.undosOf(document.id)
  const open = undos.find(({ status }) => !['delivered', 'dismissed', 'withdrawn'].includes(status))
  if (open)
    return obstacle(
      open.status === 'needs-you'
        ? `You undid ${name} already, and its undo ${nameOf(open)} (${open.id}) waits for your decision: ${open.holds[0]?.text ?? ''}`
        : `You undid ${name} already; its undo ${nameOf(open)} is on its way.`,
    )
  const back = undos.filter(({ status }) => status === 'delivered')
  const left = leftOf(document, back)
  const [last] = back.slice(-1)
  if (last && left.length === 0) return obstacle(`You undid ${name} already, by ${nameOf(last)}, ${numberOf(last)}.`)
  if (warehouseLines(document.place, left).length === 0)
    return obstacle(`Nothing was booked for ${name}: its lines cancel each other out. There is nothing to take back.`)
  const foreign = document.warehouse !== warehouse.id
  if (foreign && document.place.kind === 'stock-transfer' && warehouse.capabilities.stockTransfer === null)
    return obstacle(
      `${name} was told to another warehouse system, and ${warehouse.capabilities.name} has no Stock Transfers. Take it back there by hand.`,
    )
  const later = laterOn(line, document, left)
  if ('kind' in later) return later
  return {
    kind: 'plan',
    place: reversed(document.place),
    lines: left.map((told) => negated(told, foreign)),
    holds: [...later.holds, ...changedSince(line, document, left)],
  }
}

function obstacle(text: string): Obstacle {
  return { kind: 'obstacle', text }
}

/** Why a document that is not delivered, or is an undo itself, cannot be undone. */
function notUndoable(line: Line, document: LedgerDocument): string | null {
  const name = nameOf(document)
  const { status, undoes, tried } = document
  if (undoes !== null && status !== 'withdrawn') {
    const undone = line.ledger.documents.byId(undoes)
    return `${name} is an undo itself, of ${undone ? nameOf(undone) : 'another document'}. ${
      status === 'delivered'
        ? 'What was undone stays undone; when Vend changes it, Stocktray asks whether to send the whole of it. Until then, book it by hand if it should be there.'
        : status === 'dismissed'
          ? 'You left it out.'
          : 'It cannot be undone before it has arrived; leave it out where it waits for you.'
    }`
  }
  switch (status) {
    case 'delivered':
      return null
    case 'waiting':
    case 'needs-you':
      return tried
        ? `${name} has not arrived yet, as far as Stocktray knows. There is nothing to take back.`
        : `${name} was not sent yet. Leave it out instead of undoing it.`
    case 'sending':
    case 'unsure':
      return `${name} is on its way. Undo it once it has arrived.`
    case 'dismissed':
      return `You left ${name} out: Stocktray has booked nothing of it that could be taken back.`
    case 'withdrawn':
      return withdrawnText(line, document)
  }
}

/** The lines that no undo has taken back. */
function leftOf({ lines }: LedgerDocument, undos: readonly LedgerDocument[]): readonly EffectLine[] {
  const back = new Set(undos.flatMap((undo) => undo.lines.map(effectKey)))
  return lines.filter((line) => line.quantity !== 0n && !back.has(effectKey(line)))
}

/** What was told of the same effects later: it must be taken back first. */
function laterOn(
  { ledger }: Line,
  document: LedgerDocument,
  left: readonly EffectLine[],
): Obstacle | { readonly holds: readonly Hold[] } {
  const effects = new Set(left.map(effectKey))
  const name = nameOf(document)
  const holds: Hold[] = []
  // The newest first: it is the one that nothing else stands on.
  for (const later of [...ledger.documents.laterOn(document)].reverse()) {
    const shared = (lines: readonly EffectLine[]) => lines.filter((line) => effects.has(effectKey(line)))
    if (shared(later.lines).length === 0) continue
    if (later.status === 'dismissed') {
      holds.push(
        ...shared(later.lines)
          .filter(({ tells }) => tells === undefined)
          .map((line) => byHand(name, line)),
      )
      continue
    }
    if (later.status === 'delivered') {
      const undos = ledger.documents.undosOf(later.id)
      const delivered = undos.filter(({ status }) => status === 'delivered')
      if (shared(leftOf(later, delivered)).length === 0) continue
      const open = undos.some(({ status }) => !['delivered', 'dismissed', 'withdrawn'].includes(status))
      return obstacle(
        open
          ? `${name} was changed later by ${nameOf(later)}, whose undo has not arrived yet. Undo ${name} after that.`
          : `${name} was changed later by ${nameOf(later)}. Undo that one first (${later.id}), then this one.`,
      )
    }
    if (later.tried)
      return obstacle(
        `A later change of ${name}, ${nameOf(later)}, is on its way. Once it has arrived, undo that one first (${later.id}).`,
      )
  }
  return { holds }
}

function byHand(name: string, { sku, quantity, productId }: EffectLine): Hold {
  return {
    code: 'dismissed-before',
    text: `${name}: after it, you took a change of ${sku} by ${formatChange(quantity)} upon yourself. Undoing takes back what Stocktray booked, and not that. Send it so, or leave it out.`,
    productId,
  }
}

/** What is not as it was when the document was told: a person has to say whether its undo may go there. */
function changedSince(
  { ledger, settings, warehouse }: Line,
  document: LedgerDocument,
  left: readonly EffectLine[],
): Hold[] {
  const name = nameOf(document)
  const holds: Hold[] = []
  if (document.warehouse !== warehouse.id)
    holds.push({
      code: 'warehouse-changed',
      text: `${name} was told to another warehouse system. Take it back there by hand, or send its undo to ${warehouse.capabilities.name}.`,
    })
  const locations = new Map(settings.outlets.map(({ outlet, location }) => [outlet.id, location.id]))
  const moved = new Set(
    left.filter((told) => told.location !== locations.get(told.outletId)).map((told) => told.location),
  )
  for (const location of moved)
    holds.push({
      code: 'location-changed',
      text: `${name} was told to the location “${location}”, which no longer belongs to this outlet. Its undo would go there too.`,
    })
  const products = ledger.products.byId(left.map(({ productId }) => productId))
  for (const [productId, sku] of new Map(left.map((told) => [told.productId, told.sku]))) {
    const nowCalled = skuOf(products.get(productId))
    if (nowCalled !== null && nowCalled !== sku)
      holds.push({
        code: 'sku-changed',
        text: `${name}: ${sku} is called ${nowCalled} in Vend now. Its undo would go to ${sku}, as it was told.`,
        productId,
      })
  }
  return holds
}

function reversed(place: Place): Place {
  return place.kind === 'stocktake' ? place : { ...place, from: place.to, to: place.from }
}

/** An item's name means nothing in another warehouse system: there it is looked for by its SKU. */
function negated(told: EffectLine, foreign: boolean): EffectLine {
  const { leg, outletId, productId, sku, name, location } = told
  const item = foreign ? null : told.item
  return { leg, outletId, productId, sku, name, item, location, quantity: -told.quantity, counted: null }
}
