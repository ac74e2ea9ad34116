import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { ask, client } from '../api/client'
import { useFeed } from '../api/state-feed'
import { Obstacle, useActing } from '../frame/acting'

export function SetUp() {
  const [, go] = useLocation()
  const { state } = useFeed()
  const opened = useRef(false)
  useEffect(() => {
    // Only once the state is the sample's: nothing else can be looked at before.
    if (opened.current && state?.shape !== 'not-set-up') go('/')
  }, [state, go])
  const sample = useActing(async () => {
    await ask(client.api.sample.$post())
    opened.current = true
  })
  return (
    <Stack>
      <Title order={1}>Set-up</Title>
      <Text>Stocktray needs to know your shop in Vend and your warehouse.</Text>
      <Group>
        <Button variant="default" loading={sample.isPending} onClick={() => sample.mutate(undefined)}>
          Try it with a sample shop
        </Button>
      </Group>
      <Obstacle error={sample.error} />
    </Stack>
  )
}
