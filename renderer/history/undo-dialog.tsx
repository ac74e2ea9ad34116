import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { HistoryDocument } from '../../src/core/app-state'
import { kindWords, whereOf } from '../../src/core/document-words'
import { ask, client } from '../api/client'
import { Obstacle, useActing } from '../frame/acting'
import { Dialog } from '../frame/dialog'
import { careTitle } from './status-mark'
import { StoryLines } from './story-lines'

type UndoDialogProps = {
  readonly document: HistoryDocument
  readonly name: string
  readonly names: ReadonlyMap<string, string>
  readonly close: () => void
  readonly undone: (became: { readonly document: HistoryDocument | null; readonly problem: string | null }) => void
}

/** Shows what undoing would book before it does. */
export function UndoDialog({ document, name, names, close, undone }: UndoDialogProps) {
  const param = { id: document.id }
  const undo = client.api.documents[':id'].undo
  const { data, error } = useQuery({
    queryKey: ['documents', document.id, 'undo'],
    queryFn: ({ signal }) => ask(undo.$get({ param }, { init: { signal } })),
    // What is asked about must be what is seen.
    ...{ gcTime: 0, retry: false },
  })
  const acting = useActing(async () => {
    undone(await ask(undo.$post({ param })))
    close()
  })
  const preview = data?.preview
  return (
    <Dialog title={`Undo ${name}?`} close={close} size="lg">
      <Stack gap="sm">
        {preview ? (
          <>
            <Text size="sm">
              It books the opposite: a {kindWords[preview.documentKind]} {preview.location === null ? 'from' : 'at'}{' '}
              {whereOf(preview, names)}. What is undone stays undone until Vend changes it.
            </Text>
            <StoryLines document={preview} figures={preview.figures} names={names} linked={false} />
            {preview.holds.map(({ text }, index) => (
              <Alert key={index} color="orange" styles={careTitle} title="It would wait for you first">
                {text}
              </Alert>
            ))}
          </>
        ) : (
          error === null && <Text role="status">Asking the warehouse what it has now …</Text>
        )}
        <Obstacle error={acting.error ?? error} />
        <Group gap="xs" justify="flex-end">
          <Button variant="default" onClick={close}>
            Leave it
          </Button>
          <Button disabled={!preview} loading={acting.isPending} onClick={() => acting.mutate(undefined)}>
            Undo it
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
