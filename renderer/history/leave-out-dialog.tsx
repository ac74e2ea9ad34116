import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { HistoryDocument } from '../../src/core/app-state'
import { ask, client } from '../api/client'
import { Obstacle, useActing } from '../frame/acting'
import { Dialog } from '../frame/dialog'

type LeaveOutDialogProps = {
  readonly document: HistoryDocument
  readonly name: string
  readonly close: () => void
  readonly left: () => void
}

/** Asks why a document is to be left out, and leaves it out. */
export function LeaveOutDialog({ document, name, close, left }: LeaveOutDialogProps) {
  const [why, setWhy] = useState('')
  const acting = useActing(async () => {
    const json = { why: why.trim() }
    await ask(client.api.documents[':id'].dismiss.$post({ param: { id: document.id }, json }))
    left()
    close()
  })
  return (
    <Dialog title={`Leave ${name} out?`} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          acting.mutate(undefined)
        }}
      >
        <Stack gap="sm">
          <Text size="sm">The warehouse does not get it, now or later.</Text>
          <TextInput
            label="Why?"
            description="Kept in its story, so that you can tell later."
            required
            data-autofocus
            maxLength={1000}
            value={why}
            onChange={({ currentTarget }) => setWhy(currentTarget.value)}
          />
          <Obstacle error={acting.error} />
          <Group gap="xs" justify="flex-end">
            <Button variant="default" onClick={close}>
              Keep it
            </Button>
            <Button color="sea.8" type="submit" disabled={why.trim() === ''} loading={acting.isPending}>
              Leave it out
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
