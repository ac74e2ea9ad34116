import type { DecideSettings, Situation } from './decision'
import type { Hold, Ignore } from './hold'
import { nothingSent, titleOf } from './words'

/** Outlets that are not ours are left out; a transfer with one foot in our outlets waits for the other's location. */
export function placeProblem({ consignment, settings, told }: Situation): { ignore: Ignore } | { hold: Hold } | null {
  const title = titleOf(consignment)
  const ends =
    consignment.kind === 'transfer' ? [consignment.sourceOutletId ?? '', consignment.outletId] : [consignment.outletId]
  const unmapped = ends.filter((outlet) => !settings.locations.has(outlet))
  if (unmapped.length === 0) return null
  const names = unmapped.map((outlet) => nameOfOutlet(settings, outlet))
  if (unmapped.length === ends.length)
    return {
      ignore: {
        code: 'outlet-not-ours',
        text: `${title} is left out: ${names.join(' and ')} ${names.length > 1 ? 'have' : 'has'} no location in the warehouse.`,
      },
    }
  return {
    hold: {
      code: 'outlet-without-location',
      text: `${title}: Outlet ${names.join('')} has no location yet. ${nothingSent(told)} Choose its location, or leave the transfer out.`,
    },
  }
}

function nameOfOutlet({ outletNames }: DecideSettings, outlet: string): string {
  if (outlet === '') return '(Vend names none)'
  return `“${outletNames.get(outlet) ?? outlet}”`
}
