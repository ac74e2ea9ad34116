import { Stack, Title } from '@mantine/core'
import { ForSupport } from './for-support'
import { WhatIsSent } from './what-is-sent'

/** What a person may want to know, and what support wants from them. */
export function Help() {
  return (
    <Stack maw={760} gap="lg">
      <Title order={1} size="h2">
        Help
      </Title>
      <WhatIsSent />
      <ForSupport />
    </Stack>
  )
}
