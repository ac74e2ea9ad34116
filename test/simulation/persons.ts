import type { SimulatedApp } from './simulated-app'
import { cargoOf, type Case } from './case'
import type { Place } from '../../src/core/document'
import { approvable } from '../../src/core/hold'
import { parseQuantity } from '../../src/core/quantity'
import type { Random } from './random'

/** What a person does in front of the list of holds: approves, dismisses, tries again, or leaves it. */
export function actOnHolds(app: SimulatedApp, given: Case, random: Random): void {
  for (const { id, documentId, consignmentId, code, reference } of app.state().holds) {
    const does = random.weighted([
      [4, 'approve'],
      [1, 'dismiss'],
      [3, 'retry'],
      [4, 'leave'],
    ] as const)
    if (does === 'approve' && documentId !== null && approve(app, given, documentId)) {
      if (code === 'undone-before') given.persons.sentWhole.add(consignmentId)
      given.persons.approved.add(consignmentId)
      given.shop.note(`person approves ${consignmentId} ${reference ?? ''} (${code})`)
    }
    if (does === 'retry' && documentId !== null) app.retry(documentId)
    if (does === 'dismiss') dismiss(app, given, documentId ?? id, consignmentId)
  }
}

/**
 * A person takes a delivered document back, or looks in the warehouse for one that nobody knows of. Not both undone and
 * left out: what is there then only that person knows.
 */
export function undoOrSettle(app: SimulatedApp, given: Case, random: Random): void {
  const { persons, shop, bookings, named, forgotten } = given
  if (named) return
  const history = app.history()
  for (const { id, reference, status, vend } of history.filter((one) => one.status === 'unsure')) {
    if (forgotten.has(vend.consignmentId) || random.chance(0.5)) continue
    const arrived = bookings().some(({ document }) => document.reference === reference)
    const refused = app.settle(id, arrived)
    shop.note(
      `person says ${vend.consignmentId} ${reference ?? ''} ${arrived ? 'arrived' : 'did not arrive'}: ${refused ?? status}`,
    )
  }
  const left = new Set(persons.dismissed.map(({ vend }) => vend.consignmentId))
  const mayGo = history.filter(
    ({ status, vend: { consignmentId: one } }) =>
      status === 'delivered' && !forgotten.has(one) && !left.has(one) && !persons.sentWhole.has(one),
  )
  if (mayGo.length === 0) return
  const { id, vend, reference } = random.pick(mayGo)
  persons.asked.add(vend.consignmentId)
  const answer = app.undo(id)
  persons.asked.delete(vend.consignmentId)
  shop.note(`person undoes ${vend.consignmentId} ${reference ?? ''}: ${answer.kind === 'done' ? 'done' : answer.text}`)
  if (answer.kind === 'done') persons.undone.add(vend.consignmentId)
}

/** Where the power went before an undo was answered, the history says whether it was made. */
export function seeWhatWasUndone(app: SimulatedApp, { persons }: Case): void {
  for (const { cause, vend } of app.history())
    if (cause === 'undo' && persons.asked.has(vend.consignmentId)) persons.undone.add(vend.consignmentId)
  persons.asked.clear()
}

/** At the end of a shop everything that a person can let go goes. Answers whether anything moved. */
export function letEverythingGo(app: SimulatedApp, given: Case): boolean {
  const moved = app.state().holds.map(({ documentId, consignmentId, code, productId }) => {
    if (documentId === null) return false
    const isLost = code === 'sku-not-in-warehouse' && mayHaveLostItsItem(given, productId)
    const document = app.history().find(({ id }) => id === documentId)
    // Begun with a warehouse that is no longer there: whether it arrived is for a person to see there.
    const isElsewhere = code === 'warehouse-changed' && document !== undefined && document.reference !== null
    if (isElsewhere && (document.cause === 'undo' || given.persons.undone.has(consignmentId))) {
      // What it takes back, or what may be taken back, stands in the books there or does not: that person says which.
      const arrived = given.bookings().some((one) => one.document.reference === document.reference)
      return app.settle(documentId, arrived) === null
    }
    if (isLost || isElsewhere) {
      dismiss(app, given, documentId, consignmentId)
      return true
    }
    given.persons.approved.add(consignmentId)
    if (code === 'undone-before') given.persons.sentWhole.add(consignmentId)
    const goes = (approvable as readonly string[]).includes(code)
      ? approve(app, given, documentId)
      : app.retry(documentId) === null
    // An undo that waited when the warehouse was replaced goes nowhere: it is left out, with what was told as it is.
    const mayLeave = !goes && given.replaced && document?.cause === 'undo'
    return goes || (mayLeave && app.dismiss(documentId, 'taken back by hand') === null)
  })
  return moved.includes(true)
}

/** What was told on an item that is deleted goes nowhere else: a person books it by hand. */
function mayHaveLostItsItem({ named, shop }: Case, productId: string | undefined): boolean {
  const sku = shop.products.get(productId ?? '')?.sku ?? ''
  return [...(named?.items.meant(sku) ?? [])].some((item) => named?.items.catalogue.named(item) === undefined)
}

function approve(app: SimulatedApp, { persons }: Case, documentId: string): boolean {
  const document = app.history().find(({ id }) => id === documentId)
  if (app.approve(documentId) !== null) return false
  if (document === undefined) return true
  const { vend, location, from, to, lines } = document
  const place: Place =
    location === null ? { kind: 'stock-transfer', from: from ?? '', to: to ?? '' } : { kind: 'stocktake', location }
  for (const { sku, quantity } of lines)
    persons.approvals.add(cargoOf(vend.consignmentId, place, { sku, quantity: parseQuantity(quantity) ?? 0n }))
  return true
}

function dismiss(app: SimulatedApp, { persons, shop, now }: Case, id: string, consignmentId: string): void {
  const document = app.history().find((one) => one.id === id)
  if (document && ['dismissed', 'withdrawn', 'delivered'].includes(document.status)) return
  if (persons.undone.has(consignmentId)) return
  const refused = app.dismiss(id, 'done by hand')
  if (refused !== null) return
  shop.note(`person dismisses ${consignmentId} ${JSON.stringify(document?.lines ?? 'a hold without a document')}`)
  if (document) {
    persons.dismissed.push(document)
    for (const { sku } of document.lines) {
      const key = `${consignmentId} ${sku}`
      if (!persons.dismissedAt.has(key)) persons.dismissedAt.set(key, now())
    }
  } else persons.waved.add(consignmentId)
}
