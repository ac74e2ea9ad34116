import type { Clock } from '../core/ports/world'
import type { WarehousePort } from '../core/ports/warehouse'

/** So long the warehouse may take to answer what is being sent when the engine is told to stop, ms. */
export const answersWithinMs = 10_000

/**
 * A warehouse whose answer to what is being sent is waited for when the engine is told to stop: then nobody has to look
 * it up later. Whatever else is asked of it ends at once.
 */
export function finishingSending(port: WarehousePort, clock: Pick<Clock, 'sleep'>): WarehousePort {
  return {
    ...port,
    push: async (document, signal) => {
      const answered = new AbortController()
      const late = new AbortController()
      const giveUp = async () => {
        await clock.sleep(answersWithinMs, answered.signal)
        late.abort()
      }
      const stopped = () => void giveUp()
      if (signal.aborted) return port.push(document, signal)
      signal.addEventListener('abort', stopped, { once: true })
      try {
        return await port.push(document, late.signal)
      } finally {
        signal.removeEventListener('abort', stopped)
        answered.abort()
      }
    },
  }
}
