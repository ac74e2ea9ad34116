import type { App } from '../app'
import { diskTrouble } from '../core/stoppage'
import { realClock } from './real-world'

/** An engine that runs by itself until it is told to stop; `wake` makes it look at once. */
export type Running = { wake(): void; stop(): Promise<void> }

/** The longest it sleeps: a clock that was set back, or a PC that slept, is noticed within this. */
const longestNapMs = 30_000
/** After a fault of our own, not to spin. */
const restMs = 10_000

/**
 * `worked` is called after each piece of work, `complain` with each mistake of our own, once while it lasts; none ends it.
 */
export function runEngine(app: App, worked: () => void, complain: (text: string, error: unknown) => void): Running {
  const stopping = new AbortController()
  let nap = new AbortController()
  let said: string | null = null
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      nap = new AbortController()
      let wait: number
      try {
        await app.work(stopping.signal)
        said = null
        wait = Math.min(Math.max(app.nextDue() - realClock.now(), 0), longestNapMs)
      } catch (error) {
        const text = diskTrouble(error) ?? (error instanceof Error ? error.message : String(error))
        if (text !== said) complain(text, error)
        said = text
        wait = restMs
      }
      worked()
      await realClock.sleep(wait, AbortSignal.any([stopping.signal, nap.signal]))
    }
  }
  const done = loop()
  return {
    wake: () => nap.abort(),
    stop: async () => {
      stopping.abort()
      await done
    },
  }
}
