import { Alert, Button, Code, Group, Text } from '@mantine/core'
import { useFeed } from '../api/state-feed'
import { Obstacle, useActing } from '../frame/acting'

/** Our line for the SSH server: what is to be done with it, or folded away once the way in is up. */
export function AuthorizedKey({ line }: { readonly line: string }) {
  const { state } = useFeed()
  if (state?.realTime?.state === 'up')
    return (
      <details className="more">
        <summary>The line for your SSH server, which stands there</summary>
        <Line line={line} />
      </details>
    )
  return (
    <Alert color="sea" title="One line for your SSH server">
      <Text size="sm">Add this line to .ssh/authorized_keys of that user on the server, then press Test now.</Text>
      <Line line={line} />
    </Alert>
  )
}

function Line({ line }: { readonly line: string }) {
  const copy = useActing(() => navigator.clipboard.writeText(line))
  return (
    <>
      <Code block mt="xs" className="to-copy" aria-label="The line for authorized_keys">
        {line}
      </Code>
      <Group gap="sm" mt="xs">
        <Button size="xs" variant="default" onClick={() => copy.mutate(undefined)}>
          Copy the line
        </Button>
        <Text size="sm" role="status">
          {copy.isSuccess ? 'Copied. Add it there as one line.' : ''}
        </Text>
      </Group>
      <Obstacle error={copy.error} />
    </>
  )
}
