import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { HistoryDocument } from '../../src/core/app-state'
import { choicesOf } from '../../src/core/choices'
import { ask, client } from '../api/client'
import { Obstacle, useActing } from '../frame/acting'
import { LeaveOutDialog } from '../frame/leave-out-dialog'
import { UndoDialog } from './undo-dialog'

type StoryActsProps = {
  readonly document: HistoryDocument
  readonly name: string
  readonly names: ReadonlyMap<string, string>
  /** The story in plain sentences. */
  readonly text: () => string
}

/** What became of something that was done: the document of it as it stands now, and what keeps it from the warehouse. */
type Became = { readonly document: HistoryDocument | null; readonly problem: string | null }

/** What can be done about a document, and what came of it. */
export function StoryActs({ document, name, names, text }: StoryActsProps) {
  const [asking, setAsking] = useState<'undo' | 'dismiss' | null>(null)
  const [said, setSaid] = useState('')
  const choices = choicesOf(document)
  const param = { id: document.id }
  const one = client.api.documents[':id']
  const acting = useActing(async (work: () => Promise<string>) => setSaid(await work()))
  const act = (work: () => Promise<string>) => {
    setSaid('')
    acting.mutate(work)
  }
  const button = (label: string, work: () => Promise<string>, isFirst = false) => (
    <Button
      key={label}
      size="xs"
      variant={isFirst ? 'filled' : 'default'}
      disabled={acting.isPending}
      onClick={() => act(work)}
    >
      {label}
    </Button>
  )
  const settle = (arrived: boolean) => async () =>
    becameText(await ask(one.settle.$post({ param, json: { arrived } })), name)
  return (
    <div>
      <Group gap="xs">
        {choices.includes('retry') &&
          button('Try again', async () => becameText(await ask(one.retry.$post({ param })), name), true)}
        {choices.includes('approve') &&
          button('Send it', async () => becameText(await ask(one.approve.$post({ param })), name), true)}
        {choices.includes('settle') && [button('It arrived', settle(true), true), button('It did not', settle(false))]}
        {choices.includes('dismiss') && (
          <Button size="xs" variant="default" onClick={() => setAsking('dismiss')}>
            Leave it out
          </Button>
        )}
        {choices.includes('undo') && (
          <Button size="xs" variant="default" onClick={() => setAsking('undo')}>
            Undo
          </Button>
        )}
        {button('Copy as text', async () => {
          await navigator.clipboard.writeText(text())
          return 'Copied. Paste it where you need it.'
        })}
      </Group>
      <Text size="sm" role="status" fw={600} mt={said === '' ? 0 : 'xs'}>
        {said}
      </Text>
      <Obstacle error={acting.error} />
      {asking === 'undo' && (
        <UndoDialog
          {...{ document, name, names }}
          close={() => setAsking(null)}
          undone={(became) => setSaid(becameText(became, `The undo of ${name}`))}
        />
      )}
      {asking === 'dismiss' && (
        <LeaveOutDialog
          id={document.id}
          title={`Leave ${name} out?`}
          about={['The warehouse does not get it, now or later.']}
          label="Why?"
          close={() => setAsking(null)}
          left={() => setSaid(`You left ${name} out.`)}
        />
      )}
    </div>
  )
}

function becameText({ document, problem }: Became, name: string): string {
  return [document === null ? 'Done.' : standing(document, name), problem].filter((one) => one !== null).join(' ')
}

function standing({ status, warehouseNumber, holds, waits }: HistoryDocument, name: string): string {
  switch (status) {
    case 'delivered':
      return `${name} is in the warehouse${warehouseNumber === null ? '' : ` as ${warehouseNumber}`}.`
    case 'waiting':
      return `${name} waits. ${waits?.text ?? 'It goes as soon as it can.'}`
    case 'sending':
      return `${name} is being sent.`
    case 'unsure':
      return `It is not known yet whether ${name} arrived. Stocktray looks it up.`
    case 'needs-you':
      return `${name} waits for you. ${holds[0]?.text ?? ''}`
    case 'dismissed':
      return `You left ${name} out.`
    case 'withdrawn':
      return `${name} was replaced: Vend says something else by now.`
  }
}
