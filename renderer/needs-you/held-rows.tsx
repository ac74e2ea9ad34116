import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import type { StateHold } from '../../src/core/app-state'
import { ask, client } from '../api/client'
import { usePlaceNames } from '../api/places'
import { Obstacle, useActing } from '../frame/acting'
import { LeaveOutDialog } from '../frame/leave-out-dialog'
import { becameOf } from './cure-words'
import { useSay } from './said'

export type RowChoice = 'look' | 'send' | 'try' | 'leave-out'

type HeldRowsProps = {
  readonly holds: readonly StateHold[]
  readonly choices: readonly RowChoice[]
  /** The sentences are long and say the same: only names are shown until somebody asks for them. */
  readonly folded?: boolean
}

/** More rows than a person reads at once. */
const shownAtFirst = 5

/** What waits, row by row, with what can be done about each. */
export function HeldRows({ holds, choices, folded = false }: HeldRowsProps) {
  const [open, setOpen] = useState(!folded)
  const [all, setAll] = useState(false)
  const shown = all ? holds : holds.slice(0, shownAtFirst)
  if (!open)
    return (
      <Anchor component="button" type="button" size="sm" ta="start" onClick={() => setOpen(true)}>
        {holds.length === 1 ? 'Show what waits' : `Show the ${holds.length.toString()} that wait`}
      </Anchor>
    )
  return (
    <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
      {shown.map((hold) => (
        <HeldRow key={`${hold.id} ${hold.code} ${hold.productId ?? ''}`} hold={hold} choices={choices} />
      ))}
      {shown.length < holds.length && (
        <li>
          <Anchor component="button" type="button" size="sm" onClick={() => setAll(true)}>
            {`Show ${(holds.length - shown.length).toString()} more`}
          </Anchor>
        </li>
      )}
    </Stack>
  )
}

function HeldRow({ hold, choices }: { readonly hold: StateHold; readonly choices: readonly RowChoice[] }) {
  const { id, documentId, title, text } = hold
  const say = useSay()
  const names = usePlaceNames()
  const [leaving, setLeaving] = useState(false)
  const act = useActing(async (how: 'approve' | 'retry') => {
    const answer = await ask(client.api.documents[':id'][how].$post({ param: { id } }))
    say(answer.document === null ? `${title} is decided.` : becameOf([answer.document], names))
  })
  const offered = (choice: RowChoice) => choices.includes(choice)
  return (
    <li>
      <Text size="sm">{text}</Text>
      <Group gap="xs" mt={6}>
        {offered('send') && documentId !== null && (
          <Button
            size="xs"
            loading={act.isPending}
            aria-label={`Send it: ${title}`}
            onClick={() => act.mutate('approve')}
          >
            Send it
          </Button>
        )}
        {offered('try') && documentId !== null && (
          <Button
            size="xs"
            loading={act.isPending}
            aria-label={`Try now: ${title}`}
            onClick={() => act.mutate('retry')}
          >
            Try now
          </Button>
        )}
        {offered('look') && documentId !== null && (
          <Button
            size="xs"
            variant="default"
            component={Link}
            href={`/history/${documentId}`}
            aria-label={`Look: ${title}`}
          >
            Look
          </Button>
        )}
        {offered('leave-out') && (
          <Button size="xs" variant="default" aria-label={`Leave it out: ${title}`} onClick={() => setLeaving(true)}>
            Leave it out
          </Button>
        )}
      </Group>
      <Obstacle error={act.error} />
      {leaving && (
        <LeaveOutDialog
          id={id}
          title={`Leave ${title} out`}
          about={[text, untold]}
          label="Why it is left out"
          close={() => setLeaving(false)}
          left={(why) => say(`${title} is left out: ${why}`)}
        />
      )}
    </li>
  )
}

const untold = 'The warehouse is not told. If its stock has to change, change it there by hand.'
