import { Radio, Stack, Switch, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ToastChoice } from '../../src/core/toasts'
import { ask, client } from '../api/client'
import { Obstacle, useActing } from '../frame/acting'

const choices: Readonly<Record<ToastChoice, string>> = {
  all: 'What was sent, and what needs you',
  problems: 'Only what needs you',
  none: 'Nothing',
}

/** What the app does on this PC beside the shop's work; a browser has none. */
export function ThisPc() {
  const { data } = useQuery({ queryKey: ['desktop'], queryFn: () => ask(client.api.desktop.$get()) })
  const change = useActing((json: { readonly toasts?: ToastChoice; readonly opensAtLogin?: boolean }) =>
    ask(client.api.desktop.$post({ json })),
  )
  const given = data?.given ?? null
  if (given === null) return null
  // What was pressed shows at once; what became of it a moment later.
  const shown = { ...given, ...(change.isPending ? change.variables : {}) }
  return (
    <section aria-labelledby="this-pc">
      <Title order={2} size="h4" id="this-pc" mb="xs">
        This PC
      </Title>
      <Stack gap="md">
        <Radio.Group
          label="Notifications"
          value={shown.toasts}
          onChange={(toasts) => change.mutate({ toasts: toasts })}
        >
          <Stack gap={6} mt={6}>
            {Object.entries(choices).map(([choice, words]) => (
              <Radio key={choice} value={choice} label={words} />
            ))}
          </Stack>
        </Radio.Group>
        {given.opensAtLogin !== null && (
          <Switch
            label="Start Stocktray when I log in"
            description="Without it nothing is sent after a restart of the PC until somebody starts Stocktray."
            checked={shown.opensAtLogin ?? false}
            onChange={({ currentTarget }) => change.mutate({ opensAtLogin: currentTarget.checked })}
          />
        )}
        <Text size="sm">
          Stocktray {given.version}
          {given.update === null ? '' : `. ${given.update} is there: choose “Restart to update” in the tray’s menu.`}
        </Text>
        <Obstacle error={change.error} />
      </Stack>
    </section>
  )
}
