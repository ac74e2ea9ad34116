import type { Named } from '../../src/api/desk'
import type { Pair } from './values'

/**
 * The location that each outlet begins with, by the outlet's id: the one that was chosen, as long as the warehouse still
 * has it; before anything was chosen, the one of the same name. Outlets without one are not ours.
 */
export function suggested(
  outlets: readonly Named[],
  locations: readonly Named[],
  chosen: readonly Pair[] | null,
): ReadonlyMap<string, string> {
  const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase()
  const find = (named: readonly Named[], written: string) =>
    named.find(({ id }) => id === written) ?? named.find(({ name }) => same(name, written))
  const pairs =
    chosen?.map(({ outlet, location }) => [find(outlets, outlet), find(locations, location)] as const) ??
    outlets.map((outlet) => [outlet, locations.find(({ name }) => same(name, outlet.name))] as const)
  return new Map(pairs.flatMap(([outlet, location]) => (outlet && location ? [[outlet.id, location.id] as const] : [])))
}
