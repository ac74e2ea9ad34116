import type { Location, WarehouseAnswer } from '../../core/ports/warehouse'
import type { OutletSettings } from '../../core/settings'
import { counting } from '../../core/words'
import { notChecked, type Check } from './finding'

/** Whether the warehouse still has the locations that outlets are mapped to. `warehouse`: how people call it. */
export function checkLocations(
  mapped: readonly OutletSettings[],
  answer: WarehouseAnswer<readonly Location[]>,
  warehouse: string,
): Check {
  const name = 'locations'
  if (answer.kind !== 'ok') return notChecked(name, answer.kind === 'retry' ? 'network' : 'warehouse account')
  const there = new Map(answer.value.map(({ id, name }) => [id, name]))
  const gone = mapped.filter(({ location }) => !there.has(location.id))
  if (gone.length > 0)
    return {
      ...{ name, status: 'broken' },
      text: `${warehouse} has ${gone.map(({ location, outlet }) => `“${location.name}” (for ${outlet.name})`).join(', ')} no longer: documents for it are refused, and wait. Name a location that is there under “outlets” in the set-up file, and run: stocktray setup`,
    }
  const number = new Set(mapped.map(({ location }) => location.id)).size
  return {
    ...{ name, status: 'ok' },
    text: `${counting(number, 'location')} of ${warehouse} ${number === 1 ? 'is' : 'are'} used, and there.`,
  }
}
