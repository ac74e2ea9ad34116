import { Alert, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { ask, client } from '../api/client'
import { Obstacle, useActing } from './acting'

const begun =
  'A shop and a warehouse that exist on this PC alone. Let something happen in the shop, and see what becomes of it.'
const over = 'The sample day is over. Look at History and Needs you, and leave the sample when you have seen enough.'

/** On every screen while the sample shop is open: it must never be taken for the real one. */
export function SampleBanner() {
  const { data } = useQuery({ queryKey: ['sample'], queryFn: () => ask(client.api.sample.$get()) })
  return data?.isOpen === true ? <OpenSample /> : null
}

function OpenSample() {
  /** What happened last; null: the day is over. */
  const [said, setSaid] = useState<string | null>(begun)
  const [, go] = useLocation()
  const next = useActing(async () => {
    const { said: happened } = await ask(client.api.sample.next.$post())
    setSaid(happened)
  })
  const leave = useActing(async () => {
    await ask(client.api.sample.$delete())
    go('/set-up')
  })
  return (
    <Alert color="sea" title="This is a sample shop. Nothing here is yours." mb="md">
      <Group gap="sm" justify="space-between" wrap="nowrap" align="flex-start">
        <Text size="sm" role="status">
          {said ?? over}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <Button size="xs" loading={next.isPending} disabled={said === null} onClick={() => next.mutate(undefined)}>
            Let something happen
          </Button>
          <Button size="xs" variant="default" loading={leave.isPending} onClick={() => leave.mutate(undefined)}>
            Leave the sample
          </Button>
        </Group>
      </Group>
      <Obstacle error={next.error ?? leave.error} />
    </Alert>
  )
}
