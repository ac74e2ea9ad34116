import { Button, Group, Stack, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { ask, client } from '../api/client'
import { useFeed } from '../api/state-feed'
import { Obstacle, useActing } from '../frame/acting'

/** Before the first step: the shop itself, or a sample to look around in. */
export function Begin({ connect }: { readonly connect: () => void }) {
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
      <Text>
        Stocktray needs to know your shop in Vend and your warehouse: six steps, about ten minutes. Have at hand: who
        may make a token in Vend, and how you sign in to the warehouse system.
      </Text>
      <Group>
        <Button onClick={connect}>Connect my shop</Button>
        <Button variant="default" loading={sample.isPending} onClick={() => sample.mutate(undefined)}>
          Try it with a sample shop
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        The sample is a shop and a warehouse on this PC alone. Nothing of it stays when you leave it.
      </Text>
      <Obstacle error={sample.error} />
    </Stack>
  )
}
