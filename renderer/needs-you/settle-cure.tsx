import { Button, Group, Loader, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { placeName, withMinus, withSign } from '../../src/core/document-words'
import { ask, client } from '../api/client'
import { usePlaceNames } from '../api/places'
import { Obstacle, useActing } from '../frame/acting'
import { CureCard } from './cure-card'
import { becameOf } from './cure-words'
import { useSay } from './said'

export type Unsettled = { readonly documentId: string; readonly title: string; readonly text: string }

type SettleCureProps = { readonly unsettled: Unsettled; readonly later: () => void }

/** Nobody knows whether it arrived: both systems' figures, and the question to whoever can look. */
export function SettleCure({ unsettled: { documentId: id, title, text }, later }: SettleCureProps) {
  const say = useSay()
  const names = usePlaceNames()
  const asked = useQuery({
    queryKey: ['figures', id],
    queryFn: () => ask(client.api.documents[':id'].figures.$get({ param: { id } })),
    staleTime: 'static',
  })
  const settle = useActing(async (arrived: boolean) => {
    const { document } = await ask(client.api.documents[':id'].settle.$post({ param: { id }, json: { arrived } }))
    if (arrived) say(`${title} is down as arrived. It is not sent again.`)
    else say(document === null ? `${title} is decided again.` : becameOf([document], names))
  })
  const lines = asked.data?.lines ?? []
  return (
    <CureCard title={`We do not know whether the warehouse booked ${title}`} about={text}>
      {asked.isPending && <Loader size="sm" role="status" aria-label="Asking the warehouse what it has" />}
      {lines.length > 0 && (
        <Table.ScrollContainer minWidth={420}>
          <Table className="figures" aria-label={`What both systems say of ${title}`}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>SKU</Table.Th>
                <Table.Th>Location</Table.Th>
                <Table.Th ta="end">Vend</Table.Th>
                <Table.Th ta="end">The warehouse had before</Table.Th>
                <Table.Th ta="end">It has now</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.slice(0, mostLines).map(({ sku, location, change, before, now }) => (
                <Table.Tr key={`${sku} ${location}`}>
                  <Table.Td>{sku}</Table.Td>
                  <Table.Td>{placeName(location, names)}</Table.Td>
                  <Table.Td ta="end">{withSign(change)}</Table.Td>
                  <Table.Td ta="end">{before === null ? 'not known' : withMinus(before)}</Table.Td>
                  <Table.Td ta="end">{now === null ? 'not known' : withMinus(now)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {lines.length > mostLines && <Text size="sm">{`And ${(lines.length - mostLines).toString()} more lines.`}</Text>}
      <Group gap="xs">
        <Button size="xs" loading={settle.isPending && settle.variables} onClick={() => settle.mutate(true)}>
          It arrived
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={settle.isPending && !settle.variables}
          onClick={() => settle.mutate(false)}
        >
          It did not: send
        </Button>
        <Button size="xs" variant="default" component={Link} href={`/history/${id}`} aria-label={`Look: ${title}`}>
          Look
        </Button>
        <Button size="xs" variant="subtle" onClick={later}>
          Ask me later
        </Button>
      </Group>
      <Obstacle error={settle.error ?? asked.error} />
    </CureCard>
  )
}

const mostLines = 20
