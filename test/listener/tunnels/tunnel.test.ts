import { describe, expect, it } from 'vitest'
import type { TunnelStatus } from '../../../src/core/ports/tunnel'
import { backOff } from '../../../src/listener/tunnels/back-off'
import { tunnelFor } from '../../../src/listener/tunnels/tunnel'
import { settings } from '../../fakes/tiny-world'

const clock = { now: () => 7, sleep: () => Promise.resolve() }
const nothing = { sshKey: null, ngrokAuthToken: null }
const noKey = { known: null, keep: () => undefined }

describe('the way in that the settings name', () => {
  it('is none while real time is off', () => {
    expect(tunnelFor({ ...settings.realTime, via: 'off' }, nothing, noKey, { clock, random: () => 0 })).toBeNull()
  })

  it('is the shop’s own address as it was entered, of which nothing is known', async () => {
    const realTime = { ...settings.realTime, via: 'own-address', publicUrl: 'https://stock.example' } as const
    const told: TunnelStatus[] = []
    const open = tunnelFor(realTime, nothing, noKey, { clock, random: () => 0 })
    const tunnel = open?.(8_787, (status) => told.push(status))
    const status = { via: 'own-address', state: 'elsewhere', since: 7, lastError: null, needsYou: false, hostKey: null }
    expect(tunnel?.status()).toEqual({ ...status, publicUrl: 'https://stock.example' })
    expect(told).toEqual([tunnel?.status()])
    await tunnel?.close()
  })
})

describe('the wait after a failure', () => {
  it('doubles from one second to two minutes, a fifth of it by chance', () => {
    expect([1, 2, 3, 7, 8, 1_000].map((failures) => backOff(failures, 1))).toEqual([
      1_000, 2_000, 4_000, 64_000, 120_000, 120_000,
    ])
    expect(backOff(1, 0)).toBe(800)
  })
})
