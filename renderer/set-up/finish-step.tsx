import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { FieldProblem, Looked } from '../../src/api/desk'
import { ask, client, saidOf } from '../api/client'
import { queries } from '../api/queries'
import { AuthorizedKey } from './authorized-key'
import { Disconnect } from './disconnect'
import { RollWebhook } from './roll-webhook'
import { stepOfProblem } from './steps'
import { TestSteps } from './test-steps'
import { useTest } from './use-test'
import { useWalk } from './use-set-up'

type Saved = { readonly warnings: readonly string[]; readonly authorizedKey: string | null }

/** Takes what was entered into use, and proves it. */
export function FinishStep() {
  const walk = useWalk()
  const { stands, begun, authorizedKey } = walk.given
  const test = useTest()
  const [isBusy, setBusy] = useState(false)
  const [above, setAbove] = useState<string | null>(null)
  const [saved, setSaved] = useState<Saved | null>(null)
  const needsSaving = !stands || begun
  const doing = async (work: () => Promise<void>) => {
    setBusy(true)
    setAbove(null)
    try {
      await work()
    } catch (error) {
      setAbove(saidOf(error))
    } finally {
      setBusy(false)
      await queries.invalidateQueries()
    }
  }
  const save = () =>
    doing(async () => {
      test.clear()
      const answer = (await ask(client.api.setup.save.$post())) as Looked<Saved>
      if (answer.kind === 'wrong') placed(answer.problems)
      else if (answer.kind !== 'done') setAbove(answer.text)
      else {
        setSaved(answer)
        walk.show(6)
        // A server that does not have our line yet would only be waited for.
        if (answer.authorizedKey === null || answer.authorizedKey === authorizedKey) void test.run()
      }
    })
  const placed = (problems: readonly FieldProblem[]) => {
    if (problems.some((problem) => stepOfProblem(problem) < 6)) walk.refused(problems)
    else setAbove(problems.map(({ text }) => text).join(' '))
  }
  const forget = () =>
    doing(async () => {
      await ask(client.api.setup.$delete())
    })
  return (
    <Stack gap="sm">
      {needsSaving && <Text size="sm">{stands ? changed : first}</Text>}
      {above !== null && (
        <Alert color="red" role="alert" title="Nothing was changed">
          {above}
        </Alert>
      )}
      {saved?.warnings.map((warning) => (
        <Alert key={warning} color="yellow" title="Saved, and good to know">
          {warning}
        </Alert>
      ))}
      {authorizedKey !== null && <AuthorizedKey line={authorizedKey} />}
      <Group gap="sm">
        {needsSaving ? (
          <Button loading={isBusy} onClick={() => void save()}>
            Save and test
          </Button>
        ) : (
          <Button loading={test.isRunning} onClick={() => void test.run()}>
            Test now
          </Button>
        )}
        {stands && begun && (
          <Button variant="default" onClick={() => void forget()}>
            Forget the changes
          </Button>
        )}
      </Group>
      <TestSteps test={test} />
      {stands && (
        <>
          <RollWebhook />
          <Disconnect />
        </>
      )}
    </Stack>
  )
}

const first = 'Both sides are asked once more. Then everything is kept on this PC, and each connection is tested.'
const changed = 'You have changed something. It is taken into use when you save; until then what stood before holds.'
