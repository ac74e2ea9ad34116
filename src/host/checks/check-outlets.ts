import type { Outlet } from '../../core/consignment'
import type { VendAnswer } from '../../core/ports/vend'
import type { OutletSettings } from '../../core/settings'
import { counting } from '../../core/words'
import { notChecked, type Check } from './finding'

/** Whether Vend still has the outlets that are mapped; `see` names the check that says why it did not tell. */
export function checkOutlets(
  mapped: readonly OutletSettings[],
  answer: VendAnswer<readonly Outlet[]>,
  see: string,
): Check {
  const name = 'outlets'
  if (!answer.ok) return notChecked(name, see)
  const there = new Map(answer.value.map(({ id, name }) => [id, name]))
  const gone = mapped.filter(({ outlet }) => !there.has(outlet.id))
  if (gone.length > 0)
    return {
      ...{ name, status: 'broken' },
      text: `Vend has ${gone.map(({ outlet }) => `“${outlet.name}”`).join(', ')} no longer: nothing of it is sent any more. Take it out of “outlets” in the set-up file, or name the outlet that took its place, and run: stocktray setup`,
    }
  const renamed = mapped.flatMap(({ outlet }) => {
    const now = there.get(outlet.id)
    return now === outlet.name ? [] : [`“${outlet.name}” is called “${now ?? ''}” now, and is still the same one`]
  })
  const all = `${counting(mapped.length, 'outlet')} of Vend ${mapped.length === 1 ? 'is' : 'are'} ours, and there`
  return { name, status: 'ok', text: `${[all, ...renamed].join('; ')}.` }
}
