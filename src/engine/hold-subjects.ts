import type { HoldSubject, StateHold } from '../core/app-state'
import type { Line } from './line'

/** Says of each hold which outlet or SKU it is about: one cure then frees all that wait for the same. */
export function withSubjects({ ledger, settings }: Pick<Line, 'ledger' | 'settings'>, holds: StateHold[]): StateHold[] {
  const products = ledger.products.byId(new Set(holds.flatMap(({ productId }) => productId ?? [])))
  const mapped = new Set(settings.outlets.map(({ outlet }) => outlet.id))
  const names = ledger.products.outletNames()
  const subjectOf = ({ code, consignmentId, productId }: StateHold): HoldSubject | null => {
    if (code === 'outlet-without-location') {
      const consignment = ledger.consignments.byId(consignmentId)
      const ends = [consignment?.sourceOutletId, consignment?.outletId]
      const id = ends.find((outlet) => outlet !== undefined && outlet !== null && !mapped.has(outlet))
      return id === undefined || id === null ? null : { kind: 'outlet', id, name: names.get(id) ?? id }
    }
    const sku = products.get(productId ?? '')?.sku ?? null
    return sku === null ? null : { kind: 'sku', id: sku, name: sku }
  }
  return holds.map((hold) => {
    const subject = subjectOf(hold)
    return subject ? { ...hold, subject } : hold
  })
}
