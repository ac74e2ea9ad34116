import { Button, Group, List, Text } from '@mantine/core'
import { useState } from 'react'
import type { HistoryDocument } from '../../src/core/app-state'
import type { Cure } from '../../src/core/cures'
import { ask, client } from '../api/client'
import { usePlaceNames } from '../api/places'
import { Obstacle, useActing } from '../frame/acting'
import { CureCard } from './cure-card'
import { becameOf, sentenceOf, waiting } from './cure-words'
import { Dialog } from '../frame/dialog'
import { HeldRows, type RowChoice } from './held-rows'
import { useSay } from './said'

type Together = { readonly how: 'approve' | 'retry'; readonly button: string; readonly meaning: string }

/** How many of a kind are ended at once. */
const together: Readonly<Partial<Record<Cure['kind'], Together>>> = {
  decide: { how: 'approve', button: 'Send all', meaning: 'Each is sent to the warehouse as it stands:' },
  'try-now': { how: 'retry', button: 'Try all', meaning: 'Each is tried again now:' },
}

const rowChoices: Readonly<Partial<Record<Cure['kind'], readonly RowChoice[]>>> = {
  decide: ['send', 'look', 'leave-out'],
  'try-now': ['try', 'look', 'leave-out'],
}

/** What waits for one decision each; many of a kind may go together, once a person has seen which ones. */
export function DecideCure({ cure }: { readonly cure: Cure }) {
  const { kind, code, holds } = cure
  const [asking, setAsking] = useState(false)
  const all = together[kind]
  const ready = holds.filter(({ documentId }) => documentId !== null)
  return (
    <CureCard title={sentenceOf(code, holds)} waits={waiting(holds.length, 'movement')}>
      {all && ready.length > 1 && (
        <Group>
          <Button
            variant="default"
            onClick={() => setAsking(true)}
          >{`${all.button} ${ready.length.toString()} …`}</Button>
        </Group>
      )}
      <HeldRows holds={holds} choices={rowChoices[kind] ?? ['look', 'leave-out']} />
      {all && (
        <TogetherDialog cure={{ ...cure, holds: ready }} all={all} opened={asking} close={() => setAsking(false)} />
      )}
    </CureCard>
  )
}

type TogetherProps = {
  readonly cure: Cure
  readonly all: Together
  readonly opened: boolean
  readonly close: () => void
}

function TogetherDialog({ cure: { holds }, all, opened, close }: TogetherProps) {
  const say = useSay()
  const names = usePlaceNames()
  const act = useActing(async () => {
    const became: Pick<HistoryDocument, 'status' | 'kind' | 'vend' | 'from' | 'to' | 'location'>[] = []
    for (const { id } of holds) {
      const { document } = await ask(client.api.documents[':id'][all.how].$post({ param: { id } }))
      if (document !== null) became.push(document)
    }
    close()
    say(becameOf(became, names))
  })
  const name = `${all.button} ${holds.length.toString()}`
  return (
    <Dialog opened={opened} close={close} title={`${name}?`}>
      <Text size="sm">{all.meaning}</Text>
      <List size="sm" spacing="xs">
        {holds.map(({ id, text }) => (
          <List.Item key={id}>{text}</List.Item>
        ))}
      </List>
      <Obstacle error={act.error} />
      <Group>
        <Button loading={act.isPending} onClick={() => act.mutate(undefined)}>
          {name}
        </Button>
        <Button variant="default" onClick={close}>
          Back
        </Button>
      </Group>
    </Dialog>
  )
}
