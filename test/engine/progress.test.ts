import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/ledger/database'
import { lookAt } from '../../src/app'
import { amount, settings, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

const orders = 30

/** Vend has shown so many orders, and goes silent when `failsAt` says so. */
function backlog(world: TinyWorld, createdAt = world.now): void {
  for (let number = 1; number <= orders; number += 1)
    world.vend({ id: `CAR-${number.toString()}`, createdAt, receivedAt: createdAt }, { Item1: { received: amount(1) } })
}

/** The app works until Vend was asked so often for what has this name, and the line breaks. */
async function workUntil(world: TinyWorld, name: RegExp, times: number): Promise<void> {
  const stop = new AbortController()
  let met = 0
  const push = world.asked.push.bind(world.asked)
  world.asked.push = (asked) => {
    if (name.test(asked) && ++met === times) world.vendDown = 'Vend does not answer.'
    return push(asked)
  }
  await world.app.sync(stop.signal)
  world.asked.push = push
  world.vendDown = null
}

describe('a first look that is stopped', () => {
  it('goes on where it was, and says so', async () => {
    const world = tinyWorld()
    backlog(world, world.now - 86_400_000)
    await workUntil(world, /^consignments$/, 6)
    expect(world.app.progress()).toMatchObject({ stage: 'history', done: 10, of: null, readyAt: null, resumed: false })
    world.restart()
    world.now += 3_600_000
    expect(world.app.progress()?.stopped).toBe(true)
    await workUntil(world, /^consignments$/, 3)
    expect(world.app.progress()).toMatchObject({ stage: 'history', done: 14, resumed: true, stopped: false })
    await world.sync()
    expect(world.app.progress()).toBeNull()
    expect(world.app.state().firstWalk).toEqual({ seen: orders, done: true })
  })

  it('knows about how many there are when an outlet comes later', async () => {
    const world = tinyWorld()
    backlog(world)
    await world.sync()
    const airport = { outlet: { id: 'airport', name: 'Airport' }, location: { id: 'AP', name: 'Airport' } }
    world.restart({ outlets: [...settings.outlets, airport] })
    await workUntil(world, /^consignments$/, 4)
    expect(world.app.progress()).toMatchObject({ stage: 'history', done: 6, of: orders })
  })
})

describe('much to catch up with', () => {
  it('says how many of how many are read, to other processes too, and what is left after a stop', async () => {
    const database = openDatabase(':memory:')
    const world = tinyWorld({ database })
    await world.sync()
    world.now += 60_000
    backlog(world)
    const push = world.asked.push.bind(world.asked)
    // Each question takes a second.
    world.asked.push = (asked) => ((world.now += 1_000), push(asked))
    await workUntil(world, /^lines CAR-12$/, 1)
    const seen = world.app.progress()
    expect(seen).toMatchObject({ stage: 'movements', of: orders, stopped: false })
    expect(seen?.done).toBeGreaterThan(8)
    expect(seen?.done).toBeLessThan(13)
    const beside = lookAt({
      ...{ database, settings, warehouse: world.port, ids: { fresh: () => '', derived: () => '' }, random: () => 0 },
      vend: { ...worldVend, store: settings.vend.store },
      clock: { now: () => world.now, sleep: () => Promise.resolve() },
    })
    expect(beside.state().progress).toEqual(seen)

    world.restart()
    world.now += 3_600_000
    await workUntil(world, /^lines CAR-20$/, 1)
    expect(world.app.progress()).toMatchObject({ of: orders, resumed: true })
    expect(world.app.progress()?.done).toBeGreaterThan(11)
    await world.sync()
    expect(world.app.progress()).toBeNull()
    expect(world.app.state().account.totals['in-warehouse']).toBe(orders)
  })

  it('is not announced for a handful', async () => {
    const world = tinyWorld()
    await world.sync()
    world.now += 60_000
    world.vend({ id: 'CAR-1' }, { Item1: { received: amount(1) } })
    world.vend({ id: 'CAR-2' }, { Item1: { received: amount(1) } })
    await workUntil(world, /^lines CAR-2$/, 1)
    expect(world.app.progress()).toBeNull()
  })

  it('is the line of truth while it lasts', async () => {
    const world = tinyWorld()
    await world.sync()
    world.now += 60_000
    backlog(world)
    let sentence = ''
    const push = world.asked.push.bind(world.asked)
    world.asked.push = (asked) => {
      world.now += 1_000
      if (asked === 'lines CAR-20') sentence ||= world.app.state().sentence
      return push(asked)
    }
    await world.sync()
    expect(sentence).toMatch(/^Reading Vend’s history, 1\d of 30 movements, ready about \d\d:\d\d\.$/)
  })
})

const never = () => Promise.reject(new Error('nobody asks Vend here'))
const worldVend = {
  ...{
    consignments: never,
    consignment: never,
    lines: never,
    totals: never,
    products: never,
    product: never,
    outlets: never,
  },
  budget: () => ({ limit: null, used: 0, waitingUntil: null, made: 0, oldestAt: null }),
}
