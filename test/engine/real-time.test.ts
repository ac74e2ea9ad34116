import { describe, expect, it } from 'vitest'
import type { LogEntry } from '../../src/core/ports/log'
import type { TunnelStatus } from '../../src/core/ports/tunnel'
import { watchRealTime } from '../../src/engine/real-time'

const up: TunnelStatus = {
  ...{ via: 'ssh', state: 'up', since: 1, lastError: null, needsYou: false },
  ...{ publicUrl: 'https://stock.example', hostKey: null },
}
const opening: TunnelStatus = { ...up, state: 'down' }
const down = (lastError: string): TunnelStatus => ({ ...up, state: 'down', since: 2, lastError })

describe('how webhooks come in', () => {
  it('is remembered, and the log says once when they stop, when the cause changes, and when they come again', () => {
    const told: LogEntry[] = []
    const watch = watchRealTime({ log: { tell: (entry) => told.push(entry) } })
    expect(watch.now()).toBeNull()
    for (const status of [opening, up, down('cut'), down('cut'), down('refused'), { ...up, lastError: 'refused' }])
      watch.become(status)
    expect(watch.now()).toMatchObject({ state: 'up', lastError: 'refused' })
    expect(told).toEqual([
      { step: 'trouble', side: 'real-time', text: 'cut' },
      { step: 'trouble', side: 'real-time', text: 'refused' },
      { step: 'trouble-over', side: 'real-time' },
    ])
  })
})
