import { Anchor, Button, Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { earlierText, watchedText, type WatchedReport, type WayToGoLive } from '../../src/core/watch'
import { counting } from '../../src/core/words'
import { ask, client } from '../api/client'
import { Obstacle, useActing } from '../frame/acting'
import { Dialog } from '../frame/dialog'
import { shownShortDay } from '../words/moments'

/** What it would have done so far, while it only watches, by days and in sum. */
export function Watching() {
  const { data } = useQuery({ queryKey: ['watch'], queryFn: () => ask(client.api.watch.$get()) })
  if (!data) return null
  return (
    <section aria-labelledby="watching">
      <Title order={2} size="h4" id="watching" mb="xs">
        Watched so far
      </Title>
      <Text className="figures">{`In all ${watchedText(data)}. Nothing was sent.`}</Text>
      {data.days.length > 0 && (
        <dl className="rows figures">
          {data.days.map((day) => (
            <div key={day.from}>
              <dt>{shownShortDay(day.from)}</dt>
              <dd>{watchedText(day)}</dd>
            </div>
          ))}
        </dl>
      )}
      <Anchor component={Link} href="/preview">
        Line by line, before and after
      </Anchor>
    </section>
  )
}

/** Ends the watching; asks for one thing, what becomes of what was watched. */
export function GoLive() {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button onClick={() => setAsking(true)}>Go live …</Button>
      {asking && <GoLiveDialog close={() => setAsking(false)} />}
    </>
  )
}

function GoLiveDialog({ close }: { readonly close: () => void }) {
  const { data, error } = useQuery({ queryKey: ['watch'], queryFn: () => ask(client.api.watch.$get()) })
  const go = useActing(async (way: WayToGoLive) => {
    await ask(client.api['go-live'].$post({ json: { way } }))
    close()
  })
  return (
    <Dialog title="Go live with what was watched, or without it?" size="lg" close={close}>
      {data && (
        <>
          <Text>{`So far ${watchedText(data)}. Has your warehouse been told of it in another way meanwhile?`}</Text>
          <section aria-label="Send what was watched">
            <Text>{sendText(data)}</Text>
            <Button
              mt="xs"
              loading={go.isPending && go.variables === 'send-watched'}
              onClick={() => go.mutate('send-watched')}
            >
              It was not told: send what was watched
            </Button>
          </section>
          <section aria-label="Begin now">
            <Text>{beginText(data)}</Text>
            <Button
              mt="xs"
              variant="default"
              loading={go.isPending && go.variables === 'begin-now'}
              onClick={() => go.mutate('begin-now')}
            >
              It was told: begin now, without it
            </Button>
          </section>
          {data.earlier > 0 && <Text size="sm">{earlierText(data)}</Text>}
        </>
      )}
      <Group>
        <Anchor component={Link} href="/preview" onClick={close}>
          Look at it line by line first
        </Anchor>
      </Group>
      <Obstacle error={go.error ?? error} />
    </Dialog>
  )
}

function sendText({ stocktakes, transfers, held }: WatchedReport): string {
  const waits = held === 0 ? '' : ` What waits for you (${held.toString()}) goes on waiting.`
  return `${counting(stocktakes + transfers, 'document')} ${stocktakes + transfers === 1 ? 'goes' : 'go'} to the warehouse now.${waits}`
}

function beginText({ stocktakes, transfers, held }: WatchedReport): string {
  const all = stocktakes + transfers + held
  return `Vend is read once more, and all that happened until then is left out for good (${counting(all, 'thing')} so far). If Vend changes it later, you are asked.`
}
