import type { OutletSettings } from './settings'

/** The warehouse's names of its locations, by id; one that no outlet is mapped to any more has only its id. */
export function placeNames(outlets: readonly OutletSettings[]): ReadonlyMap<string, string> {
  return new Map(outlets.map(({ location }) => [location.id, location.name]))
}
