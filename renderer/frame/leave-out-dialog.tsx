import { Button, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ask, client } from '../api/client'
import { Obstacle, useActing } from './acting'
import { Dialog } from './dialog'

type LeaveOutDialogProps = {
  /** Of a document, or of a hold without one. */
  readonly id: string
  readonly title: string
  /** What it is about, and what follows from it: sentences. */
  readonly about: readonly string[]
  readonly label: string
  readonly close: () => void
  readonly left: (why: string) => void
}

/** Taking something upon oneself needs a reason, for whoever asks later: asks for it, and leaves it out. */
export function LeaveOutDialog({ id, title, about, label, close, left }: LeaveOutDialogProps) {
  const [why, setWhy] = useState('')
  const leave = useActing(async () => {
    const json = { why: why.trim() }
    await ask(client.api.documents[':id'].dismiss.$post({ param: { id }, json }))
    close()
    left(json.why)
  })
  return (
    <Dialog title={title} close={close} size="lg">
      {about.map((sentence) => (
        <Text size="sm" key={sentence}>
          {sentence}
        </Text>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          leave.mutate(undefined)
        }}
      >
        <TextInput
          {...{ label, value: why, maxLength: 1_000, required: true }}
          description="Kept in its story, so that you can tell later."
          data-autofocus
          onChange={({ currentTarget }) => setWhy(currentTarget.value)}
        />
        <Group gap="xs" justify="flex-end" mt="md">
          <Button variant="default" onClick={close}>
            Keep it
          </Button>
          <Button type="submit" disabled={why.trim() === ''} loading={leave.isPending}>
            Leave it out
          </Button>
        </Group>
      </form>
      <Obstacle error={leave.error} />
    </Dialog>
  )
}
