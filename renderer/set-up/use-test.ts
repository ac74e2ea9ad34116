import { useState } from 'react'
import { linesIn } from '../../src/core/lines-in'
import type { TestStep } from '../../src/core/test-step'
import { client, readSaid } from '../api/client'
import { queries } from '../api/queries'

export type Test = {
  readonly steps: readonly TestStep[]
  readonly isRunning: boolean
  readonly isDone: boolean
  /** Why it could not be made, or not to its end. */
  readonly obstacle: string | null
  run(): Promise<void>
  clear(): void
}

type Told = { readonly steps: readonly TestStep[]; readonly isDone: boolean; readonly obstacle: string | null }
const nothing: Told = { steps: [], isDone: false, obstacle: null }

/** The test of all connections: each step is there as it comes. */
export function useTest(): Test {
  const [told, setTold] = useState(nothing)
  const [isRunning, setRunning] = useState(false)
  const clear = () => setTold(nothing)
  const run = async () => {
    clear()
    setRunning(true)
    try {
      for await (const line of linesIn(textOf(await client.api.test.$post())))
        setTold((before) => {
          const step = readSaid(line) as TestStep | { readonly kind: string; readonly text: string }
          if ('name' in step) return { ...before, steps: [...before.steps, step], isDone: step.name === 'saved' }
          return { ...before, obstacle: step.text }
        })
    } catch {
      setTold((before) => ({
        ...before,
        obstacle: 'Stocktray stopped answering in the middle of the test. Test again.',
      }))
    } finally {
      setRunning(false)
      await queries.invalidateQueries()
    }
  }
  return { ...told, isRunning, run, clear }
}

async function* textOf({ body }: { readonly body: ReadableStream<Uint8Array> | null }): AsyncGenerator<string> {
  const reader = body?.getReader()
  const decoder = new TextDecoder()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
    yield decoder.decode(part.value, { stream: true })
}
