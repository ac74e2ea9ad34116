import { Button, Text } from '@mantine/core'
import { counting } from '../../src/core/words'
import { ask, client } from '../api/client'
import { Obstacle, useActing } from '../frame/acting'

/** One scan now, and everything that waits is sent. */
export function SyncNow() {
  const sync = useActing(() => ask(client.api.sync.$post()))
  return (
    <>
      <Button loading={sync.isPending} onClick={() => sync.mutate(undefined)}>
        Sync now
      </Button>
      {sync.data && (
        <Text role="status" size="sm">
          {sync.data.documents.length === 0
            ? 'Vend was read: nothing new.'
            : `Vend was read: ${counting(sync.data.documents.length, 'document')}.`}
        </Text>
      )}
      <Obstacle error={sync.error} />
    </>
  )
}
