import { useState } from 'react'
import { usePlaceNames, usePlaces } from '../api/places'
import type { Spot } from './document-table'
import { placeOf, useFilter } from './filter'
import './history.css'
import { List } from './list'
import { Story } from './story'

/** Everything that was told to the warehouse, or waits to be; `chosen`: the document whose story is looked at. */
export function History({ chosen }: { readonly chosen: string | null }) {
  const [filter, change] = useFilter()
  const outlets = usePlaces()
  const names = usePlaceNames()
  // By the list's address, so that the way back leads to where somebody was.
  const [spots] = useState(() => new Map<string, Spot>())
  const place = placeOf(filter)
  if (chosen !== null) return <Story key={chosen} id={chosen} names={names} filter={filter} />
  return (
    <List
      {...{ filter, change, outlets, names }}
      spot={spots.get(place) ?? { offset: 0, id: null }}
      leave={(spot) => spots.set(place, spot)}
    />
  )
}
