import { CircleQuestionMark } from 'lucide-react'
import type { DocumentStatus } from '../../src/core/document'
import { statusWords } from '../../src/core/document-words'
import { useFeed } from '../api/state-feed'
import { ShapeIcon, type Shape } from '../frame/shape-icon'

const shapes: Readonly<Record<Exclude<DocumentStatus, 'unsure'>, Shape>> = {
  waiting: 'retrying',
  sending: 'working',
  'needs-you': 'needs-you',
  delivered: 'ok',
  dismissed: 'off',
  withdrawn: 'offline',
}

/** A state in a word, with its shape. */
export function StatusMark({ status }: { readonly status: DocumentStatus }) {
  const watching = useFeed().state?.paused?.watching ?? false
  return (
    <span className="status-mark">
      <span aria-hidden className="status-shape">
        {status === 'unsure' ? (
          <CircleQuestionMark size={16} color="var(--shape-care)" />
        ) : (
          <ShapeIcon shape={shapes[status]} size={16} />
        )}
      </span>
      {status === 'waiting' && watching ? 'would have gone' : statusWords[status]}
    </span>
  )
}

/** Of an alert about what waits for a person: its own colour is too pale for small letters. */
export const careTitle = { label: { color: 'var(--mantine-color-text)' } } as const
