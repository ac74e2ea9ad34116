import { Group, Modal, Stack, type ModalRootProps } from '@mantine/core'
import type { ReactNode } from 'react'

type DialogProps = {
  readonly title: string
  readonly opened?: boolean
  readonly close: () => void
  readonly size?: ModalRootProps['size']
  readonly children: ReactNode
}

/** Asks for a decision. Mantine's own heading of it would be a second banner of the page. */
export function Dialog({ title, opened = true, close, size = 'md', children }: DialogProps) {
  return (
    // Only <main> scrolls, and it stands below the overlay; what locks a page writes a style that our policy refuses.
    <Modal.Root
      opened={opened}
      onClose={close}
      size={size}
      centered
      lockScroll={false}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Group justify="space-between" wrap="nowrap" p="md">
          <Modal.Title fw={600}>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </Group>
        <Modal.Body>
          <Stack>{children}</Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
