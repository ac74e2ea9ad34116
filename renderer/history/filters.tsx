import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { documentCauses, documentKinds, documentStatuses } from '../../src/core/document'
import { causeWords, kindWords, statusWords } from '../../src/core/document-words'
import type { OutletSettings } from '../../src/core/settings'
import { isFiltered, type Filter } from './filter'

type Change = (changed: Partial<Filter>, how?: { readonly replace: boolean }) => void
type FiltersProps = {
  readonly filter: Filter
  readonly change: Change
  readonly outlets: readonly OutletSettings[]
}

/** Nobody types a letter so long after the one before, ms. */
const typedMs = 300

export function Filters({ filter, change, outlets }: FiltersProps) {
  const chosen = (name: keyof Filter, label: string, all: string, options: readonly (readonly [string, string])[]) => (
    <NativeSelect
      size="xs"
      label={label}
      value={filter[name]}
      onChange={({ currentTarget }) => change({ [name]: currentTarget.value })}
      data={[{ value: '', label: all }, ...options.map(([value, text]) => ({ value, label: text }))]}
    />
  )
  const day = (name: 'from' | 'until', label: string) => (
    <TextInput
      size="xs"
      type="date"
      className="history-day"
      label={label}
      value={filter[name]}
      onChange={({ currentTarget }) => change({ [name]: currentTarget.value }, { replace: true })}
    />
  )
  return (
    <search aria-label="History" className="history-filters">
      <SearchBox value={filter.search} change={change} />
      {chosen(
        ...(['kind', 'Document', 'All'] as const),
        documentKinds.map((one) => [one, kindWords[one]]),
      )}
      {chosen(
        ...(['status', 'State', 'All'] as const),
        documentStatuses.map((one) => [one, statusWords[one]]),
      )}
      {chosen(
        ...(['outletId', 'Outlet', 'All'] as const),
        outlets.map(({ outlet }) => [outlet.id, outlet.name]),
      )}
      {chosen(
        ...(['cause', 'Came by', 'All'] as const),
        documentCauses.map((one) => [one, causeWords[one]]),
      )}
      {day('from', 'From')}
      {day('until', 'Until')}
      {isFiltered(filter) && (
        <Button size="xs" variant="default" className="history-clear" onClick={() => change(nothing)}>
          Show all
        </Button>
      )}
    </search>
  )
}

const nothing: Filter = { search: '', kind: '', outletId: '', status: '', cause: '', from: '', until: '' }

/** What is typed is looked for after a moment, and does not fill the way back. */
function SearchBox({ value, change }: { readonly value: string; readonly change: Change }) {
  const [typed, setTyped] = useState(value)
  const [standing, setStanding] = useState(value)
  // The way back, or a link, has led to another search.
  if (standing !== value) {
    setStanding(value)
    if (typed.trim() !== value) setTyped(value)
  }
  const search = useDebouncedCallback((text: string) => change({ search: text.trim() }, { replace: true }), typedMs)
  return (
    <TextInput
      size="xs"
      type="search"
      className="history-search"
      label="Search"
      placeholder="SKU, reference, outlet, number"
      maxLength={200}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        search(currentTarget.value)
      }}
    />
  )
}
