import { Alert } from '@mantine/core'
import { createContext, useContext, useRef, useState, type ReactNode } from 'react'

const SaidContext = createContext<(text: string) => void>(() => undefined)

/** Says what became of a cure, above all cards: the card itself may be gone by then. */
export function useSay(): (text: string) => void {
  return useContext(SaidContext)
}

export function Said({ children }: { readonly children: ReactNode }) {
  const [text, setText] = useState<string | null>(null)
  const region = useRef<HTMLDivElement>(null)
  const say = (next: string) => {
    setText(next)
    // What was pressed is gone with its card.
    region.current?.focus()
  }
  return (
    <SaidContext value={say}>
      <div ref={region} role="status" tabIndex={-1} aria-label="What became of it">
        {text !== null && (
          <Alert color="sea" withCloseButton closeButtonLabel="Close" onClose={() => setText(null)}>
            {text}
          </Alert>
        )}
      </div>
      {children}
    </SaidContext>
  )
}
