import type { Place, WarehouseLine } from '../../core/document'
import type { RefusalProblem } from '../../core/outcome'
import { formatChange, formatQuantity } from '../../core/quantity'
import type { Item } from '../../core/ports/warehouse'
import type { StockItem } from './items'
import * as say from './sentences'

const because = {
  archived: 'archived',
  'lot-tracked': 'tracked by lots or serial numbers',
  service: 'a service',
  untracked: 'not kept in stock',
} as const satisfies Record<NonNullable<Item['unfit']>, string>

/** What Odoo would round off, swallow or refuse in words that mislead, told before anything is made. */
export function unbookable(
  host: string,
  place: Place,
  { item, sku, quantity }: WarehouseLine,
  stock: StockItem | undefined,
): RefusalProblem[] {
  if (!stock) return [{ item, code: 'sku-not-in-warehouse', message: say.itemGone(host, sku) }]
  const { unfit, step } = stock.item
  if (unfit !== null) return [{ item, code: `item-${unfit}`, message: say.itemUnfit(host, sku, because[unfit]) }]
  if (step !== null && quantity % step !== 0n) {
    const message = say.tooFine(host, sku, formatChange(quantity), formatQuantity(step))
    return [{ item, code: 'quantity-too-fine', message }]
  }
  if (place.kind === 'stocktake' && stock.lossLocation === null)
    return [{ item, code: 'no-loss-location', message: say.noLossLocation(host, `“${sku}”`) }]
  return []
}
