import { Button, Menu } from '@mantine/core'
import { tomorrowMorning } from '../../src/core/pause'
import { ask, client } from '../api/client'
import { Obstacle, useActing } from '../frame/acting'

const hourMs = 3_600_000

/** Nothing new is sent for a while; Vend is read on. */
export function PauseMenu({ paused }: { readonly paused: boolean }) {
  const pause = useActing((until: number | null) => ask(client.api.pause.$post({ json: { until } })))
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
      <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button variant="default" loading={pause.isPending}>
            Pause
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => pause.mutate(Date.now() + hourMs)}>For an hour</Menu.Item>
          <Menu.Item onClick={() => pause.mutate(tomorrowMorning(Date.now()))}>Until tomorrow, 09:00</Menu.Item>
          <Menu.Item onClick={() => pause.mutate(null)}>Until I resume</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Obstacle error={pause.error} />
    </>
  )
}
