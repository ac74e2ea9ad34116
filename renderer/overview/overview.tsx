import { Anchor, Group, Stack, Text, Title } from '@mantine/core'
import { Link } from 'wouter'
import { useFeed } from '../api/state-feed'
import { Account } from './account'
import { Booked } from './booked'
import { Health } from './health'
import { Pause } from './pause'
import { SyncNow } from './sync-now'
import { GoLive, Watching } from './watching'

export function Overview() {
  const { state } = useFeed()
  if (state === null) return null
  const watching = state.paused?.watching ?? false
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="center">
        <Title order={1} size="h2">
          Overview
        </Title>
        <Group gap="sm">
          <Anchor component={Link} href="/preview">
            {watching ? 'What would have been sent' : 'What would be sent now'}
          </Anchor>
          {watching ? <GoLive /> : <Pause paused={state.paused !== null} />}
          <SyncNow />
        </Group>
      </Group>
      {state.clock !== null && <Text>{state.clock}</Text>}
      {state.notices.map(({ text }) => (
        <Text key={text}>Soon: {text}</Text>
      ))}
      <div className="two-columns">
        <Account account={state.account} watching={watching} />
        {watching ? <Watching /> : <Booked />}
      </div>
      <Health state={state} />
    </Stack>
  )
}
