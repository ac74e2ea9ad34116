import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { documentCauses, documentKinds, documentStatuses } from '../../src/core/document'
import { useHashQuery } from '../frame/hash-location'

const names = ['search', 'kind', 'outletId', 'status', 'cause', 'from', 'until'] as const

/**
 * What is looked for, as it stands in the address: an empty text lets all through. `from` and `until` are days of this
 * PC's time zone ("2026-11-26"), both of them within.
 */
export type Filter = Readonly<Record<(typeof names)[number], string>>

const known: Partial<Record<keyof Filter, readonly string[]>> = {
  kind: documentKinds,
  cause: documentCauses,
  status: documentStatuses,
}

export function readFilter(query: string): Filter {
  const given = new URLSearchParams(query)
  const read = (name: keyof Filter) => {
    const value = given.get(name)?.trim() ?? ''
    if (name === 'from' || name === 'until') return startOf(value) === null ? '' : value
    return (known[name]?.includes(value) ?? true) ? value : ''
  }
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Filter
}

/** Where a list with this filter stands; `id`: the document whose story is open. */
export function placeOf(filter: Filter, id: string | null = null): string {
  const query = new URLSearchParams(names.flatMap((name) => (filter[name] === '' ? [] : [[name, filter[name]]])))
  return `/history${id === null ? '' : `/${id}`}${query.size > 0 ? `?${query.toString()}` : ''}`
}

export function isFiltered(filter: Filter): boolean {
  return names.some((name) => filter[name] !== '')
}

/** The filter of the address, and how to change it there. `replace`: the back button does not lead to what was before. */
export function useFilter(): [Filter, (changed: Partial<Filter>, how?: { readonly replace: boolean }) => void] {
  const query = useHashQuery()
  const [, go] = useLocation()
  const filter = useMemo(() => readFilter(query), [query])
  return [filter, (changed, how) => go(placeOf({ ...filter, ...changed }), how)]
}

/** The filter as the API takes it. */
export function queryOf({ from, until, ...rest }: Filter): Readonly<Record<string, string>> {
  const given = Object.entries({ ...rest, search: rest.search.slice(0, mostLetters) })
  const [start, end] = [startOf(from), startOf(until, 1)]
  return {
    ...Object.fromEntries(given.filter(([, value]) => value !== '')),
    ...(start !== null && { from: start.toString() }),
    ...(end !== null && { until: end.toString() }),
  }
}

/** So many letters of a search are looked for. */
const mostLetters = 200

/** When a day begins on this PC, or the day so many days later, ms since 1970; null: it is no day. */
function startOf(day: string, later = 0): number | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  const at = new Date(Number(year), Number(month) - 1, Number(date) + later).getTime()
  return Number.isNaN(at) ? null : at
}
