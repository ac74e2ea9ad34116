import { Box, Group, Text } from '@mantine/core'
import { startedAgain } from '../api/client'
import { useFeed } from '../api/state-feed'
import { shownMoment } from '../words/moments'
import { ShapeIcon } from './shape-icon'

/** The same sentence on every screen: what is so. */
export function TruthLine() {
  const { state, lost, since } = useFeed()
  const sentence = lost
    ? `${lost === 'stranger' ? startedAgain : `Stocktray does not answer since ${shownMoment(since)}.`} What stands below was true then.`
    : (state?.sentence ?? 'Asking Stocktray how things stand.')
  return (
    <Box px="md" py="sm">
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <ShapeIcon shape={lost ? 'lost' : (state?.shape ?? 'not-scanned')} />
        <Text role="status" fw={600} size="lg" lh={1.35}>
          {sentence}
        </Text>
      </Group>
    </Box>
  )
}
