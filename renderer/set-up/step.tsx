import { Button, Group, Text, Title } from '@mantine/core'
import { Check, Circle } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { sentences, titles } from './sentences'
import type { StepNumber } from './steps'
import { useWalk } from './use-set-up'

type StepProps = { readonly step: StepNumber; readonly children: ReactNode }

/** One decision: open, folded to the sentence that answers it, or still to come. */
export function Step({ step, children }: StepProps) {
  const { given, sides, open, reached, show } = useWalk()
  const isAnswered = reached > step
  if (open === step) return <Open step={step}>{children}</Open>
  return (
    <li className="step">
      <Group wrap="nowrap" justify="space-between" gap="sm">
        <Group wrap="nowrap" gap="sm">
          {isAnswered ? (
            <Check size={20} className="step-mark" role="img" aria-label="Answered" />
          ) : (
            <Circle size={20} className="step-mark" role="img" aria-label="To come" />
          )}
          <Text {...(!isAnswered && { c: 'dimmed' })}>
            {isAnswered || given.stands ? sentences[step](given, sides) : `${step}. ${titles[step]}`}
          </Text>
        </Group>
        {(isAnswered || reached === step) && (
          <Button
            variant="default"
            size="compact-sm"
            flex="none"
            onClick={() => show(step)}
            aria-label={`${isAnswered ? 'Change' : 'Go on'}: ${titles[step]}`}
          >
            {isAnswered ? 'Change' : 'Go on'}
          </Button>
        )}
      </Group>
    </li>
  )
}

function Open({ step, children }: StepProps) {
  const { moved, problems } = useWalk()
  const heading = useRef<HTMLHeadingElement>(null)
  // Where a field is wrong, that field is what is looked at.
  useEffect(() => {
    if (!moved || problems.length > 0) return
    heading.current?.focus()
    heading.current?.closest('li')?.scrollIntoView({ block: 'nearest' })
  }, [moved, problems.length])
  return (
    <li className="step" aria-current="step">
      <Title order={2} size="h4" mb="xs" ref={heading} tabIndex={-1}>
        {step}. {titles[step]}
      </Title>
      {children}
    </li>
  )
}
