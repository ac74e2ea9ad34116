import { Alert, Anchor, Group, Loader, Stack, Text } from '@mantine/core'
import { CircleCheck, CircleSlash, TriangleAlert } from 'lucide-react'
import { Link } from 'wouter'
import type { TestStep } from '../../src/core/test-step'
import { useFeed } from '../api/state-feed'
import { proofOf } from './proof'
import type { Test } from './use-test'

const shown: Readonly<
  Record<TestStep['status'], { readonly word: string; readonly Shape: typeof CircleCheck; readonly color: string }>
> = {
  ok: { word: 'Well', Shape: CircleCheck, color: 'var(--shape-well)' },
  failed: { word: 'To see to', Shape: TriangleAlert, color: 'var(--shape-bad)' },
  skipped: { word: 'Left out', Shape: CircleSlash, color: 'var(--shape-still)' },
}

const titles: Readonly<Record<TestStep['name'], string>> = {
  ...{ token: 'Vend’s token', outlets: 'Outlets', 'mapped outlets': 'Your outlets', warehouse: 'Warehouse' },
  ...{ locations: 'Locations', 'way in': 'Way in', 'own address': 'Your address', webhook: 'Webhooks' },
  saved: 'Kept',
}

/** Each step of a test as it comes, and what all of it proves. */
export function TestSteps({ test }: { readonly test: Test }) {
  const { steps, isRunning, obstacle } = test
  const isDone = test.isDone && !isRunning
  if (steps.length === 0 && !isRunning && obstacle === null) return null
  const failed = steps.filter(({ status }) => status === 'failed').length
  return (
    <Stack gap="xs">
      <ul className="test-steps" aria-label="What the test found" aria-live="polite">
        {steps.map(({ name, status, text }) => {
          const { word, Shape, color } = shown[status]
          return (
            <li key={name}>
              <Group gap="xs" wrap="nowrap" align="flex-start">
                <Shape size={18} aria-hidden style={{ color, flex: 'none', marginTop: 2 }} />
                <Text size="sm">
                  <b>
                    {titles[name]}: {word}.
                  </b>{' '}
                  {text}
                </Text>
              </Group>
            </li>
          )
        })}
      </ul>
      {isRunning && (
        <Group gap="xs">
          <Loader size="xs" aria-hidden />
          <Text size="sm">Testing.</Text>
        </Group>
      )}
      {obstacle !== null && (
        <Alert color="red" role="alert" title="The test did not come to its end">
          {obstacle}
        </Alert>
      )}
      {isDone && failed > 0 && <Text>See to what is named above, then press Test now.</Text>}
      {isDone && failed === 0 && <Proof />}
    </Stack>
  )
}

function Proof() {
  const { state } = useFeed()
  return (
    <div role="status">
      <Text fw={600}>Everything was found well. {state && proofOf(state)}</Text>
      <Group gap="md">
        <Anchor component={Link} href="/preview">
          Show me what would be sent now
        </Anchor>
        <Anchor component={Link} href="/">
          Go to the overview
        </Anchor>
      </Group>
    </div>
  )
}
