import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { scanAfterAbsence } from '../../electron/sleep-and-network'
import type { RunningShop } from '../../src/host/run-shop'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function world() {
  const power = new EventEmitter()
  const seen = { online: true, scans: 0, wakes: 0, isAway: false, signal: null as AbortSignal | null }
  const app = {
    sync: async (signal: AbortSignal) => {
      seen.scans += 1
      seen.signal = signal
      if (seen.isAway) throw new Error('The disk is full.')
    },
  }
  const watching = scanAfterAbsence(
    {
      powerMonitor: { on: (event: string, listener: () => void) => power.on(event, listener) },
      net: { isOnline: () => seen.online },
    },
    { running: () => ({ app }) as unknown as RunningShop, wake: () => void (seen.wakes += 1) },
  )
  return { power, seen, watching }
}

describe('after an absence', () => {
  it('Vend is read when the PC wakes', async () => {
    const { power, seen, watching } = world()
    power.emit('resume')
    await vi.advanceTimersByTimeAsync(0)
    expect(seen).toMatchObject({ scans: 1, wakes: 1 })
    expect(seen.signal?.aborted).toBe(false)
    watching.close()
    expect(seen.signal?.aborted).toBe(true)
  })

  it('the state is looked at also where Vend could not be read', async () => {
    const { power, seen, watching } = world()
    seen.isAway = true
    power.emit('resume')
    await vi.advanceTimersByTimeAsync(0)
    expect(seen).toMatchObject({ scans: 1, wakes: 1 })
    watching.close()
  })

  it('Vend is read when the PC is online again, once', async () => {
    const { seen, watching } = world()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(seen.scans).toBe(0)
    seen.online = false
    await vi.advanceTimersByTimeAsync(60_000)
    expect(seen.scans).toBe(0)
    seen.online = true
    await vi.advanceTimersByTimeAsync(60_000)
    expect(seen.scans).toBe(1)
    watching.close()
    seen.online = false
    await vi.advanceTimersByTimeAsync(60_000)
    seen.online = true
    await vi.advanceTimersByTimeAsync(60_000)
    expect(seen.scans).toBe(1)
  })
})
