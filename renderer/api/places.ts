import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { placeNames } from '../../src/core/place-names'
import type { OutletSettings } from '../../src/core/settings'
import { ask, client } from './client'

const none: readonly OutletSettings[] = []

/** The outlets that are ours, and where their stock lies; none until that was answered. */
export function usePlaces(): readonly OutletSettings[] {
  const { data = none } = useQuery({ queryKey: ['places'], queryFn: () => ask(client.api.places.$get()) })
  return data
}

/** The warehouse's names of its locations, by id. */
export function usePlaceNames(): ReadonlyMap<string, string> {
  const places = usePlaces()
  return useMemo(() => placeNames(places), [places])
}
