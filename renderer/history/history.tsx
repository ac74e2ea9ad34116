import { Title } from '@mantine/core'

export function History({ chosen }: { readonly chosen: string | null }) {
  return <Title order={1}>History {chosen}</Title>
}
