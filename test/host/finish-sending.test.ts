import { describe, expect, it } from 'vitest'
import type { OutgoingDocument } from '../../src/core/document'
import type { WarehousePort } from '../../src/core/ports/warehouse'
import { finishingSending } from '../../src/host/finish-sending'

/** A warehouse that answers a push when it is told to, and says how it was cut off. */
function slowly() {
  let given: AbortSignal | null = null
  let answer: () => void = () => undefined
  const naps: { ms: number; end: () => void }[] = []
  const port = {
    push: (_: OutgoingDocument, signal: AbortSignal) => {
      given = signal
      return new Promise((resolve) => (answer = () => resolve({ kind: 'delivered', number: 'ST-1' })))
    },
    locations: async (signal: AbortSignal) => ({ kind: 'ok', value: [], was: signal }),
  } as unknown as WarehousePort
  const sleep = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      naps.push({ ms, end: resolve })
      signal.addEventListener('abort', () => resolve())
    })
  const warehouse = finishingSending(port, { sleep })
  return { warehouse, naps, answer: () => answer(), given: () => given }
}

const document = {} as OutgoingDocument

describe('a warehouse while the engine is told to stop', () => {
  it('is still heard about what is being sent', async () => {
    const { warehouse, answer, given, naps } = slowly()
    const stopping = new AbortController()
    const pushed = warehouse.push(document, stopping.signal)
    stopping.abort()
    expect(given()?.aborted).toBe(false)
    expect(naps.map(({ ms }) => ms)).toEqual([10_000])
    answer()
    expect(await pushed).toEqual({ kind: 'delivered', number: 'ST-1' })
  })

  it('is not waited for longer than it may take', async () => {
    const { warehouse, given, naps } = slowly()
    const stopping = new AbortController()
    void warehouse.push(document, stopping.signal)
    stopping.abort()
    naps[0]?.end()
    await new Promise((resolve) => setImmediate(resolve))
    expect(given()?.aborted).toBe(true)
  })

  it('is sent nothing new', async () => {
    const { warehouse, given } = slowly()
    void warehouse.push(document, AbortSignal.abort())
    expect(given()?.aborted).toBe(true)
  })
})
