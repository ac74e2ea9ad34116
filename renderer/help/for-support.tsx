import { Button, Stack, Text, Title } from '@mantine/core'

/** The file that support asks for: what is in it, what is not, and how to get it. */
export function ForSupport() {
  return (
    <Stack component="section" gap="xs" aria-labelledby="for-support">
      <Title order={2} size="h4" id="for-support">
        A file for support
      </Title>
      <Text size="sm">
        When something is wrong, one file says how things stand here. It is made on this PC and goes nowhere by itself:
        you send it to whoever helps you. It is a text that any editor opens, so have a look at it first.
      </Text>
      <Text size="sm" component="div">
        <b>In it:</b> how things stand, your settings with the address of your Vend store and of your warehouse, the
        names of outlets and locations, the last documents with their SKUs and quantities, what happened to them, the
        log, and what kind of PC this is.
      </Text>
      <Text size="sm" component="div">
        <b>Not in it:</b> tokens, passwords and keys: wherever one stood, there is a “…”. Nothing of your sales and
        customers either: Stocktray never reads them.
      </Text>
      <Button component="a" href="/api/support-bundle" download="stocktray-support.json" w="fit-content">
        Save the file for support
      </Button>
    </Stack>
  )
}
