import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'

/** What few need, folded away; all of it stays part of its form. */
export function More({ children }: { readonly children: ReactNode }) {
  return (
    <details className="more">
      <summary>More</summary>
      <Stack gap="sm" pt="xs">
        {children}
      </Stack>
    </details>
  )
}
