import { Alert, Anchor, Button, Group, Loader, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import type { OutletSettings } from '../../src/core/settings'
import { counting } from '../../src/core/words'
import { isRefused } from '../api/client'
import { useFeed } from '../api/state-feed'
import { DocumentTable, type Spot } from './document-table'
import { isFiltered, placeOf, type Filter } from './filter'
import { Filters } from './filters'
import { useHistory } from './use-history'

type ListProps = {
  readonly filter: Filter
  readonly change: (changed: Partial<Filter>, how?: { readonly replace: boolean }) => void
  readonly outlets: readonly OutletSettings[]
  readonly names: ReadonlyMap<string, string>
  /** Where somebody was before a story was opened. */
  readonly spot: Spot
  readonly leave: (spot: Spot) => void
}

export function List({ filter, change, outlets, ...rest }: ListProps) {
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={1} size="h2">
          History
        </Title>
        <Anchor href="/api/history.csv" download="stocktray-history.csv" size="sm">
          Export as CSV
        </Anchor>
      </Group>
      <Filters {...{ filter, change, outlets }} />
      <Found key={placeOf(filter)} filter={filter} {...rest} />
    </Stack>
  )
}

function Found({ filter, names, spot, leave }: Omit<ListProps, 'change' | 'outlets'>) {
  const { rows, news, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch, setLooked } =
    useHistory(filter)
  const [, go] = useLocation()
  if (isPending) return <Text role="status">Looking …</Text>
  if (error && rows.length === 0) return <NotRead error={error} again={() => void refetch()} />
  if (rows.length === 0) return <Nothing isFiltered={isFiltered(filter)} />
  const toTop = () => document.getElementById('looked-at')?.scrollTo({ top: 0 })
  return (
    <div>
      <div role="status" className="history-news">
        {news > 0 && (
          <Button size="xs" onClick={toTop}>
            {counting(news, 'new document')}
          </Button>
        )}
      </div>
      <DocumentTable
        {...{ rows, names, spot }}
        goesOn={hasNextPage && !error}
        more={() => {
          if (!isFetchingNextPage) void fetchNextPage()
        }}
        looked={setLooked}
        open={(id, at) => {
          leave(at)
          go(placeOf(filter, id))
        }}
        linkTo={(id) => `#${placeOf(filter, id)}`}
      />
      {error ? (
        <NotRead error={error} again={() => void fetchNextPage()} />
      ) : (
        hasNextPage && (
          <Group gap="xs" p="sm">
            <Loader size="xs" aria-hidden /> <Text size="sm">Reading on …</Text>
          </Group>
        )
      )}
    </div>
  )
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }): ReactNode {
  const { state } = useFeed()
  if (isFiltered)
    return (
      <Text role="status">Nothing of that kind is in the history. Take something out of the search, or show all.</Text>
    )
  return (
    <Text role="status">
      Nothing was sent yet. {state?.lastScan ? 'What Vend records from now on' : 'What Vend records'} appears here, with
      what became of it.
    </Text>
  )
}

function NotRead({ error, again }: { readonly error: Error; readonly again: () => void }): ReactNode {
  return (
    <Alert color="red" role="alert" title="The history could not be read">
      <Group justify="space-between">
        <Text size="sm">{isRefused(error) ? error.message : 'Something went wrong in this page.'}</Text>
        <Button size="xs" variant="default" onClick={again}>
          Read it again
        </Button>
      </Group>
    </Alert>
  )
}
