import { describe, expect, it } from 'vitest'
import type { LogEntry } from '../../src/core/ports/log'
import type { TunnelStatus } from '../../src/core/ports/tunnel'
import { refusedText } from '../../src/core/refused-webhooks'
import { watchRealTime } from '../../src/engine/real-time'
import { tinyWorld } from '../fakes/tiny-world'

const up: TunnelStatus = {
  ...{ via: 'ssh', state: 'up', since: 1, lastError: null, needsYou: false },
  ...{ publicUrl: 'https://stock.example', hostKey: null },
}
const opening: TunnelStatus = { ...up, state: 'down' }
const down = (lastError: string): TunnelStatus => ({ ...up, state: 'down', since: 2, lastError })

const clock = { now: () => 25, sleep: () => Promise.resolve() }

describe('how webhooks come in', () => {
  it('is remembered, and the log says once when they stop, when the cause changes, and when they come again', () => {
    const told: LogEntry[] = []
    const watch = watchRealTime({ log: { tell: (entry) => told.push(entry) }, clock })
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

describe('webhooks that were refused', () => {
  it('are counted as long as the engine lives, with the time of the last one', () => {
    const world = tinyWorld()
    expect(world.app.state().refusedWebhooks).toBeNull()
    world.app.webhookRefused()
    world.now += 1_000
    world.app.webhookRefused()
    expect(world.app.state().refusedWebhooks).toEqual({ count: 2, lastAt: world.now })
    world.restart()
    expect(world.app.state().refusedWebhooks).toBeNull()
  })

  it('are told with what to do, and that nothing is lost', () => {
    expect(refusedText({ count: 12, lastAt: 0 }, 'at 9:25')).toMatch(
      /^12 webhooks were refused because their signature did not fit, the last one at 9:25\. Check the client secret in .*Nothing is lost/,
    )
    expect(refusedText({ count: 1, lastAt: 0 }, 'at 9:25')).toMatch(/^1 webhook was refused because its signature/)
  })
})
