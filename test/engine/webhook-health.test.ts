import { beforeEach, describe, expect, it } from 'vitest'
import type { Doorbell, WebhooksPort } from '../../src/core/ports/webhooks'
import type { TunnelStatus } from '../../src/core/ports/tunnel'
import { amount, settings, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

const minute = 60_000
const path = '/hooks/vend/SECRET'
const realTime = { ...settings.realTime, via: 'own-address' } as const
const up: TunnelStatus = {
  ...{ via: 'own-address', state: 'elsewhere', since: 0, lastError: null, needsYou: false },
  ...{ publicUrl: 'https://stock.example', hostKey: null },
}
const down: TunnelStatus = { ...up, via: 'ssh', state: 'down' }

let world: TinyWorld
let asked: number
let tried: number
let leadsBack: string | null
beforeEach(async () => {
  ;[asked, tried, leadsBack] = [0, 0, null]
  const webhooks: WebhooksPort = {
    agree: () => {
      asked += 1
      return Promise.resolve({ ok: true, value: { ids: [], made: 0, switchedOn: 0, removed: 0 }, at: null })
    },
  }
  world = tinyWorld({ webhooks })
  world.restart({ realTime })
  await begin()
})

/** A run: the way in is there, and Vend was read since. */
async function begin() {
  world.app.realTime(up)
  world.app.callAt(doorbell)
  await world.turn(minute)
  await world.turn(5 * minute)
}

const doorbell: Doorbell = {
  ...{ url: `https://stock.example${path}`, path },
  comesBack: () => {
    tried += 1
    return Promise.resolve(leadsBack)
  },
}

const webhooks = () => {
  const { webhooks } = world.app.state()
  if (!webhooks) throw new Error('Real time is off.')
  return webhooks
}
const receive = (id: string) => world.vend({ id }, { Item1: { received: amount(1) } })
/** Time goes by as in a run: what is due is done. */
const pass = async (minutes: number) => {
  for (let past = 0; past < minutes; past += 1) await world.turn(minute)
}
/** As Vend does it, and then it is read. */
const call = async (...ids: string[]) => {
  world.app.hear(ids)
  await world.turn(2_000)
}

describe('a webhook that gets lost', () => {
  it('is found by the next scan, told of once, and the line names the gap until one comes', async () => {
    receive('CAR-24')
    await call('CAR-24')
    const lastAt = world.now - 2_000
    await pass(2)
    const [since, before] = [world.now, asked]
    receive('CAR-25')
    await pass(5)
    expect(world.app.history().map(({ reference, status }) => [reference, status])).toEqual([
      ['CAR-24', 'delivered'],
      ['CAR-25', 'delivered'],
    ])
    expect(webhooks()).toMatchObject({ silentSince: null, lastAt })
    await pass(15)
    expect(webhooks()).toMatchObject({
      ...{ silentSince: since, lastMissed: { at: since, title: 'Order Stock CAR-25' }, lastAt },
      lastWeek: { calls: 1, repeats: 0, missed: 1 },
    })
    expect(webhooks().text).toMatch(
      /^Webhooks silent since \d\d:\d\d \(Order Stock CAR-25\), nothing lost: .* They are set up in Vend as they should be\.$/,
    )
    // Registration and address were looked at.
    expect([asked - before, tried]).toEqual([1, 1])
    await pass(60)
    const told = world.app.moments(100).filter(({ text }) => text.startsWith('Vend did not call about'))
    expect(told.map(({ text }) => text)).toEqual([
      'Vend did not call about Order Stock CAR-25; the scan found it, and nothing is lost.',
    ])
    expect(world.app.state().shape).toBe('ok')

    receive('CAR-26')
    await call('CAR-26')
    expect(webhooks()).toMatchObject({ silentSince: null, lastAt: world.now - 2_000 })
    expect(webhooks().text).toMatch(
      /^Vend calls here\. .* 1 webhook did not come in seven days, last about Order Stock CAR-25/,
    )
    expect(world.app.history()).toHaveLength(3)
  })

  it('is a gap and no silence when others come meanwhile', async () => {
    receive('CAR-25')
    await world.turn(10_000)
    receive('CAR-26')
    await call('CAR-26')
    await pass(25)
    expect(webhooks()).toMatchObject({ silentSince: null, lastMissed: { title: 'Order Stock CAR-25' } })
  })

  it('says where our address does not lead back', async () => {
    leadsBack = 'Something else answers at stock.example.'
    receive('CAR-25')
    await pass(25)
    expect(webhooks()).toMatchObject({ addressProblem: leadsBack })
    expect(webhooks().text).toContain(leadsBack)
  })

  it('is remembered over a restart, and so is one that is still waited for', async () => {
    receive('CAR-25')
    await pass(25)
    const before = webhooks()
    expect(before.silentSince).not.toBeNull()
    receive('CAR-26')
    await pass(5)
    world.restart()
    expect(webhooks()).toEqual(before)
    await begin()
    await pass(20)
    expect(webhooks()).toMatchObject({
      ...{ silentSince: before.silentSince },
      lastMissed: { title: 'Order Stock CAR-26' },
    })
  })
})

describe('a webhook is not missed', () => {
  it('when it comes up to fifteen minutes before or after the scan', async () => {
    receive('CAR-25')
    await pass(15)
    await call('CAR-25')
    world.vend({ id: 'CNT-1', kind: 'count', status: 'counted', receivedAt: null })
    await pass(5)
    await call('CNT-1')
    await pass(8)
    world.vend({ id: 'CNT-1', status: 'complete', gain: amount(1) }, { Item1: { count: 0n, received: amount(1) } })
    await pass(30)
    expect(webhooks()).toMatchObject({ silentSince: null, lastMissed: null })
  })

  it.each([
    ['a return', { kind: 'return', status: 'sent', receivedAt: null }],
    ['a count without a difference', { kind: 'count', status: 'complete' }],
    ['an order that is only sent', { kind: 'order', status: 'sent', receivedAt: null }],
    ['what was cancelled', { kind: 'order', status: 'cancelled', receivedAt: null }],
  ] as const)('about %s, for there is none', async (_what, stands) => {
    world.vend({ id: 'X-1', ...stands })
    await pass(30)
    expect(webhooks()).toMatchObject({ silentSince: null, lastMissed: null })
  })

  it('about what says another status for a while, and comes back', async () => {
    receive('CAR-25')
    await call('CAR-25')
    const lastWeek = webhooks().lastWeek
    await pass(20)
    world.vend({ id: 'CAR-25', status: 'sent' })
    await pass(6)
    world.vend({ id: 'CAR-25', status: 'received' })
    await pass(30)
    expect(webhooks()).toMatchObject({ silentSince: null, lastWeek })
  })

  it('while Vend cannot reach us, nor about what happened before it could', async () => {
    world.app.realTime(down)
    receive('CAR-25')
    await pass(6)
    receive('CAR-26')
    world.app.realTime({ ...up, via: 'ssh', state: 'up' })
    await pass(30)
    expect(webhooks()).toMatchObject({ silentSince: null, lastMissed: null })
    receive('CAR-27')
    await pass(30)
    expect(webhooks()).toMatchObject({ lastMissed: { title: 'Order Stock CAR-27' } })
  })
})

describe('of transfers', () => {
  it('both are missed: that it was sent, and that it arrived', async () => {
    const ends = { kind: 'transfer', sourceOutletId: 'main', outletId: 'harbour', receivedAt: null } as const
    world.vend({ id: 'TRF-1', ...ends, status: 'sent' }, { Item1: { count: amount(1), status: 'sent' } })
    await pass(25)
    expect(webhooks().lastWeek.missed).toBe(1)
    const arrived = { count: amount(1), received: amount(1), status: 'received' } as const
    world.vend({ id: 'TRF-1', status: 'received', receivedAt: world.now }, { Item1: arrived })
    await pass(25)
    expect(webhooks().lastWeek.missed).toBe(2)
  })
})

describe('silence', () => {
  it('is not ended by a call about something that Vend does not have', async () => {
    receive('CAR-25')
    await pass(25)
    const { silentSince } = webhooks()
    await call('no-such-consignment')
    await pass(2)
    expect(webhooks()).toMatchObject({ silentSince, lastAt: null })
    expect(silentSince).not.toBeNull()
    await call('CAR-25')
    expect(webhooks().silentSince).toBeNull()
  })
})

describe('a way in that waits for somebody', () => {
  it('needs you, with what to press, and nothing else is held up; when it is up that is over', () => {
    const lastError = 'vps.example does not accept Stocktray’s key. Add this line there: ssh-ed25519 AAAA'
    world.app.realTime({ ...down, lastError, needsYou: true })
    const { holds, shape, sentence } = world.app.state()
    expect({ shape, sentence }).toEqual({ shape: 'needs-you', sentence: '1 thing needs you. Nothing else is held up.' })
    expect(holds).toMatchObject([{ id: 'real-time', code: 'no-way-in', documentId: null }])
    expect(holds[0]?.text).toContain(`nothing is lost: Vend is read by schedule. ${lastError}`)
    world.app.realTime({ ...down, lastError })
    expect(world.app.state().holds).toEqual([])
  })
})

describe('calls', () => {
  it('are counted for seven days, with those that came in the same words again', async () => {
    receive('CAR-25')
    world.app.hear(['CAR-25', 'CAR-25', 'CAR-25'], 1)
    expect(webhooks().lastWeek).toEqual({ calls: 3, repeats: 1, missed: 0 })
    world.now += 3 * 86_400_000
    world.app.hear(['CAR-25'], 1)
    expect(webhooks().lastWeek).toEqual({ calls: 4, repeats: 2, missed: 0 })
    world.now += 5 * 86_400_000
    expect(webhooks().lastWeek).toEqual({ calls: 1, repeats: 1, missed: 0 })
  })
})
