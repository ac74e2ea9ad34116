import { Stack, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { accountClasses, type AccountClass } from '../../src/core/account'
import { accountRows } from '../../src/core/account-words'
import { mostHistoryRows } from '../../src/core/history-page'
import { shownCount } from '../../src/core/words'
import { ask, client } from '../api/client'
import { useFeed } from '../api/state-feed'
import { Obstacle } from '../frame/acting'
import { MovementList } from './movement-list'

/** So many rows are read at once. */
const pageRows = mostHistoryRows.toString()

/** One part of the account: exactly those movements of Vend. */
export function Movements() {
  const [search] = useSearchParams()
  const which = accountClasses.find((one) => one === search.get('class')) ?? 'in-warehouse'
  const cause = search.get('cause')
  const { state } = useFeed()
  const list = useMovements(which, cause)
  const { hasNextPage, isFetching, fetchNextPage } = list
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data])
  const more = useCallback(() => {
    if (!isFetching) void fetchNextPage()
  }, [isFetching, fetchNextPage])
  const part =
    state &&
    accountRows(state.account, state.paused?.watching).find((row) => row.class === which && row.cause === cause)
  return (
    <Stack>
      <Title order={1} size="h2">
        Movements {part?.text ?? ''}
      </Title>
      <Text c="dimmed">
        {part
          ? `${shownCount(part.count)} of Vend’s stock movements, newest first.`
          : 'Of Vend’s stock movements, newest first.'}
      </Text>
      <Obstacle error={list.error} />
      {rows.length > 0 && <MovementList rows={rows} goesOn={hasNextPage && !list.error} more={more} />}
      {list.isPending && <Text role="status">Reading the ledger …</Text>}
      {list.isSuccess && rows.length === 0 && <Text role="status">There are none any more.</Text>}
      {hasNextPage && rows.length > 0 && !list.error && <Text role="status">Reading on …</Text>}
    </Stack>
  )
}

function useMovements(which: AccountClass, cause: string | null) {
  return useInfiniteQuery({
    queryKey: ['movements', which, cause],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      ask(
        client.api.movements.$get({
          query: {
            class: which,
            limit: pageRows,
            ...(cause !== null && { cause }),
            ...(pageParam !== null && { after: pageParam }),
          },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  })
}
