import { Badge, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import { ShapeIcon, type Shape } from '../frame/shape-icon'

type CureCardProps = {
  readonly title: string
  /** What waits: "3 transfers wait". */
  readonly waits?: string
  /** What happened, and whether any stock is wrong. */
  readonly about?: string
  readonly shape?: Shape
  readonly children: ReactNode
}

/** One thing that needs somebody: what it is in one sentence, what it holds up, and what to press. */
export function CureCard({ title, waits, about, shape = 'needs-you', children }: CureCardProps) {
  const id = useId()
  return (
    <Paper component="section" aria-labelledby={id} withBorder p="md">
      <Stack gap="sm">
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <ShapeIcon shape={shape} size={20} />
          <Title order={2} size="h4" id={id} style={{ flex: 1 }}>
            {title}
          </Title>
          {waits !== undefined && (
            <Badge variant="default" tt="none" fw={500} style={{ flex: 'none' }}>
              {waits}
            </Badge>
          )}
        </Group>
        {about !== undefined && <Text size="sm">{about}</Text>}
        {children}
      </Stack>
    </Paper>
  )
}
