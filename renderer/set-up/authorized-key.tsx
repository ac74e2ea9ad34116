import { Alert, Code, Text } from '@mantine/core'
import { useFeed } from '../api/state-feed'

/** Our line for the SSH server: what is to be done with it, or folded away once the way in is up. */
export function AuthorizedKey({ line }: { readonly line: string }) {
  const { state } = useFeed()
  const shown = (
    <Code block mt="xs" tabIndex={0} aria-label="The line for authorized_keys">
      {line}
    </Code>
  )
  if (state?.realTime?.state === 'up')
    return (
      <details className="more">
        <summary>The line for your SSH server, which stands there</summary>
        {shown}
      </details>
    )
  return (
    <Alert color="sea" title="One line for your SSH server">
      <Text size="sm">Add this line to .ssh/authorized_keys of that user on the server, then press Test now.</Text>
      {shown}
    </Alert>
  )
}
