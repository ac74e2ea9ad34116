import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { StateHold } from '../../src/core/app-state'
import { ask, client } from '../api/client'
import { Obstacle, useActing } from '../frame/acting'
import { forScreens } from './cure-words'
import { Dialog } from '../frame/dialog'
import { useSay } from './said'

type LeaveOutProps = { readonly hold: StateHold; readonly opened: boolean; readonly close: () => void }

/** Taking something upon oneself needs a reason, for whoever asks later. */
export function LeaveOut({ hold: { id, title, text }, opened, close }: LeaveOutProps) {
  const say = useSay()
  const [why, setWhy] = useState('')
  const leave = useActing(async () => {
    await ask(client.api.documents[':id'].dismiss.$post({ param: { id }, json: { why } }))
    close()
    say(`${title} is left out: ${why}`)
  })
  return (
    <Dialog opened={opened} close={close} title={`Leave ${title} out`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          leave.mutate(undefined)
        }}
      >
        <Stack>
          <Text size="sm">{forScreens(text)}</Text>
          <Text size="sm">
            The warehouse is not told. If its stock has to change, change it there by hand. What you write here stands
            in the history.
          </Text>
          <TextInput
            label="Why it is left out"
            value={why}
            onChange={({ currentTarget }) => setWhy(currentTarget.value)}
            maxLength={1_000}
            data-autofocus
            required
          />
          <Obstacle error={leave.error} />
          <Group>
            <Button type="submit" loading={leave.isPending} disabled={why.trim() === ''}>
              Leave it out
            </Button>
            <Button variant="default" onClick={close}>
              Back
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
