import { Button, Group, Stack, Text } from '@mantine/core'
import { ask, client } from '../api/client'
import { Obstacle, useActing } from '../frame/acting'

/** Before the first step: the shop itself, or a sample to look around in. */
export function Begin({ connect, opened }: { readonly connect: () => void; readonly opened: () => void }) {
  const sample = useActing(async () => {
    await ask(client.api.sample.$post())
    opened()
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
