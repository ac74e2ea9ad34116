import type { SimulatedApp } from './simulated-app'
import type { Case } from './case'
import { approvable } from '../../src/core/hold'
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
    if (does === 'approve' && documentId !== null && approve(app, documentId)) {
      given.persons.approved.add(consignmentId)
      given.shop.note(`person approves ${consignmentId} ${reference ?? ''} (${code})`)
    }
    if (does === 'retry' && documentId !== null) app.retry(documentId)
    if (does === 'dismiss') dismiss(app, given, documentId ?? id, consignmentId)
  }
}

/** At the end of a shop everything that a person can let go goes. Answers whether anything moved. */
export function letEverythingGo(app: SimulatedApp, given: Case): boolean {
  const moved = app.state().holds.map(({ documentId, consignmentId, code, productId }) => {
    if (documentId === null) return false
    if (code === 'sku-not-in-warehouse' && mayHaveLostItsItem(given, productId)) {
      dismiss(app, given, documentId, consignmentId)
      return true
    }
    given.persons.approved.add(consignmentId)
    return (approvable as readonly string[]).includes(code) ? approve(app, documentId) : app.retry(documentId) === null
  })
  return moved.includes(true)
}

/** What was told on an item that is deleted goes nowhere else: a person books it by hand. */
function mayHaveLostItsItem({ named, shop }: Case, productId: string | undefined): boolean {
  const sku = shop.products.get(productId ?? '')?.sku ?? ''
  return [...(named?.items.meant(sku) ?? [])].some((item) => named?.items.catalogue.named(item) === undefined)
}

const approve = (app: SimulatedApp, documentId: string) => app.approve(documentId) === null

function dismiss(app: SimulatedApp, { persons, shop }: Case, id: string, consignmentId: string): void {
  const document = app.history().find((one) => one.id === id)
  if (document && ['dismissed', 'withdrawn', 'delivered'].includes(document.status)) return
  const refused = app.dismiss(id, 'done by hand')
  if (refused !== null) return
  shop.note(`person dismisses ${consignmentId} ${JSON.stringify(document?.lines ?? 'a hold without a document')}`)
  if (document) persons.dismissed.push(document)
  else persons.waved.add(consignmentId)
}
