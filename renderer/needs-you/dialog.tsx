import { Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'

type DialogProps = {
  readonly title: string
  readonly opened: boolean
  readonly close: () => void
  readonly children: ReactNode
}

/**
 * A decision that needs one thing more. Its head is no banner beside the window's own, and nothing has to be kept from
 * scrolling behind it: that would write styles which the page's policy forbids.
 */
export function Dialog({ title, opened, close, children }: DialogProps) {
  return (
    <Modal.Root opened={opened} onClose={close} lockScroll={false} centered size="lg">
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body pt="md">
          <Stack>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <Modal.Title fw={600}>{title}</Modal.Title>
              <Modal.CloseButton aria-label="Close" />
            </Group>
            {children}
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
