import { Alert, Anchor, Button, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import { whenItEnds, type Pause } from '../../src/core/pause'
import { counting } from '../../src/core/words'
import { ask, client } from '../api/client'
import { usePlaceNames } from '../api/places'
import { useFeed } from '../api/state-feed'
import { Obstacle, useActing } from '../frame/acting'
import { GoLive } from '../overview/watching'
import { PreviewDocument } from './preview-document'

/** What would be sent now, line by line, before anything is: found out by reading Vend, on a copy that is gone afterwards. */
export function Preview() {
  const [, go] = useLocation()
  const names = usePlaceNames()
  const asked = useQuery({
    queryKey: ['preview'],
    queryFn: () => ask(client.api.preview.$post()),
    // It reads Vend and asks the warehouse: once a visit, and when somebody wants it anew.
    staleTime: 'static',
    gcTime: 0,
    retry: false,
  })
  const send = useActing(async () => {
    await ask(client.api.sync.$post())
    go('/history')
  })
  const documents = asked.data?.documents ?? []
  const going = documents.filter(({ status }) => status === 'waiting')
  const held = documents.filter(({ status }) => status === 'needs-you')
  const alone = asked.data?.holds.filter(({ documentId }) => documentId === null) ?? []
  const problems = [asked.data?.vendProblem, asked.data?.warehouseProblem].flatMap((one) => (one ? [one.text] : []))
  const paused = asked.data?.paused ?? null
  const watching = useFeed().state?.paused?.watching ?? false
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1} size="h2">
          {watching ? 'What would have been sent' : 'What would be sent now'}
        </Title>
        <Group gap="xs">
          <Button variant="default" loading={asked.isFetching} onClick={() => void asked.refetch()}>
            Look again
          </Button>
          {watching ? (
            <GoLive />
          ) : (
            <Button
              disabled={going.length === 0 || paused !== null || asked.isFetching}
              loading={send.isPending}
              onClick={() => send.mutate(undefined)}
            >
              Send now
            </Button>
          )}
        </Group>
      </Group>
      <div role="status">
        {asked.isFetching && (
          <Group gap="sm">
            <Loader size="sm" aria-hidden />
            <Text>Reading Vend and asking the warehouse. Nothing is sent.</Text>
          </Group>
        )}
        {asked.isSuccess && !asked.isFetching && (
          <Text>{summaryOf(going.length, held.length + alone.length, paused)}</Text>
        )}
      </div>
      <Obstacle error={send.error ?? asked.error} />
      {problems.map((text) => (
        <Alert key={text} color="red" title="Not all of it could be found out">
          {text}
        </Alert>
      ))}
      {going.map((one) => (
        <PreviewDocument key={one.id} document={one} names={names} order={2} />
      ))}
      {held.length + alone.length > 0 && (
        <>
          <Title order={2} size="h3">
            Would wait for you
          </Title>
          {held.map((one) => (
            <PreviewDocument key={one.id} document={one} names={names} order={3} />
          ))}
          {alone.map(({ id, code, text }) => (
            <Text key={`${id} ${code}`} size="sm">
              {text}
            </Text>
          ))}
          <Anchor component={Link} href="/needs-you">
            What needs you already
          </Anchor>
        </>
      )}
    </Stack>
  )
}

function summaryOf(going: number, held: number, paused: Pause | null): string {
  const would = going === 0 ? 'Nothing would be sent' : `${counting(going, 'document')} would be sent`
  const when = paused && going > 0 ? ` ${whenItEnds(paused)}` : ''
  const wait = held === 0 ? '' : `, ${held.toString()} would wait for you`
  return `${would}${when}${wait}. Nothing was sent.`
}
