import { Alert } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { saidOf } from '../api/client'
import { queries } from '../api/queries'

/** Something that a person presses: runs once at a time, and what stands in the way is said. */
export function useActing<Given, Answer>(work: (given: Given) => Promise<Answer>) {
  return useMutation({ mutationFn: work, onSettled: () => queries.invalidateQueries() })
}

/** Why something was not done. */
export function Obstacle({ error }: { readonly error: unknown }): ReactNode {
  if (error === null || error === undefined) return null
  return (
    <Alert color="red" role="alert" title="This was not done">
      {saidOf(error)}
    </Alert>
  )
}
