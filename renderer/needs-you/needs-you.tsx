import { Title } from '@mantine/core'

export function NeedsYou() {
  return <Title order={1}>Needs you</Title>
}
