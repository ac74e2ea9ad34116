import { expect, it } from 'vitest'
import type { TunnelStatus } from '../../src/core/ports/tunnel'
import { settings, tinyWorld } from '../fakes/tiny-world'

const minute = 60_000

it('a way in that is down is said beside what is well, until it is up again; one that is being opened is not', async () => {
  const world = tinyWorld()
  world.restart({ realTime: { ...settings.realTime, via: 'ssh', publicUrl: 'https://stock.example' } })
  const way: TunnelStatus = {
    ...{ via: 'ssh', state: 'down', since: world.now, lastError: null, needsYou: false },
    ...{ publicUrl: 'https://stock.example', hostKey: null },
  }
  world.app.realTime(way)
  await world.turn(minute)
  const well = /^Everything Vend recorded until \d\d:\d\d is in [\w ]+\.$/
  expect(world.app.state()).toMatchObject({ shape: 'ok', sentence: expect.stringMatching(well) })
  world.app.realTime({ ...way, state: 'up' })
  world.app.realTime({ ...way, since: world.now, lastError: '127.0.0.1 ended the connection.' })
  expect(world.app.state()).toMatchObject({
    shape: 'ok',
    sentence: expect.stringMatching(
      /\. Vend’s webhooks do not come in since \d\d:\d\d; Vend is read every 5 minutes meanwhile\.$/,
    ),
  })
  world.app.realTime({ ...way, state: 'up', lastError: '127.0.0.1 ended the connection.' })
  expect(world.app.state().sentence).toMatch(well)
})
