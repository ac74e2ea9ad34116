import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { tomorrowMorning } from '../../src/core/pause'
import { ask, client } from '../api/client'
import { Obstacle, useActing } from '../frame/acting'
import { Dialog } from '../frame/dialog'

const hourMs = 3_600_000

/** Nothing new is sent for a while; Vend is read on. */
export function Pause({ paused }: { readonly paused: boolean }) {
  const [asking, setAsking] = useState(false)
  const pause = useActing(async (until: number | null) => {
    await ask(client.api.pause.$post({ json: { until } }))
    setAsking(false)
  })
  const watch = useActing(async () => {
    await ask(client.api.watch.$post())
    setAsking(false)
  })
  const resume = useActing(() => ask(client.api.resume.$post()))
  if (paused)
    return (
      <>
        <Button variant="default" loading={resume.isPending} onClick={() => resume.mutate(undefined)}>
          Resume
        </Button>
        <Obstacle error={resume.error} />
      </>
    )
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        Pause
      </Button>
      {asking && (
        <Dialog title="Pause for how long?" close={() => setAsking(false)}>
          <Text>Nothing new is sent to the warehouse meanwhile. Vend is read on, and nothing is lost.</Text>
          <Group>
            <Button data-autofocus loading={pause.isPending} onClick={() => pause.mutate(Date.now() + hourMs)}>
              For an hour
            </Button>
            <Button variant="default" onClick={() => pause.mutate(tomorrowMorning(Date.now()))}>
              Until tomorrow, 09:00
            </Button>
            <Button variant="default" onClick={() => pause.mutate(null)}>
              Until I resume
            </Button>
          </Group>
          <Text>
            Or let it only watch: it keeps what would have gone, for days if you like, and asks you when you go live.
          </Text>
          <Group>
            <Button variant="default" loading={watch.isPending} onClick={() => watch.mutate(undefined)}>
              Only watch
            </Button>
          </Group>
          <Obstacle error={pause.error ?? watch.error} />
        </Dialog>
      )}
    </>
  )
}
