import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { ask, client } from '../api/client'
import { useFeed } from '../api/state-feed'
import { Obstacle, useActing } from '../frame/acting'

/** A new secret address for Vend's webhooks; where real time is off there is none. */
export function RollWebhook() {
  const { state } = useFeed()
  const [asks, setAsks] = useState(false)
  const roll = useActing(async () => {
    await ask(client.api.webhook.roll.$post())
    setAsks(false)
  })
  if (!state?.webhooks) return null
  return (
    <div>
      <Group gap="sm">
        {asks ? (
          <>
            <Text size="sm">Vend is told the new address; whoever calls the old one is refused.</Text>
            <Button size="compact-md" loading={roll.isPending} onClick={() => roll.mutate(undefined)}>
              Give it a new address
            </Button>
            <Button size="compact-md" variant="default" onClick={() => setAsks(false)}>
              Leave it
            </Button>
          </>
        ) : (
          <Button size="compact-md" variant="default" onClick={() => setAsks(true)}>
            Roll the webhook address
          </Button>
        )}
      </Group>
      {roll.isSuccess && !asks && (
        <Text size="sm" role="status">
          The webhooks have a new secret address. What comes to the old one is refused from now on.
        </Text>
      )}
      <Obstacle error={roll.error} />
    </div>
  )
}
