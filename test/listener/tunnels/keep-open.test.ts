import { expect, it, vi } from 'vitest'
import { keepOpen, type SessionEnd } from '../../../src/listener/tunnels/keep-open'

it('a way in that waits for somebody is tried again at once when it is told to, and waits on where that does not help', async () => {
  const waits: number[] = []
  const clock = {
    now: () => 0,
    sleep: (ms: number, signal: AbortSignal) => {
      waits.push(ms)
      return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    },
  }
  const refused: SessionEnd = { text: 'The server does not accept our key.', needsYou: true }
  let tried = 0
  const session = async () => {
    tried += 1
    return refused
  }
  const told: boolean[] = []
  const known = { publicUrl: 'https://stock.example', hostKey: null }
  const tunnel = keepOpen('ssh', known, session, { clock, random: () => 0 })(8_787, ({ needsYou }) =>
    told.push(needsYou),
  )
  await vi.waitUntil(() => waits.length === 1)
  expect(tunnel.status()).toMatchObject({ state: 'down', needsYou: true, lastError: refused.text })
  tunnel.tryNow()
  expect(tunnel.status()).toMatchObject({ state: 'down', needsYou: false })
  await vi.waitUntil(() => waits.length === 2)
  expect(tried).toBe(2)
  expect(told).toEqual([false, true, false, true])
  // As after a first failure.
  expect(new Set(waits).size).toBe(1)
  await tunnel.close()
})
