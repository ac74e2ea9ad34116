import { Anchor, Button, Stack, Table, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'wouter'
import { accountClasses, type AccountClass } from '../../src/core/account'
import type { Movement } from '../../src/core/movements'
import { accountRows } from '../../src/core/account-words'
import { shownCount } from '../../src/core/words'
import { ask, client } from '../api/client'
import { usePlaces } from '../api/places'
import { useFeed } from '../api/state-feed'
import { Obstacle } from '../frame/acting'
import { shownMoment } from '../words/moments'

/** One part of the account: exactly those movements of Vend. */
export function Movements() {
  const [search] = useSearchParams()
  const which = accountClasses.find((one) => one === search.get('class')) ?? 'in-warehouse'
  const cause = search.get('cause')
  const { state } = useFeed()
  const list = useMovements(which, cause)
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const part = state && accountRows(state.account).find((row) => row.class === which && row.cause === cause)
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
      {rows.length > 0 && <Rows rows={rows} />}
      {list.isPending && <Text role="status">Reading the ledger …</Text>}
      {list.isSuccess && rows.length === 0 && <Text role="status">There are none any more.</Text>}
      {list.hasNextPage && (
        <Button
          variant="default"
          w="fit-content"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
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
            limit: '100',
            ...(cause !== null && { cause }),
            ...(pageParam !== null && { after: pageParam }),
          },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  })
}

function Rows({ rows }: { readonly rows: readonly Movement[] }) {
  const places = usePlaces()
  const outlet = (id: string) => places.find((place) => place.outlet.id === id)?.outlet.name ?? 'another outlet'
  return (
    <Table stickyHeader className="figures">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Changed in Vend</Table.Th>
          <Table.Th>Movement</Table.Th>
          <Table.Th>Where</Table.Th>
          <Table.Th>Status in Vend</Table.Th>
          <Table.Th>Why</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.consignmentId}>
            <Table.Td>{row.at === null ? 'not known' : shownMoment(row.at)}</Table.Td>
            <Table.Td>
              <Anchor
                component={Link}
                href={`/history?${new URLSearchParams({ search: lastWord(row.title) }).toString()}`}
              >
                {row.title}
              </Anchor>
            </Table.Td>
            <Table.Td>
              {row.sourceOutletId === null
                ? outlet(row.outletId)
                : `${outlet(row.sourceOutletId)} → ${outlet(row.outletId)}`}
            </Table.Td>
            <Table.Td>{row.vendStatus}</Table.Td>
            <Table.Td>{row.why ?? ''}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

/** "CAR-25" of "Order Stock CAR-25"; of a name in quotation marks, the name. */
function lastWord(title: string): string {
  return /“(.*)”$/.exec(title)?.[1] ?? title.split(' ').at(-1) ?? title
}
