import { useQuery } from '@tanstack/react-query'
import { ask, client } from '../api/client'

/** The warehouse's names of its locations, by id. */
export function usePlaceNames(): ReadonlyMap<string, string> {
  const { data } = useQuery({ queryKey: ['places'], queryFn: () => ask(client.api.places.$get()) })
  return new Map(data?.map(({ location }) => [location.id, location.name]))
}
