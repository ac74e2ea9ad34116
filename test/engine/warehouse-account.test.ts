import { describe, expect, it } from 'vitest'
import { toldInAll } from '../fakes/tiny-warehouse'
import { amount, tinyWorld, type TinyWorld } from '../fakes/tiny-world'

const car25 = { Item1: { received: amount(60) }, Item2: { received: amount(50) } }
const minute = 60_000
const hour = 3_600_000
const expires = { code: 'key-expires', text: 'The key for Main Warehouse ends on 1 December.' } as const

async function begun(): Promise<TinyWorld> {
  const world = tinyWorld()
  await world.sync()
  world.now += minute
  return world
}

const checks = ({ calls }: TinyWorld) => calls.filter((call) => call === 'check').length

/** Turns the clock a minute at a time, as the running app does. */
async function pass(world: TinyWorld, ms: number): Promise<void> {
  for (let gone = 0; gone < ms; gone += minute) await world.turn(minute)
}

describe('what the warehouse says beforehand', () => {
  it('is asked for at a start, and shown; nothing else changes by it', async () => {
    const world = tinyWorld()
    world.notices.push(expires)
    expect(world.app.state().notices).toEqual([])
    await world.sync()
    expect(world.app.state()).toMatchObject({ shape: 'ok', notices: [expires], holds: [] })
  })

  it('is asked for about once a day while the app runs, and at each start', async () => {
    const world = await begun()
    world.calls.length = 0
    await pass(world, 48 * hour)
    expect(checks(world)).toBe(2)
    world.restart()
    await world.turn(0)
    expect(checks(world)).toBe(3)
  })

  it('goes by itself within a day of a new key, and stays over a restart until then', async () => {
    const world = tinyWorld()
    world.notices.push(expires)
    await world.sync()
    world.restart()
    expect(world.app.state().notices).toEqual([expires])
    world.notices.length = 0
    await pass(world, 21 * hour)
    expect(world.app.state().notices).toEqual([])
  })

  it('is asked for again soon when nobody answered, and what was said stays meanwhile', async () => {
    const world = tinyWorld()
    world.notices.push(expires)
    await world.sync()
    world.refusesAccount = 'Main Warehouse does not accept the key.'
    await pass(world, 21 * hour)
    world.calls.length = 0
    await pass(world, hour)
    expect(checks(world)).toBeGreaterThanOrEqual(3)
    expect(checks(world)).toBeLessThanOrEqual(5)
    expect(world.app.state().notices).toEqual([expires])
  })

  it('is not put off by a clock that was set back three days', async () => {
    const world = tinyWorld()
    world.now += 72 * hour
    await world.sync()
    world.now -= 72 * hour
    world.notices.push(expires)
    await pass(world, hour)
    expect(world.app.state().notices).toEqual([expires])
  })
})

describe('an account that is refused', () => {
  it('shows as signed out, though nothing waits, and ends by itself when it is accepted again', async () => {
    const world = await begun()
    world.refusesAccount = 'Main Warehouse does not accept the key.'
    world.restart()
    await world.sync()
    expect(world.app.state()).toMatchObject({
      shape: 'signed-out',
      sentence: 'Main Warehouse does not accept the key. 0 documents wait, nothing is lost.',
    })
    world.refusesAccount = null
    await pass(world, 21 * minute)
    expect(world.app.state()).toMatchObject({ shape: 'ok', warehouseProblem: null })
  })

  it('keeps what comes waiting, and sends it once by itself when it is accepted again', async () => {
    const world = await begun()
    world.refusesAccount = 'Main Warehouse does not accept the key.'
    world.vend({ id: 'CAR-25' }, car25)
    await pass(world, 3 * hour)
    expect(world.app.state()).toMatchObject({ shape: 'signed-out', counts: { waiting: 1 } })
    world.refusesAccount = null
    await pass(world, 21 * minute)
    expect(toldInAll(world)).toEqual({ 'WH Item1': 60, 'WH Item2': 50 })
    expect(world.app.state()).toMatchObject({ shape: 'ok', warehouseProblem: null })
  })

  it('keeps the moment at which it began', async () => {
    const world = await begun()
    world.refusesAccount = 'Main Warehouse does not accept the key.'
    world.restart()
    await world.sync()
    const since = world.app.state().warehouseProblem?.since
    await pass(world, 2 * hour)
    expect(world.app.state().warehouseProblem?.since).toBe(since)
  })

  it('in the middle of a delivery is over as soon as it is accepted, though its document was left out meanwhile', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    world.script.push({ kind: 'unauthorised', text: 'Main Warehouse does not accept the key.' })
    await world.sync()
    expect(world.app.state().shape).toBe('signed-out')
    expect(world.app.dismiss(world.app.history()[0]?.id ?? '', 'booked by hand')).toBeNull()
    await pass(world, 21 * minute)
    expect(world.app.state()).toMatchObject({ shape: 'ok', warehouseProblem: null })
    expect(world.booked).toEqual([])
  })
})

describe('a warehouse that was away', () => {
  it('is not called away for ever when only held lines are left to ask about', async () => {
    const world = await begun()
    world.knownSkus.delete('Item2')
    world.vend({ id: 'CAR-25' }, { Item2: { received: amount(50) } })
    await world.sync()
    world.itemsDown = 'Main Warehouse does not answer.'
    await pass(world, 20 * minute)
    expect(world.app.state().shape).toBe('retrying')
    world.itemsDown = null
    await pass(world, 30 * minute)
    expect(world.app.state()).toMatchObject({ shape: 'needs-you', warehouseProblem: null })
  })

  it('is still called away while a document waits, whatever it answers when asked about the account', async () => {
    const world = await begun()
    world.vend({ id: 'CAR-25' }, car25)
    for (let tries = 0; tries < 200; tries += 1) world.script.push('retry')
    await world.sync()
    const since = world.app.state().warehouseProblem?.since
    await pass(world, 25 * hour)
    expect(world.app.state()).toMatchObject({ shape: 'retrying', warehouseProblem: { since } })
  })
})
