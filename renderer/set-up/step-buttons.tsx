import { Alert, Button, Group } from '@mantine/core'
import type { StepNumber } from './steps'
import { useWalk } from './use-set-up'

type StepButtonsProps = {
  readonly step: StepNumber
  readonly isBusy: boolean
  /** What stands in the way, and belongs to no field. */
  readonly above: string | null
}

/** What is said above the buttons, and the way on and back. */
export function StepButtons({ step, isBusy, above }: StepButtonsProps) {
  const { given, show } = useWalk()
  const back = (step - 1) as StepNumber
  return (
    <>
      {above !== null && (
        <Alert color="red" role="alert" mt="sm" title="This step is not done yet">
          {above}
        </Alert>
      )}
      <Group gap="sm" mt="md">
        <Button type="submit" loading={isBusy}>
          {given.stands ? 'Done' : 'Continue'}
        </Button>
        {given.stands ? (
          <Button variant="default" onClick={() => show(6)}>
            Close
          </Button>
        ) : (
          step > 1 && (
            <Button variant="default" onClick={() => show(back)}>
              Back
            </Button>
          )
        )}
      </Group>
    </>
  )
}
