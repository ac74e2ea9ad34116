import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { ask, client } from '../api/client'
import { Obstacle, useActing } from '../frame/acting'
import { Dialog } from '../frame/dialog'

/** Vend calls no more and its token is forgotten; what stands about stock stays. */
export function Disconnect() {
  const [asks, setAsks] = useState(false)
  const leave = useActing(async (force: boolean) => {
    const { said } = await ask(client.api.setup.disconnect.$post({ json: { force } }))
    setAsks(false)
    return said
  })
  const close = () => {
    setAsks(false)
    leave.reset()
  }
  return (
    <div>
      <Button size="compact-md" variant="default" onClick={() => setAsks(true)}>
        Disconnect this shop
      </Button>
      {leave.data !== undefined && !asks && (
        <Text size="sm" role="status">
          {leave.data} To connect it again, change “Vend” above.
        </Text>
      )}
      {asks && (
        <Dialog title="Disconnect this shop from Vend?" close={close}>
          <Text size="sm">
            Vend calls this Stocktray no more, and its token is forgotten on this PC. Nothing is sent after that until
            you enter a new token. The history and what waits stay as they are.
          </Text>
          <Obstacle error={leave.error} />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={close}>
              Stay connected
            </Button>
            <Button data-autofocus loading={leave.isPending} onClick={() => leave.mutate(leave.isError)}>
              {leave.isError ? 'Forget the token all the same' : 'Disconnect'}
            </Button>
          </Group>
        </Dialog>
      )}
    </div>
  )
}
