import { beforeEach, describe, expect, it } from 'vitest'
import type { VendProblem } from '../../src/core/ports/vend'
import type { Doorbell, WantedWebhooks, WebhooksPort } from '../../src/core/ports/webhooks'
import { triedAgainAt } from '../../src/engine/registration'
import { settings, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

const minute = 60_000
const path = '/hooks/vend/SECRET'
const doorbell = (host: string): Doorbell => ({
  ...{ url: `https://${host}${path}`, path },
  comesBack: () => Promise.resolve(null),
})
const realTime = { ...settings.realTime, via: 'own-address' } as const

let asked: WantedWebhooks[]
let problem: VendProblem | null
let changes: { made: number; switchedOn: number; removed: number }
let world: TinyWorld
beforeEach(() => {
  ;[asked, problem, changes] = [[], null, { made: 2, switchedOn: 0, removed: 0 }]
  const webhooks: WebhooksPort = {
    agree: (wanted) => {
      asked.push(wanted)
      if (problem) return Promise.resolve({ ok: false, problem })
      const value = { ids: ['receive', 'send'], ...changes }
      changes = { made: 0, switchedOn: 0, removed: 0 }
      return Promise.resolve({ ok: true, value, at: world.now })
    },
  }
  world = tinyWorld({ webhooks })
  world.restart({ realTime })
})

const webhooks = () => {
  const { webhooks } = world.app.state()
  if (!webhooks) throw new Error('Real time is off.')
  return webhooks
}

describe('the registration of our webhooks', () => {
  it('is not asked for before there is an address, then once, and again within the hour', async () => {
    await world.turn(minute)
    expect(asked).toEqual([])
    expect(webhooks()).toMatchObject({ registeredAt: null, text: 'Not set up in Vend yet. None has come yet.' })
    world.app.callAt(doorbell('stock.example'))
    expect(world.app.nextDue()).toBeLessThanOrEqual(world.now)
    await world.turn(0)
    expect(asked).toEqual([{ url: `https://stock.example${path}`, path, ids: [] }])
    const registeredAt = world.now
    expect(webhooks()).toMatchObject({ registeredAt, repairedAt: null, text: 'Vend calls here. None has come yet.' })
    for (let past = 0; past < 59; past += 5) await world.turn(5 * minute - 5_000)
    expect(asked).toHaveLength(1)
    await world.turn(5 * minute)
    expect(asked).toHaveLength(2)
    expect(asked[1]?.ids).toEqual(['receive', 'send'])
  })

  it('is made anew by itself when the address is another one', async () => {
    world.app.callAt(doorbell('first.ngrok.app'))
    await world.turn(0)
    world.app.callAt(doorbell('first.ngrok.app'))
    await world.turn(0)
    expect(asked).toHaveLength(1)
    changes = { made: 2, switchedOn: 0, removed: 2 }
    world.app.callAt(doorbell('second.ngrok.app'))
    await world.turn(0)
    expect(asked.map(({ url }) => new URL(url ?? '').host)).toEqual(['first.ngrok.app', 'second.ngrok.app'])
    expect(webhooks()).toMatchObject({ repairedAt: world.now })
    expect(world.logged.filter(({ step }) => step === 'registered')).toEqual([
      { step: 'registered', made: 2, switchedOn: 0, removed: 0 },
      { step: 'registered', made: 2, switchedOn: 0, removed: 2 },
    ])
  })

  it('that Vend refuses says why, keeps nothing else from going on, and is tried again by itself', async () => {
    problem = { kind: 'unreachable', text: 'Vend has trouble of its own.' }
    world.app.callAt(doorbell('stock.example'))
    world.vend({ id: 'CAR-25' }, { Item1: { received: 6_000_000n } })
    await world.turn(0)
    const since = world.now
    expect(webhooks()).toMatchObject({ problem: { since, text: problem.text, retryAt: since + 15_000 } })
    expect(webhooks().text).toMatch(/^They cannot be set up in Vend since .*, and nothing is lost\. Vend has trouble/)
    expect(world.app.state()).toMatchObject({ vendProblem: null, shape: 'ok' })
    await world.turn(15_000)
    expect(asked).toHaveLength(2)
    problem = null
    await world.turn(15_000)
    expect(webhooks()).toMatchObject({ problem: null, registeredAt: world.now })
    expect(world.logged.filter(({ step }) => step.startsWith('trouble'))).toEqual([
      { step: 'trouble', side: 'webhooks', text: 'Vend has trouble of its own.' },
      { step: 'trouble-over', side: 'webhooks' },
    ])
  })

  it('is asked for at every start, and what was registered before is remembered', async () => {
    world.app.callAt(doorbell('stock.example'))
    await world.turn(0)
    world.restart()
    expect(webhooks().registeredAt).toBe(world.now)
    await world.turn(minute)
    expect(asked).toHaveLength(1)
    world.app.callAt(doorbell('stock.example'))
    await world.turn(0)
    expect(asked).toHaveLength(2)
    expect(asked[1]?.ids).toEqual(['receive', 'send'])
  })

  it('that was taken out of Vend is one no more: neither said to stand, nor asked for again', async () => {
    world.app.callAt(doorbell('stock.example'))
    await world.turn(0)
    changes = { made: 0, switchedOn: 0, removed: 2 }
    expect(await world.app.withdraw(path, new AbortController().signal)).toEqual({ ok: true, removed: 2 })
    expect(asked.at(-1)).toEqual({ url: null, path, ids: ['receive', 'send'] })
    expect(webhooks()).toMatchObject({ registeredAt: null, text: 'Not set up in Vend yet. None has come yet.' })
    await world.turn(120 * minute)
    expect(asked).toHaveLength(2)
  })

  it('is not put off by a clock that is set back', async () => {
    world.app.callAt(doorbell('stock.example'))
    await world.turn(0)
    world.now -= 86_400_000
    await world.turn(0)
    expect(asked).toHaveLength(2)
  })

  it('is nothing that anybody speaks of while real time is off', () => {
    world.restart({ realTime: { ...realTime, via: 'off' } })
    expect(world.app.state().webhooks).toBeNull()
  })

  it('is never spoken of with its address', async () => {
    world.app.callAt(doorbell('stock.example'))
    await world.turn(0)
    expect(JSON.stringify([world.app.state(), world.logged])).not.toContain('SECRET')
  })
})

describe('Vend, that refused, is asked again', () => {
  const cases: readonly (readonly [VendProblem['kind'], lasting: number, after: number])[] = [
    ['unreachable', 0, 15_000],
    ['unreachable', 10 * minute, 5 * minute],
    ['bad-answer', 600 * minute, 15 * minute],
    ['unauthorised', 0, 15 * minute],
  ]
  it.each(cases)('%s for %i ms: after %i ms', (kind, lasting, after) => {
    expect(triedAgainAt(lasting, 0, { kind }) - lasting).toBe(after)
  })

  it('not before it allows it', () => {
    expect(triedAgainAt(0, 0, { kind: 'limited', retryAt: 200_000 })).toBe(200_000)
  })
})
